/** What headings mean, in the wording of many agencies. */
import { describe, expect, it } from 'vitest'
import type { ColumnRole } from '../../src/model/draft.ts'
import { divideHeading, readHeading } from '../../src/scorecard/heading.ts'
import { printPage, printTitle, readPrint } from '../support/card-print.ts'
import { convertText, headings, printCard } from '../support/card-text.ts'

const actual = (rocYear: number): ColumnRole => ({ role: 'value', rocYear, kind: 'actual' })
const target = (rocYear: number): ColumnRole => ({ role: 'value', rocYear, kind: 'target' })
const approved = (rocYear: number, scale = 1): ColumnRole => ({ role: 'budget', rocYear, stage: 'approved', scale })
const estimated = (rocYear: number, scale = 1): ColumnRole => ({ role: 'budget', rocYear, stage: 'estimated', scale })

describe('readHeading', () => {
  it.each<[heading: string, role: ReturnType<typeof readHeading>]>([
    ['構面', { role: 'perspective' }],
    ['策略目標', { role: 'objective' }],
    ['策略性目標', { role: 'objective' }],
    ['關鍵成功因素(KSF)', { role: 'csf' }],
    ['關鍵成功\n因素\n(CSF)', { role: 'csf' }],
    ['成功關鍵因素', { role: 'csf' }],
    ['關鍵成功要素', { role: 'csf' }],
    ['項次', { role: 'sequence' }],
    ['No.', { role: 'sequence' }],
    ['KPI (關鍵績效指標)', { role: 'kpi' }],
    ['關鍵績效 指標', { role: 'kpi' }],
    ['衡量指標', { role: 'kpi' }],
    ['KPI 計算公式及計量單位', { role: 'formula' }],
    ['KPI計算公式 及 計量單位', { role: 'formula' }],
    ['計算方式', { role: 'formula' }],
    ['關鍵指標', { role: 'kpi' }],
    ['指標名稱', { role: 'kpi' }],
    ['指標說明', { role: 'formula' }],
    ['KPI 定義', { role: 'formula' }],
    ['衡量指標內涵', { role: 'formula' }],
    ['計畫說明', { role: 'note' }],
    ['計量單位', { role: 'unit' }],
    ['單位', { role: 'unit' }],
    ['KPI 主責科室', { role: 'kpi-owner' }],
    ['KPI 主責\n局處', { role: 'kpi-owner' }],
    ['KPI主責單位', { role: 'kpi-owner' }],
    ['主責單位', { role: 'owner' }],
    ['主責局處', { role: 'owner' }],
    ['承辦單位', { role: 'owner' }],
    ['行動計畫', { role: 'plan' }],
    ['行動方案', { role: 'plan' }],
    ['行動計畫 主責科室', { role: 'plan-owner' }],
    ['行動計畫備註', { role: 'note' }],
    ['備註', { role: 'note' }],
    ['辦理情形說明', { role: 'unknown' }],
    ['備註(說明)', { role: 'note' }],
    ['補充說明', { role: 'note' }],
    ['111年目標值(參考110年實績)', target(111)],
    ['111年目標值(110年實際值)', target(111)],
    ['107年 實際值', actual(107)],
    ['107年實際\n值', actual(107)],
    ['１０７年度實際值', actual(107)],
    ['歷年實際值105年', actual(105)],
    ['99年實績', actual(99)],
    ['99達成值', actual(99)],
    ['民國109年 實際達成值', actual(109)],
    ['112年目標值', target(112)],
    ['目標值113年', target(113)],
    ['111年目 標值', target(111)],
    ['行動計畫\n已編111年預算(元)', approved(111)],
    // What multiplies 元 is a product; money that is not known is no budget in TWD.
    ['111年預算(佰元)', approved(111, 100)],
    ['111年預算(仟元)', approved(111, 1000)],
    ['111年預算(十萬元)', approved(111, 1e5)],
    ['111年預算(佰萬元)', approved(111, 1e6)],
    ['112年概算(仟萬元)', estimated(112, 1e7)],
    ['111年預算(百億元)', approved(111, 1e10)],
    ['111年預算：新臺幣千元', approved(111, 1000)],
    ['111年預算千圓', approved(111, 1000)],
    ['多元行動計畫111年預算(千元)', approved(111, 1000)],
    ['多元行動計畫111年預算', approved(111)],
    ['111年預算(美元)', { role: 'unknown' }],
    ['111年預算(千美元)', { role: 'unknown' }],
    ['111年預算(美金)', { role: 'unknown' }],
    ['111年預算(干元)', { role: 'unknown' }],
    ['111年預算(干萬元)', { role: 'unknown' }],
    // A budget that is only asked for is estimated.
    ['預計112年預算(元)', estimated(112)],
    ['112年預定編列預算', estimated(112)],
    ['擬編112年預算', estimated(112)],
    ['籌編112年度預算(千元)', estimated(112, 1000)],
    ['112年度預算需求(元)', estimated(112)],
    ['112年度預算案', estimated(112)],
    ['已編112年度預算案', approved(112)],
    ['112年法定預算', approved(112)],
    ['行動計畫112年預算(元)', approved(112)],
    ['行動計畫 預估112年概算(元)', estimated(112)],
    ['已編111年預算(千元)', approved(111, 1000)],
    ['預估112年概算(萬元)', estimated(112, 10000)],
    ['112年概算 (百萬元)', estimated(112, 1e6)],
    ['112年度經費', approved(112)],
    ['109年度編列預算(萬', approved(109, 10000)],
    ['109年度編列預算(千', approved(109, 1000)],
    ['主政機關', { role: 'owner' }],
    ['業務單位', { role: 'owner' }],
    ['辦理科室', { role: 'owner' }],
    ['辦理事項', { role: 'unknown' }],
    ['業務內容', { role: 'unknown' }],
    ['主(協)辦單位', { role: 'owner' }],
    ['計畫名稱', { role: 'plan' }],
    // Figures and words about a value or budget, or of a part of the year, are another thing.
    ['111年目標達成率', { role: 'unknown' }],
    ['111年目標值達成情形', { role: 'unknown' }],
    ['歷年目標達成率109年', { role: 'unknown' }],
    ['歷年實際達成情形109年', actual(109)],
    ['近三年執行成果109年實際值', actual(109)],
    ['111年預算執行率', { role: 'unknown' }],
    ['111年預算執行數', { role: 'unknown' }],
    ['111與112年預算比較增減', { role: 'unknown' }],
    ['111年第一季目標值', { role: 'unknown' }],
    ['111年上半年實際值', { role: 'unknown' }],
    ['111年6月實際值', { role: 'unknown' }],
    ['111年12月實際值', actual(111)],
    ['107-110年實際值', { role: 'unknown' }],
    ['107至110年實際值 108年', actual(108)],
    ['107、108、109年實際值108年', actual(108)],
    // Brackets, and years that the figures are not said of, tell of something else.
    ['111年目標值(112年修正)', target(111)],
    ['110年實際值(111年1月公布)', actual(110)],
    ['110年實際值(111年6月止)', { role: 'unknown' }],
    ['已編111年預算(含110年保留款)', approved(111)],
    ['112年修正111年目標值', target(111)],
    ['111年目標值112年修正', target(111)],
    ['目標值(111年)', target(111)],
    ['目標值(111年、112年修正)', { role: 'unknown' }],
    ['一一一年目標值', target(111)],
    ['一百一十二年度預算', approved(112)],
    // Figures of two years: headings that ran together, a bracket lost.
    ['行動計畫已編111年預算(元)112年概算元)', { role: 'unknown' }],
    ['行動計畫已編111年預算(元112年概算(元)', { role: 'unknown' }],
    ['110年實際值 111年目標值 單位', { role: 'unknown' }],
    ['預算(元)111年概算(元)112年', { role: 'unknown' }],
    ['執行期程', { role: 'unknown' }],
    // What is carried out is no owner.
    ['執行策略', { role: 'plan' }],
    ['執行措施', { role: 'plan' }],
    ['執行內容', { role: 'unknown' }],
    ['執行單位', { role: 'owner' }],
    ['業管單位', { role: 'owner' }],
    ['協辦單位', { role: 'unknown' }],
    ['推動計畫', { role: 'plan' }],
    ['具體作法', { role: 'plan' }],
    ['工作項目', { role: 'plan' }],
    ['方案名稱', { role: 'plan' }],
    ['工作計畫說明', { role: 'note' }],
    ['評估指標', { role: 'kpi' }],
    ['衡量項目', { role: 'kpi' }],
    ['績效指標單位', { role: 'unit' }],
    ['目標值單位', { role: 'unit' }],
    ['評估方式', { role: 'formula' }],
    ['策略績效目標', { role: 'objective' }],
    ['年度目標', { role: 'unknown' }],
    ['執行情形', { role: 'unknown' }],
    ['承諾事項', { role: 'unknown' }],
    ['', { role: 'unknown' }],
  ])('%j', (heading, role) => {
    expect(readHeading(heading)).toEqual(role)
  })
})

