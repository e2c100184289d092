/** Every repair rule's own examples, run through the rule; then the rules that work on rows, through all stages. */
import { describe, expect, it } from 'vitest'
import { readNumber } from '../../src/language/number.ts'
import type { ColumnRole, RowCell } from '../../src/model/draft.ts'
import type { Line } from '../../src/model/table.ts'
import { findRepairRule, numberRepairs, type repairRules, textRepairs } from '../../src/repair/catalogue.ts'
import { choose } from '../../src/repair/choose.ts'
import { DocumentIndex } from '../../src/repair/document-index.ts'
import { resolveFields } from '../../src/repair/resolve.ts'
import { readHeading } from '../../src/scorecard/heading.ts'
import { straightenRow } from '../../src/scorecard/shifted-rows.ts'
import { convertText, headings, printCard } from '../support/card-text.ts'
import { makeDraft, makeLines, makeNumberField, makeTextField } from '../support/draft.ts'

const examplesOf = (rules: readonly (typeof repairRules)[number][]) =>
  rules.flatMap((rule) => rule.examples.map((example) => [rule.id, example.before, example.after] as const))

/** A card whose other figures are printed in groups. */
const groupedCard = makeDraft([
  {
    plans: ['1,200,000', '2,150,000', '600,000', '83,000'].map((print, at) => ({
      code: `CC1.1.${at + 2}`,
      approved: `111=${print}`,
    })),
  },
])
const groupedFigures = groupedCard.fields.filter((field) => field.kind === 'number')
const place = { card: 1, level: 'agency', code: 'CC1.1.1', series: null, field: 'approved', rocYear: 111 } as const

/** `first / second`: the readings of two recognisers. */
function linesOf(before: string): Line[] {
  const [first = '', second] = before.split(' / ')
  if (second === undefined) return makeLines(before)
  const readings = [
    { reader: 'tesseract', text: first, confidence: 0.9 },
    { reader: 'ppocr', text: second, confidence: 0.95 },
  ]
  return makeLines(first).map((line) => ({ ...line, readings }))
}

describe('examples of the rules on figures', () => {
  it.each(examplesOf(numberRepairs))('%s: %j → %j', (id, before, after) => {
    const rule = numberRepairs.find((one) => one.id === id)
    const field = makeNumberField(before, { place, lines: linesOf(before) })
    const index = new DocumentIndex(groupedCard.scorecard, [...groupedFigures, field])
    const proposals = [...(rule?.propose(field, index) ?? [])].map((proposal) => ({ ...proposal, rule: id }))
    const { best } = choose(proposals)
    expect(best?.value ?? null).toBe(after)
    if (best !== null) {
      expect(readNumber(best.value)).toMatchObject({ kind: 'number', value: best.figure })
      expect(best.because.length).toBeGreaterThan(0)
    }
  })
})

describe('examples of the rules on text', () => {
  it.each(examplesOf(textRepairs))('%s: %j → %j', (id, before, after) => {
    const rule = textRepairs.find((one) => one.id === id)
    const field = makeTextField(before, { reader: 'rows' })
    expect([...(rule?.propose(before, field) ?? [])].map((proposal) => proposal.value)).toEqual(
      after === null ? [] : [after],
    )
  })

  it('leaves the spaces of a print alone', () => {
    const rule = textRepairs.find((one) => one.id === 'split-text')
    expect([...(rule?.propose('客家 文化節', makeTextField('客家 文化節')) ?? [])]).toEqual([])
  })
})

const row = [
  'CC1鼓勵市民參與客家藝文活動',
  '兼具傳統與現代的活動設計',
  'CC1.2客家節慶參與人次',
  '人次',
  '10,280',
  '11,798',
  '9,850',
  '研究發展組',
  'CC1.2.1辦理傳統客家節慶',
  '10,600,000',
  '11,300,000',
  '研究發展組',
]
const withCell = (at: number, text: string): string => row.with(at, text).join('|')

