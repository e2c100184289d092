import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Document, documentSchema } from '../../src/model/document.ts'
import type { Candidate, Place } from '../../src/model/provenance.ts'
import { printCard } from '../support/card-text.ts'
import { readSeries } from '../support/documents.ts'
import { documentFromFacts } from '../support/facts-document.ts'
import { runHere, writeInputs } from '../support/output-folder.ts'
import { convertInto } from '../support/review.ts'
import { comparableTree, temporaryFolder } from '../support/temporary-folder.ts'

const candidate = (value: string, score: number, kind: Candidate['because'][number]['kind'] = 'digit-grouping') => ({
  value,
  score,
  because: [{ kind, detail: 'x' }],
})

const plan: Place = { card: 1, level: 'agency', code: 'AC1.1.1', series: null, field: 'estimated', rocYear: 111 }
const kpi: Place = { card: 1, level: 'agency', code: 'AC1.2', series: 1, field: 'actual', rocYear: 108 }

/** The years 110 and 111 of series 10; what 110 prints at the place is in doubt. */
function years(place: Place, printed: string, value: number | null, candidates: Candidate[]): [Document, Document] {
  const [, first, second] = readSeries('series-10').documents.map((facts) => documentFromFacts(facts))
  if (first === undefined || second === undefined) throw new Error('no test data')
  const [card] = first.cards
  const figures = [
    ...(card?.kpis.filter((one) => one.code === place.code).flatMap((one) => one.values) ?? []),
    ...(card?.plans.filter((one) => one.code === place.code).flatMap((one) => one.budgets) ?? []),
  ]
  const figure = figures.find((one) => one.rocYear === place.rocYear)
  if (figure === undefined) throw new Error('no such figure')
  Object.assign(figure, { raw: printed, value, status: value === null ? 'unreadable' : 'repaired' })
  const doubt = { place, printed, taken: null, candidates, evidence: [], pieces: [], parameters: {} }
  const rule = value === null ? 'unreadable-number' : 'malformed-number'
  first.anomalies.push({ ...doubt, rule, severity: 'error', message: 'in doubt' })
  return [first, second]
}

async function convert(documents: readonly Document[]): Promise<{ output: string; input: string }> {
  const folder = temporaryFolder()
  const input = writeInputs(join(folder, 'input'), documents)
  const output = join(folder, 'output')
  await runHere([input], output)
  return { input, output }
}

const read = (output: string, id: string): Document =>
  documentSchema.parse(JSON.parse(readFileSync(join(output, 'documents', `${id}.json`), 'utf8')))

const budgetOf = (document: Document) =>
  document.cards[0]?.plans.find((one) => one.code === plan.code)?.budgets.find((one) => one.rocYear === plan.rocYear)

/** Without what the rules across years say of the later card. */
const rulesOf = (document: Document): string[] => document.anomalies.map(({ rule }) => rule)