const cells = {
  策略目標: 'CC1鼓勵參與',
  '關鍵成功因素(KSF)': '活動設計',
  'KPI (關鍵績效指標)': 'CC1.2參與人次',
  'KPI 計算公式及計量單位': '人次',
  '109年 實際值': '10,280',
  '110年 實際值': '11,798',
  '111年 目標值': '9,850',
  'KPI 主責科室': '研究發展組',
  行動計畫: 'CC1.2.1辦理節慶',
  '行動計畫 已編111年預算(元)': '10,600,000',
  '行動計畫 預估112年概算(元)': '11,300,000',
  '行動計畫 主責科室': '文教推廣組',
} as Record<string, string>

const factsOf = async (order: readonly string[]) => {
  const { cards, anomalies } = await convertText(
    printCard([order.map((heading) => cells[heading] ?? '').join('|')], undefined, order),
  )
  const [kpi] = cards[0]?.kpis ?? []
  const [plan] = cards[0]?.plans ?? []
  return {
    objective: [
      cards[0]?.objectives[0]?.code,
      cards[0]?.objectives[0]?.name.text,
      cards[0]?.objectives[0]?.perspective,
    ],
    kpi: [kpi?.objectiveCode, kpi?.csf.text, kpi?.code, kpi?.name.text, kpi?.unit.text, kpi?.owners.names],
    values: new Set(kpi?.values.map(({ rocYear, kind, value }) => `${rocYear} ${kind} ${value}`)),
    plan: [plan?.kpiCode, plan?.code, plan?.name.text, plan?.owners.names],
    budgets: new Set(plan?.budgets.map(({ rocYear, stage, value }) => `${rocYear} ${stage} ${value}`)),
    anomalies: anomalies.map((anomaly) => anomaly.rule),
  }
}