describe('rules on rows', () => {
  it('page-split-row joins what a page break cut and says so', () => {
    const [example] = findRepairRule('page-split-row').examples
    const draft = makeDraft([{ plans: [{ code: 'CC1.1.1', approved: `111=${example?.before}` }] }])
    for (const field of draft.fields) {
      if (field.kind === 'number') field.lines = field.lines.map((line, at) => ({ ...line, page: at + 1 }))
    }
    const { repairs } = resolveFields(draft)
    expect(repairs.map((repair) => [repair.rule, repair.after])).toEqual([
      ['split-number', example?.after],
      ['page-split-row', example?.after],
    ])
  })

  it('shifted-row puts the cells of its example back', () => {
    const [example] = findRepairRule('shifted-row').examples
    const columns = [
      ...['策略目標', '關鍵成功因素', 'KPI', 'KPI計算公式'],
      ...['107年實際值', '108年實際值', '109年實際值', '110年實際值', '111年目標值'],
      ...['KPI主責科室', '行動計畫', '已編111年預算', '預估112年概算', '行動計畫主責科室'],
    ].map((heading) => readHeading(heading) as ColumnRole)
    const cells = (example?.before ?? '')
      .split('|')
      .map((raw): RowCell => ({ lines: makeLines(raw), raw, own: true, pieces: [], ink: false, shared: false }))
    expect(cells).toHaveLength(columns.length + 1)
    const straight = straightenRow({ cells: cells.slice(0, columns.length), perspective: null }, columns)
    expect(straight?.cells.filter((cell) => cell.raw !== '').map((cell) => cell.raw)).toEqual(
      (example?.after ?? '').split('|').filter((cell) => cell !== ''),
    )
  })

  it('shifted-row moves a whole row of a text, and only one that stands wrong', async () => {
    const shifted = ['', '文教推廣組', 'CC1.2.2辦理客家義民嘉年華', '1,200,000', '1,300,000', '文教推廣組']
    const document = await convertText(printCard([row.join('|'), [...shifted, ...Array(6).fill('')].join('|')]))
    expect(document.repairs.map((repair) => repair.rule)).toEqual(['shifted-row'])
    const plan = document.cards[0]?.plans[1]
    expect(plan).toMatchObject({ code: 'CC1.2.2', kpiCode: 'CC1.2' })
    expect(plan?.budgets.map((budget) => budget.value)).toEqual([1200000, 1300000])
    expect(plan?.owners.names).toEqual(['文教推廣組'])
  })

  it('displaced-cell takes no owner from an action plan', async () => {
    const document = await convertText(printCard([withCell(7, 'CC1.2.1辦理傳統客家節慶')]))
    expect(document.repairs.map((repair) => [repair.rule, repair.place.code])).toEqual([['displaced-cell', 'CC1.2']])
    expect(document.cards[0]?.kpis[0]?.owners.names).toEqual([])
    expect(document.anomalies.map((anomaly) => anomaly.rule)).toContain('displaced-cell')
  })

  it('missing-kpi-code makes a second series of values under a merged KPI cell', async () => {
    const second = [
      '',
      '',
      '',
      '',
      '7',
      '2',
      '2',
      '研究發展組',
      'CC1.2.2辦理客家藝展平台',
      '2,400,000',
      '2,500,000',
      '研究發展組',
    ]
    const document = await convertText(printCard([row.join('|'), second.join('|')]))
    expect(document.cards[0]?.kpis.map(({ code, series }) => [code, series])).toEqual([
      ['CC1.2', 1],
      ['CC1.2', 2],
    ])
    expect(
      document.repairs.filter((repair) => repair.rule === 'missing-kpi-code').map((repair) => repair.after),
    ).toEqual(['CC1.2 (2)'])
    expect(document.anomalies.some((anomaly) => anomaly.rule === 'duplicate-code')).toBe(false)
  })

  it('missing-kpi-code gives a KPI without a code the next number of its objective', async () => {
    const second = withCell(2, '參與團體數').split('|').with(8, 'CC1.3.1辦理團體活動').with(0, '').join('|')
    const document = await convertText(printCard([withCell(2, 'CC1.2客家節慶參與人次'), second]))
    expect(document.cards[0]?.kpis.map((kpi) => [kpi.code, kpi.name.text])).toEqual([
      ['CC1.2', '客家節慶參與人次'],
      ['CC1.3', '參與團體數'],
    ])
    expect(document.repairs.map((repair) => repair.rule)).toEqual(['missing-kpi-code'])
  })

  it('a sound row needs no repair', async () => {
    const document = await convertText(printCard([row.join('|')]))
    expect(document.repairs).toEqual([])
    expect(document.anomalies).toEqual([])
    expect(document.cards[0]).toMatchObject({ level: 'agency', organization: '臺北市政府客家事務委員會', rocYear: 111 })
    expect(document.cards[0]?.kpis[0]?.values.map((value) => value.value)).toEqual([10280, 11798, 9850])
    expect(headings).toHaveLength(row.length)
  })
})
