/** The file of decisions: what stands, what a crash leaves, and who may add to it. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appendDecisions, OutdatedError, readDecisions } from '../../src/batch/corrections.ts'
import { fittingCorrections, isSettled, standingCorrections } from '../../src/corrections.ts'
import type { Correction } from '../../src/model/correction.ts'
import type { Anomaly, Place } from '../../src/model/provenance.ts'
import { findUndo } from '../../src/review/history.ts'
import { makeDraft } from '../support/draft.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const document = 'a'.repeat(64)
const place = (code: string): Place => ({
  card: 1,
  level: 'agency',
  code,
  series: null,
  field: 'approved',
  rocYear: 111,
})
const decision = (code: string, value: string | number | null, more: Partial<Correction> = {}): Correction => ({
  document,
  place: place(code),
  printed: '1,4004,000',
  value,
  rule: 'malformed-number',
  by: 'Chen',
  at: '2026-01-02T03:04:05.678Z',
  why: '',
  ...more,
})
const anomaly = (code: string, more: Partial<Anomaly> = {}): Anomaly => ({
  rule: 'malformed-number',
  severity: 'warning',
  place: place(code),
  message: '',
  parameters: {},
  printed: '1,4004,000',
  taken: '14,004,000',
  candidates: [],
  evidence: [],
  pieces: [],
  ...more,
})

describe('the file', () => {
  it('grows by whole lines, and only for a writer that knows all of them', () => {
    const path = join(temporaryFolder(), 'corrections.jsonl')
    const empty = readDecisions(path)
    expect(empty.corrections).toEqual([])
    const version = appendDecisions(path, [decision('AC1.1.1', 1)], empty.version)
    expect(() => appendDecisions(path, [decision('AC1.1.1', 2)], empty.version)).toThrow(OutdatedError)
    appendDecisions(path, [decision('AC1.1.1', 3)], version)
    expect(readDecisions(path).corrections.map(({ value }) => value)).toEqual([1, 3])
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3)
  })

  it('forgets a line that a crash cut short, and goes on behind the last whole one', () => {
    const path = join(temporaryFolder(), 'corrections.jsonl')
    const { version } = readDecisions(path)
    const next = appendDecisions(path, [decision('AC1.1.1', 1)], version)
    appendFileSync(path, '{"document":"aaaa","pla')
    expect(readDecisions(path)).toEqual({ corrections: [decision('AC1.1.1', 1)], version: next })
    appendDecisions(path, [decision('AC1.1.1', 2)], next)
    expect(readDecisions(path).corrections.map(({ value }) => value)).toEqual([1, 2])
  })

  it('names the line that is no decision', () => {
    const path = join(temporaryFolder(), 'corrections.jsonl')
    writeFileSync(path, `${JSON.stringify(decision('AC1.1.1', 1))}\n{"document":1}\n`)
    expect(() => readDecisions(path)).toThrow(/line 2/)
  })
})

describe('what stands', () => {
  it.each<[string, Correction[], (string | number | null)[]]>([
    ['the later of two', [decision('A', 1), decision('A', 2)], [2]],
    [
      'the earlier again, when the later is taken back',
      [decision('A', 1), decision('A', 2), decision('A', 2, { undo: true })],
      [1],
    ],
    ['nothing, when all is taken back', [decision('A', 1), decision('A', 1, { undo: true })], []],
    ['what others have decided', [decision('A', 1), decision('B', 2), decision('A', 1, { undo: true })], [2]],
    [
      'a value and what is kept beside it',
      [decision('A', 1), decision('A', 'x', { keep: true, rule: 'duplicate-series' })],
      [1, 'x'],
    ],
    [
      'what is kept of two rows without a code, and not what was taken back',
      [
        decision('A', 'x', { keep: true, rule: 'orphan-row', printed: '甲' }),
        decision('A', 'y', { keep: true, rule: 'orphan-row', printed: '乙' }),
        decision('A', 'z', { keep: true, rule: 'orphan-row', printed: '丙' }),
        decision('A', 'z', { keep: true, rule: 'orphan-row', printed: '丙', undo: true }),
      ],
      ['x', 'y'],
    ],
    ['nothing of another document', [decision('A', 1, { document: 'b' })], []],
    ['nothing, when nothing was there to take back', [decision('A', 1, { undo: true })], []],
  ])('%s', (_, corrections, values) => {
    expect(standingCorrections(corrections, document).map(({ value }) => value)).toEqual(values)
  })

  it('settles what the person has seen, and nothing else', () => {
    const kept = decision('A', '14,004,000', { keep: true })
    expect(isSettled([kept], anomaly('A'))).toBe(true)
    expect(isSettled([kept], anomaly('A', { taken: '1,400,000' }))).toBe(false)
    expect(isSettled([kept], anomaly('A', { printed: '1,404,000' }))).toBe(false)
    expect(isSettled([kept], anomaly('A', { rule: 'year-on-year-jump' }))).toBe(false)
    expect(isSettled([kept], anomaly('B'))).toBe(false)
    const changed = decision('A', 1)
    expect(isSettled([changed], anomaly('A', { rule: 'year-on-year-jump' }))).toBe(true)
    expect(isSettled([changed], anomaly('A', { rule: 'duplicate-series' }))).toBe(false)
  })
})

it('undo and redo lead back and forth through any decisions', () => {
  const decisions = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer()), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(decisions, fc.nat(), (made, steps) => {
      const log = made.map(([code, value]) => decision(code, value))
      const before = standingCorrections(log, document)
      const back = Math.min(steps % 8, made.length)
      for (let step = 0; step < back; step++) {
        const { undo } = findUndo(log)
        if (undo) log.push({ ...undo, undo: true })
      }
      expect(standingCorrections(log, document)).toHaveLength(
        new Set(made.slice(0, made.length - back).map(([code]) => code)).size,
      )
      for (let step = 0; step < back; step++) {
        const { redo } = findUndo(log)
        if (redo) log.push(redo)
      }
      const byCode = (all: Correction[]) => new Map(all.map(({ place: at, value }) => [at.code, value]))
      expect(byCode(standingCorrections(log, document))).toEqual(byCode(before))
      expect(findUndo(log).redo).toBeNull()
    }),
  )
})

describe('a standing decision', () => {
  const printed = '111=1,4004,000'
  it.each<[what: string, decision: Correction, fits: boolean]>([
    ['about what is printed', decision('CC1.1.1', 1), true],
    ['with a figure as people write it', decision('CC1.1.1', '14,004,000'), true],
    ['about another print', decision('CC1.1.1', 1, { printed: '1,404,000' }), false],
    ['with a value that is no figure', decision('CC1.1.1', 'many'), false],
    ['about a place that is no more', decision('CC1.1.9', 1), false],
    ['to keep what is there', decision('CC1.1.9', 1, { keep: true }), true],
  ])('%s fits the document: %#', (_, one, fits) => {
    const { scorecard } = makeDraft([{ plans: [{ code: 'CC1.1.1', approved: printed }] }])
    expect(fittingCorrections([one], scorecard)).toEqual(fits ? [one] : [])
  })
})