describe('columns', () => {
  it('may stand in any order that keeps names before their owners', async () => {
    const expected = await factsOf(headings)
    expect(expected).toEqual({
      objective: ['CC1', '鼓勵參與', 'customer'],
      kpi: ['CC1', '活動設計', 'CC1.2', '參與人次', '人次', ['研究發展組']],
      values: new Set(['109 actual 10280', '110 actual 11798', '111 target 9850']),
      plan: ['CC1.2', 'CC1.2.1', '辦理節慶', ['文教推廣組']],
      budgets: new Set(['111 approved 10600000', '112 estimated 11300000']),
      anomalies: [],
    })
    const [a, b, c, d, v1, v2, v3, o, p, b1, b2, po] = headings as string[]
    for (const order of [
      [a, b, c, d, o, p, b1, b2, po, v1, v2, v3],
      [a, b, c, d, v3, v2, v1, o, p, po, b2, b1],
      [v1, v2, v3, a, b, c, d, o, b1, b2, p, po],
      [...headings].reverse(),
    ]) {
      expect(await factsOf(order as string[])).toEqual(expected)
    }
  })

  it('that are not understood are reported, and the others read', async () => {
    const row = [...headings.map((heading) => cells[heading] ?? ''), '已完成']
    const document = await convertText(printCard([row.join('|')], undefined, [...headings, '承諾事項']))
    expect(document.anomalies.map(({ rule, severity, parameters }) => [rule, severity, parameters.heading])).toEqual([
      ['unmapped-column', 'error', '承諾事項'],
    ])
    expect(document.cards[0]?.plans[0]?.budgets[0]?.value).toBe(10600000)
    expect(document.leftovers.map(({ text }) => text)).toEqual(['已完成'])
  })

  it('of a second column of one name are reported, the first is read', async () => {
    const row = [...headings.map((heading) => cells[heading] ?? ''), '研究發展組']
    const document = await convertText(printCard([row.join('|')], undefined, [...headings, 'KPI 主黃']))
    expect(document.anomalies.map(({ rule, parameters }) => [rule, parameters.heading])).toEqual([
      ['unmapped-column', 'KPI 主黃'],
    ])
    expect(document.cards[0]?.kpis[0]?.code).toBe('CC1.2')
  })

  it('of a definition give way to those of a formula', async () => {
    const row = headings.map((heading) => cells[heading] ?? '')
    const at = headings.findIndex((heading) => heading.includes('公式'))
    const wider = headings.toSpliced(at, 0, '指標說明')
    const texts = row.toSpliced(at, 0, '當年度參與活動者')
    const document = await convertText(printCard([texts.join('|')], undefined, wider))
    expect(document.cards[0]?.kpis[0]?.formula?.raw).toBe('人次')
    expect(document.anomalies.map(({ rule, parameters }) => [rule, parameters.heading])).toEqual([
      ['unmapped-column', '指標說明'],
    ])
  })

  it('of owners are known by their ending, too, where a reader misread the rest', () => {
    expect(readHeading('KPI 主黃科室')).toEqual({ role: 'kpi-owner' })
    expect(readHeading('行動計畫主黃科室')).toEqual({ role: 'plan-owner' })
    expect(readHeading('補助機關')).toEqual({ role: 'unknown' })
    expect(readHeading('協辦科室')).toEqual({ role: 'unknown' })
  })

  it('that are not understood and hold nothing are no matter', async () => {
    const row = [...headings.map((heading) => cells[heading] ?? ''), '']
    const document = await convertText(printCard([row.join('|')], undefined, [...headings, '承諾事項']))
    expect(document.anomalies).toEqual([])
  })

  it('of owners that do not say whose belong to what stands before them', async () => {
    const order = headings.map((heading) => (/主責/u.test(heading) ? '主責單位' : heading))
    const row = headings.map((heading) => cells[heading] ?? '').join('|')
    const document = await convertText(printCard([row], undefined, order))
    expect(document.cards[0]?.kpis[0]?.owners.names).toEqual(['研究發展組'])
    expect(document.cards[0]?.plans[0]?.owners.names).toEqual(['文教推廣組'])
  })
})

