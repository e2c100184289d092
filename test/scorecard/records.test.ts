/** Rows that lack something: a code, a cell of their own, a place. */
import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/model/document.ts'
import { readTextPage } from '../../src/page/text/index.ts'
import { readOtherLabel } from '../../src/scorecard/perspective.ts'
import { readScorecard } from '../../src/scorecard/read.ts'
import { layOut } from '../../src/table/index.ts'
import { convertText, printCard } from '../support/card-text.ts'

const FIRST = 'CC1鼓勵參與|活動設計|CC1.1參與人次|人次|10|11|12|研究發展組|CC1.1.1辦理節慶|1,000|2,000|文教推廣組'

const kpisOf = ({ cards }: Document) =>
  cards[0]?.kpis.map(({ objectiveCode, code, series, name, values }) => [
    objectiveCode,
    code,
    series,
    name.text,
    values.map(({ value }) => value),
  ])
const plansOf = ({ cards }: Document) => cards[0]?.plans.map(({ kpiCode, code, name }) => [kpiCode, code, name.text])
const changesOf = ({ repairs }: Document) => repairs.map(({ rule, place, after }) => [rule, place.code, after])
const findingsOf = ({ anomalies }: Document) =>
  anomalies.map(({ rule, severity, printed }) => [rule, severity, printed])

describe('an objective whose code is printed again below it', () => {
  it.each<[name: string, again: string, names: string[]]>([
    ['another name', 'CC1推廣語言', ['鼓勵參與', '推廣語言']],
    ['the same', 'CC1鼓勵參與', ['鼓勵參與']],
    ['spaces and width', 'ＣＣ１　鼓勵 參與', ['鼓勵參與']],
    ['continued', 'CC1鼓勵參與(續)', ['鼓勵參與']],
    ['continued without its name', 'CC1（續）', ['鼓勵參與']],
    ['the same', 'CC1 同上', ['鼓勵參與']],
    ['a piece of the name', 'CC1參與', ['鼓勵參與']],
    ['the code alone', 'CC1', ['鼓勵參與']],
  ])('%s: %s', async (_, again, names) => {
    const second = `${again}|宣導|CC1.2活動場次|場次|20|21|22|研究發展組|CC1.2.1宣導活動|3,000|4,000|文教推廣組`
    const document = await convertText(printCard([FIRST, second]))
    expect(document.cards[0]?.objectives.map(({ code, name }) => [code, name.text])).toEqual(
      names.map((name) => ['CC1', name]),
    )
    expect(kpisOf(document)?.map(([objective, code]) => [objective, code])).toEqual([
      ['CC1', 'CC1.1'],
      ['CC1', 'CC1.2'],
    ])
    expect(document.anomalies.filter(({ rule }) => rule === 'duplicate-code')).toHaveLength(names.length - 1)
  })
})

describe('a code that is not printed', () => {
  it('of a KPI is the next of its objective', async () => {
    const document = await convertText(printCard([FIRST, '||活動滿意度|%|80|81|82|研究發展組||||']))
    expect(kpisOf(document)).toEqual([
      ['CC1', 'CC1.1', 1, '參與人次', [10, 11, 12]],
      ['CC1', 'CC1.2', 1, '活動滿意度', [80, 81, 82]],
    ])
    expect(changesOf(document)).toEqual([['missing-kpi-code', 'CC1.2', 'CC1.2']])
  })

  it('of a plan is the next of its KPI', async () => {
    const document = await convertText(printCard([FIRST, '||||||||培訓志工|300|400|文教推廣組']))
    expect(plansOf(document)).toEqual([
      ['CC1.1', 'CC1.1.1', '辦理節慶'],
      ['CC1.1', 'CC1.1.2', '培訓志工'],
    ])
    expect(changesOf(document)).toEqual([['missing-kpi-code', 'CC1.1.2', 'CC1.1.2']])
  })

  it('of a KPI without values is not made up, and what stands beside it is not of the KPI above', async () => {
    const document = await convertText(
      printCard([FIRST, '||新住民參與率|比率||||研究發展組|推動計畫|300|400|文教推廣組']),
    )
    expect(kpisOf(document)?.map(([, code]) => code)).toEqual(['CC1.1'])
    expect(plansOf(document)?.map(([, code]) => code)).toEqual(['CC1.1.1'])
    expect(findingsOf(document)).toEqual([
      ['orphan-row', 'error', '||新住民參與率|比率||||研究發展組|推動計畫|300|400|文教推廣組'],
      ['orphan-row', 'error', '推動計畫'],
    ])
  })

  it('of an objective is that of its KPIs', async () => {
    const document = await convertText(printCard([FIRST.replace('CC1鼓勵', '鼓勵')]))
    expect(document.cards[0]?.objectives.map(({ code, name }) => [code, name.text])).toEqual([['CC1', '鼓勵參與']])
    expect(changesOf(document)).toEqual([['missing-kpi-code', 'CC1', 'CC1']])
  })

  it('of an objective whose cell was lost below a section is that of its KPIs, not the one above', async () => {
    const lost = '||AP1.1課程|人次|20|21|22|研究發展組|AP1.1.1開課|3,000|4,000|文教推廣組'
    const document = await convertText(printCard(['顧客構面', FIRST, '內部流程構面', lost]))
    expect(kpisOf(document)?.map(([objective, code]) => [objective, code])).toEqual([
      ['CC1', 'CC1.1'],
      ['AP1', 'AP1.1'],
    ])
    expect(document.cards[0]?.kpis[1]?.csf.text).toBeNull()
    expect(changesOf(document)).toEqual([['missing-kpi-code', 'AP1', 'AP1']])
  })

  it('stays lost where nothing tells it', async () => {
    const [objective, plan] = ['鼓勵參與|活動設計', '培訓志工|300|400|文教推廣組']
    const document = await convertText(printCard([`${objective}|||||||${plan}`, FIRST]))
    expect(findingsOf(document)).toEqual([
      ['orphan-row', 'error', '鼓勵參與'],
      ['orphan-row', 'error', '培訓志工'],
    ])
  })

  it('of a KPI is not made up where no objective is known', async () => {
    const document = await convertText(printCard(['||活動滿意度|%|80|81|82|研究發展組||||', FIRST]))
    expect(kpisOf(document)?.map(([, code]) => code)).toEqual(['CC1.1'])
    expect(findingsOf(document)).toEqual([['orphan-row', 'error', '||活動滿意度|%|80|81|82|研究發展組||||']])
  })
})

