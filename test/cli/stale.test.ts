/** How a person is told of a correction that was not applied. */
import { expect, it } from 'vitest'
import { wordStale } from '../../src/cli/stale.ts'
import type { StaleCorrection } from '../../src/model/correction.ts'

const stale: StaleCorrection = {
  document: 'a'.repeat(64),
  place: { card: 2, level: 'agency', code: 'AC1.1.1', series: null, field: 'approved', rocYear: 111 },
  printed: '1,4004,000',
  value: 14004000,
  by: 'Chen',
  at: '2026-01-02T03:04:05Z',
  why: '',
  now: { printed: '10,600,00\n0' },
}

it.each<[Partial<StaleCorrection>, en: string, zh: string]>([
  [{}, 'the print is now "10,600,00 0", not "1,4004,000"', '原件現為 "10,600,00 0"，而非 "1,4004,000"'],
  [{ now: { printed: null } }, 'the print is now nothing, not "1,4004,000"', '原件現為 空白，而非 "1,4004,000"'],
  [{ now: null }, 'the document has no such place any more', '文件中已無此位置'],
  [{ now: { printed: '1,4004,000' }, value: 'many' }, 'its value "many" is no figure', '其值 "many" 不是數字'],
])('%j', (more, en, zh) => {
  const one = { ...stale, ...more }
  expect(wordStale('hakka-111', one, 'en')).toBe(
    `hakka-111: a correction by Chen (AC1.1.1, card 2, approved 111) was not applied: ${en}; settle it again in tidycard review`,
  )
  expect(wordStale('hakka-111', one, 'zh-TW')).toBe(
    `hakka-111：Chen 的更正（AC1.1.1、第 2 張、approved 111）未套用：${zh}；請於 tidycard review 重新決定`,
  )
})