describe('headings that ran together', () => {
  it.each([
    ['已編109年預算(千元)預估110年概算(千元)', ['已編109年預算(千元)', '預估110年概算(千元)']],
    ['110年實際值111年目標值', ['110年實際值', '111年目標值']],
    ['110年實際值110年目標值', ['110年實際值', '110年目標值']],
    ['112年預算數(元)', ['112年預算數(元)']],
    ['107至110年實際值108年', ['107至110年實際值108年']],
    ['112年預算較111年預算增減', ['112年預算較111年預算增減']],
  ])('%j', (heading, parts) => {
    expect(divideHeading(heading)).toEqual(parts)
  })

  const header = ['策略目標', 'KPI', '110年實際值', '行動計畫', '109年預算(千元)110年概算(千元)', '']
  const row = ['AC1提升意願', 'AC1.1人數', '9,490', 'AC1.1.1推動教學', '14,004', '15,000']

  it('are those of the columns below a cell over as many', () => {
    const entries = [header, row].flatMap((texts, at) =>
      texts.flatMap((text, column) =>
        at === 0 && column === 5 ? [] : [{ text, row: at, column, columnSpan: at === 0 && column === 4 ? 2 : 1 }],
      ),
    )
    const widths = [90, 110, 70, 130, 80, 80]
    const { scorecard, findings } = readPrint([printPage(1, [], { title: printTitle, widths, entries })])
    expect(findings).toEqual([])
    expect(scorecard.cards[0]?.plans[0]?.budgets.map((one) => [one.rocYear, one.stage, one.value])).toEqual([
      [109, 'approved', 14004000],
      [110, 'estimated', 15000000],
    ])
  })

  it('above one column are not understood', async () => {
    const header = headings.map((heading) => (heading.includes('111年預算') ? '111年預算(元)113年概算(元)' : heading))
    const row = headings.map((heading) => cells[heading] ?? '').join('|')
    const { cards, anomalies } = await convertText(printCard([row], undefined, header))
    expect(anomalies.map(({ rule }) => rule)).toEqual(['unmapped-column'])
    expect(cards[0]?.plans[0]?.budgets.map(({ rocYear }) => rocYear)).toEqual([112])
  })
})

describe('bare years', () => {
  const printWith = async (years: readonly string[]) => {
    const order = headings.map((heading, at) => years[at - 4] ?? heading)
    return await convertText(printCard([headings.map((heading) => cells[heading] ?? '').join('|')], undefined, order))
  }

  it.each([
    ['of the Republic', ['歷年實際值109', '歷年實際值110', '目標值111']],
    ['Gregorian', ['實績2020', '實績2021', '目標值2022']],
  ])('%s are years where three follow each other', async (_, years) => {
    const { cards, anomalies } = await printWith(years)
    expect(anomalies).toEqual([])
    expect(cards[0]?.kpis[0]?.values.map(({ rocYear, kind, value }) => [rocYear, kind, value])).toEqual([
      [109, 'actual', 10280],
      [110, 'actual', 11798],
      [111, 'target', 9850],
    ])
  })

  it.each([[['實際值109', '實際值111', '目標值113']], [['實際值10', '實際值11', '目標值12']]])(
    '%j are no years',
    async (years) => {
      const { cards, anomalies } = await printWith(years)
      expect(anomalies.filter(({ rule }) => rule === 'unmapped-column').map((one) => one.parameters.heading)).toEqual(
        years,
      )
      expect(cards[0]?.kpis[0]?.values).toEqual([])
    },
  )
})