describe('a code in full-width characters', () => {
  it('is read as the same code, and on record', async () => {
    const document = await convertText(printCard([FIRST.replace('CC1.1參與', 'ＣＣ１．１參與')]))
    expect(kpisOf(document)).toEqual([['CC1', 'CC1.1', 1, '參與人次', [10, 11, 12]]])
    expect(changesOf(document)).toEqual([['width-form', 'CC1.1', 'CC1.1']])
  })
})

describe('an action plan printed in the column of owners', () => {
  it('is the plan where its own cell is blank', async () => {
    const document = await convertText(printCard([FIRST.replace('|研究發展組|CC1.1.1辦理節慶|', '|CC1.1.1辦理節慶||')]))
    expect(plansOf(document)).toEqual([['CC1.1', 'CC1.1.1', '辦理節慶']])
    expect(document.cards[0]?.plans[0]?.budgets.map(({ value }) => value)).toEqual([1000, 2000])
  })
})

describe('budgets without a plan', () => {
  it('belong nowhere', async () => {
    const document = await convertText(printCard([FIRST, '|||||||||300|400|']))
    expect(findingsOf(document)).toEqual([['orphan-row', 'error', '300|400']])
    expect(plansOf(document)).toHaveLength(1)
  })
})

describe('a column of units', () => {
  it('tells the unit, and the formula is whole', async () => {
    const header = ['策略目標', 'KPI', '計算公式', '單位', '110年實際值', '111年目標值', '行動計畫', '111年預算(元)']
    const row = 'CC1鼓勵參與|CC1.1參與率|參與人數(含線上)/總人數|%|10|11|CC1.1.1辦理節慶|1,000'
    const { cards } = await convertText(printCard([row], undefined, header))
    expect([cards[0]?.kpis[0]?.formula.text, cards[0]?.kpis[0]?.unit.text]).toEqual(['參與人數(含線上)/總人數', '%'])
  })
})

describe('a column of perspectives', () => {
  it('tells that of its rows, whatever their codes say', async () => {
    const header = ['構面', '策略目標', 'KPI', '111年目標值', '行動計畫', '111年預算(元)']
    const rows = [
      '內部流程|CC1鼓勵參與|CC1.1參與人次|10|CC1.1.1辦理節慶|1,000',
      '|CC2推廣服務|CC2.1服務件數|10|CC2.1.1辦理講座|1,000',
    ]
    const { cards } = await convertText(printCard(rows, undefined, header))
    expect(cards[0]?.objectives.map(({ code, perspective }) => [code, perspective])).toEqual([
      ['CC1', 'internal_process'],
      ['CC2', 'internal_process'],
    ])
  })
})

