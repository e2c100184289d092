/** Codes that only one reader of a scan has. */
import { describe, expect, it } from 'vitest'
import type { ColumnRole, RowCell } from '../../src/model/draft.ts'
import { settleCodes } from '../../src/scorecard/scanned-codes.ts'
import { makeLines } from '../support/draft.ts'

const cellOf = (text: string, second: string): RowCell => ({
  lines: makeLines(text).map((line) => ({
    ...line,
    readings: [text, second].map((read, at) => ({ reader: `reader ${at}`, text: read, confidence: 0.9 })),
  })),
  raw: text,
  own: true,
  pieces: [],
  ink: false,
  shared: false,
})

const settle = (role: 'objective' | 'kpi' | 'plan' | 'note', text: string, second: string) => {
  const columns: ColumnRole[] = [{ role }]
  const { row, settled } = settleCodes({ cells: [cellOf(text, second)], perspective: null }, columns)
  return [row.cells[0]?.lines[0]?.text, settled.map(({ code }) => code)]
}

describe('settleCodes', () => {
  it.each([
    ['kpi', 'CCl.2參與人次', 'CC1.2參與入次', 'CC1.2參與人次', ['CC1.2']],
    ['objective', 'C01鼓勵參與', 'CC1鼓勵參與', 'CC1鼓勵參與', ['CC1']],
    ['plan', '0C1.2.1', 'CC1.2.1辦理', 'CC1.2.1', ['CC1.2.1']],
    ['kpi', 'CC1.2參與人次', 'CC1.3參與人次', 'CC1.2參與人次', []],
    ['kpi', '參與人次', 'CC1參與人次', '參與人次', []],
    ['note', 'CCl.2參與人次', 'CC1.2參與人次', 'CCl.2參與人次', []],
  ] as const)('%s: %s beside %s', (role, text, second, taken, codes) => {
    expect(settle(role, text, second)).toEqual([taken, codes])
  })
})