describe('cells of owners', () => {
  it.each<[kpi: string, plan: string, names: string[][], told: string[]]>([
    ['研究發展組', '全處同仁', [['研究發展組'], ['全處同仁']], []],
    ['各科室', '捷運公司', [['各科室'], ['捷運公司']], []],
    ['第1區隊', '林務站', [['第1區隊'], ['林務站']], []],
    ['－', '無', [[], []], []],
    ['1、企劃科、2、安全科', '研究發展組。', [['企劃科', '安全科'], ['研究發展組']], []],
    ['12', '研究發展組', [[], ['研究發展組']], ['12']],
    ['每年檢討一次', '100%', [[], []], ['每年檢討一次', '100%']],
    ['研究發展組、12,000', 'CC1.2參與人次', [['研究發展組'], []], ['研究發展組、12,000', 'CC1.2參與人次']],
    ['已辦理完成。', 'CC1.2.1辦理節慶', [[], []], ['已辦理完成。', 'CC1.2.1辦理節慶']],
  ])('%j and %j', async (kpi, plan, names, told) => {
    const owners: Record<string, string> = { 'KPI 主責科室': kpi, '行動計畫 主責科室': plan }
    const { cards, anomalies } = await convertText(
      printCard([headings.map((heading) => owners[heading] ?? cells[heading] ?? '').join('|')]),
    )
    expect([cards[0]?.kpis[0]?.owners.names, cards[0]?.plans[0]?.owners.names]).toEqual(names)
    expect(anomalies.map(({ rule, printed }) => [rule, printed]).sort()).toEqual(
      told.map((print) => ['displaced-cell', print]).sort(),
    )
  })
})

describe('owners that do not say whose', () => {
  const [a, b, c, d, v1, v2, v3, o, p, b1, b2, po] = headings as string[]
  const read = async (order: readonly (string | undefined)[], names: Record<string, string>) => {
    const print = order.map((heading) => cells[heading ?? ''] ?? '').join('|')
    const header = order.map((heading) => names[heading ?? ''] ?? heading ?? '')
    const { cards, anomalies } = await convertText(printCard([print], undefined, header))
    return [cards[0]?.kpis[0]?.owners.names, cards[0]?.plans[0]?.owners.names, anomalies.map(({ rule }) => rule)]
  }
  const [ofKpi, ofPlan] = [['研究發展組'], ['文教推廣組']]

  it.each([
    ["the KPI's, behind the plan with its own", { [o ?? '']: '主辦機關' }, [ofKpi, ofPlan, []]],
    ["the plan's, behind the KPI's own", { [po ?? '']: '主辦機關' }, [ofKpi, ofPlan, []]],
    [
      'one of two behind the plan',
      { [o ?? '']: '主辦機關', [po ?? '']: '承辦單位' },
      [[], ofPlan, ['unmapped-column']],
    ],
  ])('%s', async (_, names, expected) => {
    expect(await read([a, b, c, d, v1, v2, v3, p, b1, b2, po, o], names)).toEqual(expected)
  })
})