describe('a merged cell printed again in every row', () => {
  const again = (plan: string) => FIRST.replace('CC1.1.1辦理節慶|1,000|2,000', plan)

  it('is one KPI with several plans', async () => {
    const document = await convertText(printCard([FIRST, again('CC1.1.2培訓志工|300|400'), again('CC1.1.3推廣|5|6')]))
    expect(kpisOf(document)).toEqual([['CC1', 'CC1.1', 1, '參與人次', [10, 11, 12]]])
    expect(plansOf(document)?.map(([, code]) => code)).toEqual(['CC1.1.1', 'CC1.1.2', 'CC1.1.3'])
    expect(findingsOf(document)).toEqual([])
  })

  it('is one plan beside several KPIs', async () => {
    const document = await convertText(printCard([FIRST, FIRST.replace('CC1.1參與人次', 'CC1.2參與場次')]))
    expect(kpisOf(document)?.map(([, code]) => code)).toEqual(['CC1.1', 'CC1.2'])
    expect(plansOf(document)).toEqual([['CC1.1', 'CC1.1.1', '辦理節慶']])
  })

  it('is not one where other values stand beside it', async () => {
    const document = await convertText(printCard([FIRST, again('CC1.1.2培訓志工|300|400').replace('|12|', '|13|')]))
    expect(kpisOf(document)?.map(([, code, series]) => [code, series])).toEqual([
      ['CC1.1', 1],
      ['CC1.1', 2],
    ])
  })

  it('is not one where the whole row is printed again', async () => {
    const document = await convertText(printCard([FIRST, FIRST]))
    expect(findingsOf(document).map(([rule]) => rule)).toContain('duplicate-code')
  })
})

describe('a perspective in a column of its own', () => {
  it.each(['', '程 內'])('is told by the code where the label was lost or says nothing: %j', async (label) => {
    const header = ['構面', '策略目標', 'KPI', '單位', '111年目標值', '行動計畫', '111年預算(元)']
    const rows = ['顧客|CC1鼓勵|CC1.1人次|人|1|CC1.1.1節慶|2', `${label}|CP1精進|CP1.1場次|場|3|CP1.1.1研習|4`]
    const { cards } = await convertText(printCard(rows, undefined, header))
    expect(cards[0]?.objectives.map(({ perspective }) => perspective)).toEqual(['customer', 'internal_process'])
  })
})

describe('a label of a perspective that names none of the four', () => {
  const header = ['構面', '策略目標', 'KPI', '單位', '111年目標值', '行動計畫', '111年預算(元)']
  it('ends the one above, and the codes tell', async () => {
    const rows = ['顧客|CC1鼓勵|CC1.1人次|人|1|CC1.1.1節慶|2', '創新構面|CP1精進|CP1.1場次|場|3|CP1.1.1研習|4']
    const { cards } = await convertText(printCard(rows, undefined, header))
    expect(cards[0]?.objectives.map(({ perspective }) => perspective)).toEqual(['customer', 'internal_process'])
  })

  it('is told where nobody could read it', () => {
    const rows = [
      '顧客構面',
      'CC1鼓勵|CC1.1人次|人|1|CC1.1.1節慶|2',
      '部流程S面',
      'CP1精進|CP1.1場次|場|3|CP1.1.1研習|4',
    ]
    const layout = layOut([readTextPage(new TextEncoder().encode(printCard(rows, undefined, header.slice(1))))])
    const lines = layout.blocks.flatMap((block) =>
      block.kind === 'table' ? block.table.cells.flatMap((cell) => cell.lines) : [],
    )
    for (const line of lines) if (line.text === '部流程S面') line.confidence = 0.54
    const { scorecard, findings } = readScorecard(layout)
    const [card] = scorecard.cards
    expect(card?.objectives.map(({ perspective }) => perspective)).toEqual(['customer', 'internal_process'])
    expect(findings.map(({ rule, printed, place }) => [rule, printed, place.field])).toContainEqual([
      'ocr-uncertain',
      '部流程S面',
      'perspective',
    ])
  })

  it.each([
    ['創新構面', 1, 'other'],
    ['部流程S面', 0.54, 'unread'],
    ['部流程S面', 0.99, null],
    ['備註：無', 0.99, null],
    ['本表各項指標由各科室依權責填報', 0.5, null],
    ['', 0.5, null],
  ])('%s read with confidence %s: %s', (text, confidence, expected) => {
    expect(readOtherLabel(text, confidence)).toBe(expected)
  })
})

describe('a row of one text', () => {
  it('that begins with a code is told: its cells ran together', async () => {
    const text = 'CC1.2客語書院學員人數 人數 3,747 4,096 4,100 文教推廣組 CC1.2.1書院計畫 14,820,000'
    const document = await convertText(printCard([FIRST, text]))
    expect(findingsOf(document)).toEqual([
      ['orphan-row', 'error', text],
      ['orphan-row', 'error', text],
    ])
  })

  it.each([
    ['學習成長構面', 'learning_growth'],
    ['三、內部流程構面（20%）', 'internal_process'],
    ['員工學習與成長面向', 'learning_growth'],
    ['財務構面（開源節流）', 'financial'],
    ['簡化作業流程', 'customer'],
    ['新竹縣政府財務處', 'customer'],
  ])('%s is a section only where it is the name of a perspective', async (text, perspective) => {
    const { cards } = await convertText(printCard(['顧客構面', FIRST, text, FIRST.replaceAll('CC1', 'CC2')]))
    expect(cards[0]?.objectives.at(-1)).toMatchObject({ code: 'CC2', perspective })
  })
})