describe('a malformed figure', () => {
  const readings = [candidate('14,540,970', 0.4), candidate('1,454,097,000', 0.35), candidate('145,409,700', 0.3)]

  it('that no evidence of its document settles is settled by another year, and the repair says so', async () => {
    const { output } = await convert(years(plan, '1,4540,97,000', null, readings))
    const document = read(output, 'series-10-110')
    expect(budgetOf(document)).toMatchObject({ value: 1454097000, status: 'repaired', raw: '1,4540,97,000' })
    expect(document.repairs).toMatchObject([
      {
        rule: 'malformed-number',
        place: plan,
        before: '1,4540,97,000',
        after: '1,454,097,000',
        candidates: [{ value: '1,454,097,000', because: [{ kind: 'other-year' }, { kind: 'digit-grouping' }] }, {}, {}],
      },
    ])
    expect(document.repairs[0]?.candidates[0]?.because[0]?.detail).toContain(
      'series-10-111, card 1, page 1: AC1.1.1 approved 111',
    )
    expect(rulesOf(document)).toEqual(['malformed-number'])
    expect(readFileSync(join(output, 'tables', 'budgets.csv'), 'utf8')).toContain('1454097000,"1,4540,97,000",repaired')
  })

  it('of a KPI is settled by the same actual figure of another card', async () => {
    const [first, second] = years(kpi, '4,29', null, [candidate('4.29', 0.3), candidate('42.9', 0.3)])
    const { output } = await convert([first, second])
    const value = read(output, first.id).cards[0]?.kpis.find((one) => one.code === kpi.code)?.values
    expect(value?.find((one) => one.rocYear === kpi.rocYear)?.value).toBe(42.9)
  })

  it.each([
    ['thousands', 1e3, '1,4540,97', '1,454,097', 1454097000],
    ['ten thousands', 1e4, '1454,09.7', '145,409.7', 1454097000],
    ['millions', 1e6, '1,454,09.7', '1,454.097', 1454097000],
    // As it would be with another scale.
    ['one', undefined, '1,4540,97', '1,454,097', null],
    ['millions, and reads otherwise', 1e6, '1,4540,97', '1,454,097', null],
  ])('in a column of %s is scaled as its column says', async (_, scale, printed, reading, expected) => {
    const documents = years(plan, printed, null, [candidate(reading, 0.4), candidate('145,497', 0.4)])
    Object.assign(budgetOf(documents[0]) ?? {}, { scale })
    const { output } = await convert(documents)
    expect(budgetOf(read(output, 'series-10-110'))?.value).toBe(expected)
  })

  it('is settled though its rule is not reported', async () => {
    const folder = temporaryFolder()
    const output = join(folder, 'output')
    const row = (budgets: string) => printCard([`CC1鼓勵|設計|CC1.1人次|人次|1|2|3|甲組|CC1.1.1節慶|${budgets}|乙組`])
    const later = row('14,004|15,000').replaceAll('111年', '112年').replaceAll('110年', '111年')
    writeFileSync(join(folder, '111.txt'), row('10,000|8,83,000'))
    writeFileSync(join(folder, '112.txt'), later.replace('14,004', '883,000').replace('預估112年', '預估113年'))
    const values: unknown[] = []
    for (const severities of [{}, { 'unreadable-number': 'off' as const }]) {
      await convertInto(output, [join(folder, '111.txt'), join(folder, '112.txt')], [], { severities })
      const { cards, anomalies } = read(output, '111')
      values.push(cards[0]?.plans[0]?.budgets[1]?.value)
      expect(anomalies.map(({ rule }) => rule)).toContain('malformed-number')
    }
    expect(values).toEqual([883000, 883000])
  })

  it('that was repaired otherwise is repaired anew where only digits had spoken', async () => {
    const { output } = await convert(years(plan, '1,4540,97,000', 14540970, readings))
    const document = read(output, 'series-10-110')
    expect(budgetOf(document)?.value).toBe(1454097000)
    // What is no contradiction any more is not reported as one.
    const { anomalies } = read(output, 'series-10-111')
    expect(anomalies.filter(({ place }) => place.code === plan.code).map(({ rule }) => rule)).toEqual([])
  })

  it.each([
    [
      'another place of the document speaks for it',
      14540970,
      [candidate('14,540,970', 0.7, 'sum-of-parts'), candidate('1,454,097,000', 0.3)],
    ],
    [
      'no reading of it is what the other year prints',
      null,
      [candidate('14,540,970', 0.4), candidate('145,409,700', 0.3)],
    ],
  ])('stays as it is where %s', async (_, value, candidates) => {
    const { output } = await convert(years(plan, '1,4540,97,000', value, candidates))
    expect(budgetOf(read(output, 'series-10-110'))?.value).toBe(value)
    expect(read(output, 'series-10-110').repairs).toEqual([])
  })

  it('stays as it is where other years contradict each other', async () => {
    const [first, second] = years(plan, '1,4540,97,000', null, readings)
    const third = structuredClone(second)
    third.id = 'third'
    third.rocYear = 112
    for (const card of third.cards) card.rocYear = 112
    const budget = budgetOf(third)
    if (budget) budget.value = 14540970
    const { output } = await convert([first, second, third])
    expect(budgetOf(read(output, 'series-10-110'))?.status).toBe('unreadable')
  })

  it('is in doubt again when the other year is gone', async () => {
    const documents = years(plan, '1,4540,97,000', null, readings)
    const { input, output } = await convert(documents)
    rmSync(join(input, 'series-10-111.txt'))
    await runHere([input], output)
    expect(budgetOf(read(output, 'series-10-110'))?.status).toBe('unreadable')
    const alone = join(output, '..', 'alone')
    await runHere([input], alone)
    expect(comparableTree(output)).toEqual(comparableTree(alone))
  })
})