describe('a column of notes', () => {
  const header = ['策略目標', 'KPI', '單位', '110年目標值', '行動計畫', '111年預算(元)', '備註']
  const first = 'CC1鼓勵參與|CC1.1人次|人|40|CC1.1.1辦理節慶'

  it.each<[why: string, rows: string[], notes: (string | null)[], orphans: string[]]>([
    ['tells of the plan beside it', [`${first}|100|經費待追加`], ['經費待追加'], []],
    ['says nothing where it is blank', [`${first}|100|`, '||||CC1.1.2辦理活動|100|另案'], [null, '另案'], []],
    ['stands behind a note in the name', [`${first}(備註：另案辦理)|100|經費待追加`], ['另案辦理；經費待追加'], []],
    [
      'is told where it stands beside no plan',
      [`${first}|100|`, '|CC1.2場次|場|4||| 經費待追加'],
      [null],
      ['經費待追加'],
    ],
  ])('%s', async (_, rows, notes, orphans) => {
    const { cards, anomalies } = await convertText(printCard(rows, undefined, header))
    expect(cards[0]?.plans.map(({ note }) => note.text)).toEqual(notes)
    expect(cards[0]?.plans[0]?.name.text).toBe('辦理節慶')
    expect(anomalies.map(({ rule, printed }) => [rule, printed])).toEqual(orphans.map((text) => ['orphan-row', text]))
  })

  it('of several plans is of each', () => {
    const texts = [
      header,
      ['AC1提升意願', 'AC1.1人數', '人', '9', 'AC1.1.1教學', '14', '另案辦理'],
      ['', 'AC1.2場次', '場', '8', 'AC1.2.1推廣', '15'],
    ]
    const entries = texts.flatMap((row, at) =>
      row.map((text, column) => ({ text, row: at, column, rowSpan: at === 1 && column === 6 ? 2 : 1 })),
    )
    const widths = [90, 90, 50, 70, 90, 80, 80]
    const { scorecard, findings } = readPrint([printPage(1, [], { title: printTitle, widths, entries })])
    expect(findings).toEqual([])
    expect(scorecard.cards[0]?.plans.map(({ note }) => note.text)).toEqual(['另案辦理', '另案辦理'])
  })

  it('is told in a card without plans', async () => {
    const kpis = ['策略目標', 'KPI', '單位', '110年目標值', '備註']
    const { anomalies, leftovers } = await convertText(printCard(['CC1鼓勵參與|CC1.1人次|人|40|另計'], undefined, kpis))
    expect(anomalies.map(({ rule }) => rule)).toEqual(['unmapped-column'])
    expect(leftovers.map(({ text }) => text)).toContain('另計')
  })
})

describe('a header of a text input', () => {
  it('spreads a group heading over the blanks that stood for its span', async () => {
    const [, ...rest] = printCard([]).split('\n')
    expect(rest).toHaveLength(1)
    const groups = [
      '策略目標',
      '關鍵成功因素',
      'KPI',
      '計算公式',
      '歷年實際值',
      '',
      '目標值',
      '主責科室',
      '行動計畫',
      '預算(元)',
      '',
      '主責單位',
    ]
    const years = ['', '', '', '', '109年', '110年', '111年', '', '', '111年預算', '112年概算', '']
    const row =
      'CC1鼓勵參與|活動設計|CC1.2參與人次|人次|10,280|11,798|9,850|研究發展組|CC1.2.1辦理節慶|10,600,000|11,300,000|文教推廣組'
    const { cards, anomalies } = await convertText(
      ['臺南市政府水利局 平衡計分卡 (111年)', groups.join('\t'), years.join('\t'), row.split('|').join('\t')].join(
        '\n',
      ),
    )
    expect(anomalies.map(({ rule }) => rule)).toEqual([])
    expect(cards[0]?.kpis[0]?.values.map(({ rocYear, kind, value }) => [rocYear, kind, value])).toEqual([
      [109, 'actual', 10280],
      [110, 'actual', 11798],
      [111, 'target', 9850],
    ])
    expect(cards[0]?.plans[0]?.budgets.map(({ rocYear, stage, value }) => [rocYear, stage, value])).toEqual([
      [111, 'approved', 10600000],
      [112, 'estimated', 11300000],
    ])
  })

  it('may have the title in its first row', async () => {
    const [title = '', ...rows] = printCard([headings.map((heading) => cells[heading] ?? '').join('|')]).split('\n')
    const { cards } = await convertText([title + '\t'.repeat(headings.length - 1), ...rows].join('\n'))
    expect(cards.map(({ organization, rocYear, kpis }) => [organization, rocYear, kpis.length])).toEqual([
      ['臺北市政府客家事務委員會', 111, 1],
    ])
  })
})

