import { describe, expect, it } from 'vitest'
import type { Block, Line } from '../../src/model/table.ts'
import { mendTitles } from '../../src/scorecard/misread-titles.ts'

const line = (text: string, isRead = true, confidence = 0.95): Line => ({
  text,
  page: 1,
  box: [0, 0, 100, 10],
  full: null,
  confidence: isRead ? confidence : 1,
  readings: isRead ? [{ reader: 'tesseract', text, confidence }] : [],
})

const note = (...lines: Line[]): Block => ({
  kind: 'note',
  note: { page: 1, box: [0, 0, 100, 10], lines, role: 'text' },
})

const mend = (...lines: Line[]) => {
  const { blocks, findings } = mendTitles([note(...lines)])
  const texts = blocks.flatMap((block) => (block.kind === 'note' ? block.note.lines.map(({ text }) => text) : []))
  return { texts, told: findings.map(({ printed, taken }) => [printed, taken]) }
}

describe('titles of recognised pages', () => {
  it.each([
    ['桃園市政府社會局平衡計分上(110年)', '桃園市政府社會局平衡計分卡(110年)'],
    ['強化社會支持E組 府級平衡計 兮卡 (110年)', '強化社會支持E組 府級平衡計分卡 (110年)'],
    ['社會局乎衡計分卡', '社會局平衡計分卡'],
  ])('%s is told and taken as %s', (printed, taken) => {
    expect(mend(line(printed))).toEqual({ texts: [taken], told: [[printed, taken]] })
  })

  it.each(['促進經濟就業 ! 組 府級平衡計分卡', '社會局110年策略地圖'])('%s is told where it is not sure', (printed) => {
    expect(mend(line(printed, true, 0.69))).toEqual({ texts: [printed], told: [[printed, printed]] })
    expect(mend(line(printed))).toEqual({ texts: [printed], told: [] })
    expect(mend(line(printed, false))).toEqual({ texts: [printed], told: [] })
  })

  it.each(['社會局平 衡計分卡', '平衡計算的卡', '計分方式', '成績計分卡', '策略地圖', '平衡預算'])(
    '%s stays',
    (printed) => {
      expect(mend(line(printed))).toEqual({ texts: [printed], told: [] })
    },
  )

  it('stay where the file itself says so', () => {
    expect(mend(line('社會局平衡計分上', false))).toEqual({ texts: ['社會局平衡計分上'], told: [] })
  })

  it('are told once, though they stand on every page', () => {
    const { findings } = mendTitles([note(line('社會局平衡計分上')), note(line('社會局平衡計分上'))])
    expect(findings).toHaveLength(1)
  })
})
