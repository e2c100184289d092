import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historyRules } from '../../src/anomaly/history-rules.ts'
import { checkHistories } from '../../src/batch/history.ts'
import { collectHistory } from '../../src/history/collect.ts'
import { linkHistory } from '../../src/history/organization.ts'
import { isSameAmount, isSameFigure } from '../../src/language/same-figure.ts'
import type { Anomaly } from '../../src/model/provenance.ts'
import { readSeries } from '../support/documents.ts'
import { documentFromFacts, type Facts } from '../support/facts-document.ts'
import { readHistory } from '../support/history.ts'

const placeOf = ({ place }: Pick<Anomaly, 'place'>): string =>
  place.rocYear === null ? `${place.code}` : `${place.code}/${place.rocYear}`

const check = (facts: readonly Facts[]): { document: string; anomaly: Anomaly }[] =>
  checkHistories(linkHistory(facts.map((one) => documentFromFacts(one)).flatMap(collectHistory)), {})

describe.each(historyRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.map((example) => [example.before, example] as const))('%s', (before, example) => {
    const found = [...rule.check(readHistory(before))].map(placeOf)
    expect(found).toEqual(example.after === null ? [] : [example.after])
  })

  it('has an example that fires, and one that does not', () => {
    expect(rule.examples.some((example) => example.after !== null)).toBe(true)
    expect(rule.examples.some((example) => example.after === null)).toBe(true)
  })

  it('fills every parameter of its sentences', () => {
    const [example] = rule.examples.filter(({ after }) => after !== null)
    const [draft] = rule.check(readHistory(example?.before ?? ''))
    for (const sentence of Object.values(rule.messages)) {
      for (const [, name = ''] of sentence.matchAll(/\{(\w+)\}/g)) expect(draft?.parameters).toHaveProperty(name)
    }
  })
})

describe('real series', () => {
  it('with planted contradictions: exactly those are found, under the later document', () => {
    const { documents, anomalies = [] } = readSeries('series-10')
    const found = check(documents)
    expect(found.map(({ anomaly }) => [anomaly.rule, `agency/${placeOf(anomaly)}`]).sort()).toEqual(anomalies.sort())
    expect(new Set(found.map(({ document }) => document))).toEqual(new Set(['series-10-111']))
  })

  it('without any: nothing is found', () => {
    expect(check(readSeries('series-01').documents)).toEqual([])
  })
})

/** Cards of following years that tell one story: names, codes and figures of `years` years from `firstYear`. */
function tellOneStory(names: readonly string[], figures: readonly number[], firstYear: number, years: number): string {
  const value = (kpi: number, year: number): number => (figures[kpi] ?? 1) + year * (kpi + 1)
  return Array.from({ length: years }, (_, index) => firstYear + index)
    .map((rocYear) => {
      // Every card renumbers its KPIs, as agencies do.
      const records = names.map((name, kpi) => {
        const code = `AC${rocYear - firstYear + 1}.${kpi + 1}`
        const actuals = [3, 2, 1].map((back) => `actual${rocYear - back}=${value(kpi, rocYear - back)}`)
        const targets = [0, 1].map((ahead) => `target${rocYear + ahead}=${value(kpi, rocYear + ahead)}`)
        const budgets = `approved${rocYear}=${1000 * rocYear} estimated${rocYear + 1}=${1000 * (rocYear + 1)}`
        return `${code} ${name} 次 ${actuals.join(' ')} ${targets.join(' ')}; ${code}.1 ${name}計畫 - ${budgets}`
      })
      return `${rocYear}: ${records.join('; ')}`
    })
    .join(' | ')
}

describe('a clean history', () => {
  it('raises nothing, whatever its names, figures and years', () => {
    const names = ['志工服務時數', '公車每日平均運量', '客語認證通過人數', '通學步道改善校數', '資本支出預算達成率']
    fc.assert(
      fc.property(
        fc.shuffledSubarray(names, { minLength: 1 }),
        fc.array(fc.integer({ min: -1000, max: 1_000_000_000 }), { minLength: 5, maxLength: 5 }),
        fc.integer({ min: 90, max: 120 }),
        fc.integer({ min: 2, max: 6 }),
        (some, figures, firstYear, years) => {
          const history = readHistory(tellOneStory(some, figures, firstYear, years))
          expect(checkHistories([history], {}).map(({ anomaly }) => anomaly.message)).toEqual([])
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('options', () => {
  it('turn a rule off, or make it weigh otherwise', () => {
    const history = readHistory('110: BC1.2 站點數 站 target111=1420 | 111: BC1.2 站點數 站 target111=1777')
    expect(checkHistories([history], { 'revised-target': 'off' })).toEqual([])
    expect(checkHistories([history], { 'revised-target': 'error' })[0]?.anomaly.severity).toBe('error')
  })
})

describe('print that is not sure', () => {
  it('contradicts no other year', () => {
    const history = readHistory('110: BC1.2 站點數 站 actual109=1420 | 111: BC1.2 站點數 站 actual109=1777')
    for (const { records } of history.kpis)
      for (const record of records) for (const f of record.figures) f.confidence = 0.6
    expect(checkHistories([history], {})).toEqual([])
  })
})

describe('the same figure', () => {
  it.each([
    [98.76, 98.8, true],
    [12.98, 12.98, true],
    [2.4, 2, false],
    [1420, 1421, false],
    [98.76, 98.7, false],
  ])('%s and %s: %s', (a, b, same) => {
    expect([isSameFigure(a, b), isSameFigure(b, a)]).toEqual([same, same])
  })

  it.each([
    [1403529321, 1403529000, true],
    [1403529321, 1403529320, false],
    [1403529000, 1403530000, false],
    [1403530000, 1403529321, false],
    [1403529000, 1403529999, true],
    [1403530000, 1403529999, true],
    // no rounding to thousands: too few digits would be left
    [0, 999, false],
    [1000, 1999, false],
    [2000, 1999, false],
  ])('as amounts, %s and %s: %s', (a, b, same) => {
    expect([isSameAmount(a, b), isSameAmount(b, a)]).toEqual([same, same])
  })
})