describe('a column of row numbers', () => {
  const numbered = (numbers: string) => {
    const row = ['', ...headings.map((heading) => cells[heading] ?? '')]
    const rows = numbers.split('|').map((number) => [number, ...row.slice(1)].join('|'))
    return convertText(printCard(rows, undefined, ['項次', ...headings]))
  }

  it('holds nothing to report', async () => {
    const { anomalies, cards } = await numbered('1')
    expect([anomalies.map(({ rule }) => rule), cards[0]?.kpis[0]?.code]).toEqual([[], 'CC1.2'])
  })

  it('is reported where it holds something else', async () => {
    const { anomalies } = await numbered('重點')
    expect(anomalies.map(({ rule }) => rule)).toEqual(['unmapped-column'])
  })

  const convertColumns = (header: readonly string[], rows: readonly string[], note = '') =>
    convertText(`${printCard(rows, undefined, header)}\n\n${note}`)

  it.each<[why: string, budgets: string[], cells: string, expected: (number | null)[], unmapped: number]>([
    ['two of one year are rivals', ['111年預算(中央)', '111年預算(市)'], '100|200', [], 2],
    ['their total is no rival', ['111年預算(中央)', '111年預算(市)', '111年預算合計'], '100|200|300', [300], 2],
    ['one printed twice is one', ['111年預算', '111年預算'], '100|100', [100], 1],
  ])('of budgets: %s', async (_, budgets, cells, expected, unmapped) => {
    const header = ['策略目標', 'KPI', '單位', '110年目標值', '行動計畫', ...budgets]
    const { cards, anomalies } = await convertColumns(header, [`CC1鼓勵參與|CC1.1人次|人|40|CC1.1.1辦理節慶|${cells}`])
    expect(cards[0]?.plans[0]?.budgets.map(({ value }) => value)).toEqual(expected)
    expect(anomalies.filter(({ rule }) => rule === 'unmapped-column')).toHaveLength(unmapped)
  })

  it.each<[misread: string, expected: number[], unmapped: number]>([
    ['171年目標值', [110, 112], 1],
    ['111年目標值', [110, 111, 112], 0],
    ['120年目標值', [110, 120, 112], 0],
  ])('of a year far from the others is reported: %s', async (misread, expected, unmapped) => {
    const header = ['策略目標', 'KPI', '單位', '110年實際值', misread, '112年目標值', '行動計畫', '111年預算']
    const { cards, anomalies } = await convertColumns(header, ['CC1鼓勵參與|CC1.1人次|人|40|41|42|CC1.1.1辦理節慶|100'])
    expect(cards[0]?.kpis[0]?.values.map(({ rocYear }) => rocYear)).toEqual(expected)
    expect(anomalies.filter(({ rule }) => rule === 'unmapped-column')).toHaveLength(unmapped)
  })

  it('of codes belong to the names beside them', async () => {
    const header = [
      '編號',
      '策略目標',
      'KPI編號',
      'KPI名稱',
      '單位',
      '110年目標值',
      '計畫代碼',
      '行動計畫',
      '111年預算(元)',
    ]
    const { cards, anomalies } = await convertColumns(header, [
      'CC1|鼓勵參與|CC1.1|人次|人|40|CC1.1.1|辦理節慶|100',
      '||CC1.2|場次|場|50|CC1.2.1|辦理活動|200',
    ])
    const [card] = cards
    const named = [card?.objectives, card?.kpis, card?.plans].map((all) =>
      all?.map(({ code, name }) => code + name.text),
    )
    expect(named).toEqual([['CC1鼓勵參與'], ['CC1.1人次', 'CC1.2場次'], ['CC1.1.1辦理節慶', 'CC1.2.1辦理活動']])
    expect(anomalies).toEqual([])
  })

  it.each<[above: string, below: string, heading: string, amount: number]>([
    ['單位：新臺幣千元', '', '111年預算', 100_000],
    ['單位：新臺幣千元(不含人事及行政管理費)', '', '111年預算', 100_000],
    ['製表單位：會計室  單位：千元', '', '111年預算', 100_000],
    ['第1頁 單位：千元', '', '111年預算', 100_000],
    ['', '備註：單位：千元；資料來源：主計處。', '111年預算', 100_000],
    ['經費單位：新臺幣千元整', '', '111年預算', 100_000],
    ['單位：新臺幣千元 頁次：1', '', '111年預算', 100_000],
    ['單位：千元 資料來源：本局', '', '111年預算', 100_000],
    ['中華民國111年度 單位：千元', '', '111年預算', 100_000],
    ['', '註：單位成本以千元計', '111年預算', 100],
    ['', '註：營收單位：千元', '111年預算', 100],
    ['(單位：萬元)', '', '111年預算', 1_000_000],
    ['單位：新臺幣千萬元', '', '111年預算', 1_000_000_000],
    ['', '', '111年預算(千萬元)', 1_000_000_000],
    ['', '備註：本表預算單位為新臺幣千元，以議會審定數為準。', '111年預算', 100_000],
    ['', '註：經費以新臺幣千元為單位。', '111年預算', 100_000],
    ['單位：新臺幣千元', '', '111年預算(元)', 100],
    ['填表單位：主計室', '', '111年預算', 100],
    ['單位：新臺幣佰萬元', '', '111年預算', 100_000_000],
    ['單位：新臺幣仟元', '', '111年預算', 100_000],
    ['', '註：單位均為千元', '111年預算', 100_000],
    // one KPI's unit is not that of the budgets
    ['', '註：CC1.1營業額之單位為千元。', '111年預算', 100],
    ['', '註：營業額之單位為千元。', '111年預算', 100],
    ['營業額單位：千元', '', '111年預算', 100],
    ['', '註：CC1.1.1預算單位為千元。', '111年預算', 100],
    ['各單位多元參與預算編列', '', '111年預算', 100],
  ])('of money follow %j and %j under %j', async (above, below, heading, amount) => {
    const header = ['策略目標', 'KPI', '單位', '110年目標值', '行動計畫', heading]
    const rows = ['CC1鼓勵參與|CC1.1人次|人|40|CC1.1.1辦理節慶|100']
    const { cards } = await convertText(`${printCard(rows, `某某局平衡計分卡(111年)\n${above}`, header)}\n\n${below}`)
    expect(cards[0]?.plans[0]?.budgets.map(({ value }) => value)).toEqual([amount])
  })

  it.each([
    ['單位：美元', '111年預算'],
    ['單位：美金千元', '111年預算'],
    ['', '111年預算(歐元)'],
  ])('of money that is not known, %j over %j, are told', async (above, heading) => {
    const header = ['策略目標', 'KPI', '單位', '110年目標值', '行動計畫', heading]
    const rows = ['CC1鼓勵參與|CC1.1人次|人|40|CC1.1.1辦理節慶|100', 'CC2提升|CC2.1場次|場|4|CC2.1.1辦理活動|']
    const { cards, anomalies } = await convertText(printCard(rows, `某某局平衡計分卡(111年)\n${above}`, header))
    expect(anomalies.map(({ rule, parameters }) => [rule, parameters.heading])).toEqual([['unmapped-column', heading]])
    expect(cards[0]?.plans.flatMap(({ budgets }) => budgets)).toEqual([])
  })

  const header = ['策略目標', 'KPI', '單位', '110年目標值', '行動計畫', '111年預算']
  const part = (code: string) => printCard([`CC1鼓勵參與|${code}人次|人|40|${code}.1辦理節慶|100`], '', header).trim()
  const other = ['科目\t決算數', '人事費\t12,000'].join('\n')
  it.each<[what: string, lines: string[], amounts: number[]]>([
    [
      'of a card that says it on each page is not that of the next card',
      [
        '甲局平衡計分卡(111年)',
        '單位：千元',
        part('CC1.1'),
        '',
        '單位：千元',
        part('CC1.2'),
        '',
        '乙局平衡計分卡(111年)',
        part('CC1.1'),
      ],
      [100_000, 100_000, 100],
    ],
    [
      'said on the second page only is that of its card',
      ['甲局平衡計分卡(111年)', part('CC1.1'), '', '單位：千元', part('CC1.2')],
      [100_000, 100_000],
    ],
    [
      'of another table is not that of the card below',
      ['單位：千元', other, '', '甲局平衡計分卡(111年)', part('CC1.1')],
      [100],
    ],
  ])('of money %s', async (_, lines, amounts) => {
    const { cards } = await convertText(lines.join('\n'))
    expect(cards.flatMap(({ plans }) => plans.flatMap(({ budgets }) => budgets.map(({ value }) => value)))).toEqual(
      amounts,
    )
  })
})

it('a heading of a scan that another reading settled is told', () => {
  const rows = [
    ['策略目標', 'KPI', '109年實除值', '110年實際值', '行動計畫', '111年預算(元)'],
    ['AC1提升意願', 'AC1.1人數', '9,490', '9,816', 'AC1.1.1推動教學', '14,004'],
  ]
  const entries = rows.flatMap((texts, row) => texts.map((text, column) => ({ text, row, column })))
  const page = printPage(1, [], { title: printTitle, widths: [90, 110, 90, 90, 130, 110], entries })
  const runs = page.runs.map((run) => {
    if (run.text !== '109年實除值') return run
    const readings = [run.text, '109年實際值'].map((text, at) => ({ reader: `reader${at}`, text, confidence: 0.9 }))
    return { ...run, readings }
  })
  const { scorecard, findings } = readPrint([{ ...page, runs }])
  const values = scorecard.cards[0]?.kpis[0]?.values.map(({ rocYear, value }) => [rocYear, value])
  expect(values).toEqual([
    [109, 9490],
    [110, 9816],
  ])
  expect(findings.map(({ rule, printed, taken }) => [rule, printed, taken])).toEqual([
    ['ocr-uncertain', '109年實除值', '109年實際值'],
  ])
})
