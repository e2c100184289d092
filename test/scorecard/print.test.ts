/** Cards as pages print them: merged cells, page breaks, columns cut in two. */
import { describe, expect, it } from 'vitest'
import type { Box, Page, Ruling, TextRun } from '../../src/model/page.ts'
import { entriesWithSpans, printHeadings, printPage, printTitle, readPrint } from '../support/card-print.ts'

const AC11 = ['AC1提升客語意願', 'AC1.1參與人數', '9,490', '9,816', 'AC1.1.1推動教學', '14,004,000']
const plansOf = ({ scorecard }: ReturnType<typeof readPrint>) =>
  scorecard.cards[0]?.plans.map(({ code, kpiCode, series }) => [code, kpiCode, series])

describe('a plan beside a blank KPI cell', () => {
  it('above a page break belongs to the KPI that its own code names: its name stands on the next page', () => {
    const read = readPrint([
      printPage(
        1,
        [
          AC11,
          [null, '', '', '', 'AC1.2.1辦理推動計畫', '750,000'],
          [null, null, null, null, 'AC1.2.2培訓志工', '120,000'],
        ],
        { title: printTitle },
      ),
      printPage(2, [['', 'AC1.2參與青年人數', '1,350', '2,902', 'AC1.2.3辦理活動', '60,000']]),
    ])
    expect(plansOf(read)).toEqual([
      ['AC1.1.1', 'AC1.1', 1],
      ['AC1.2.1', 'AC1.2', 1],
      ['AC1.2.2', 'AC1.2', 1],
      ['AC1.2.3', 'AC1.2', 1],
    ])
  })

  it('that goes on from above belongs to that KPI, whatever its code says', () => {
    const read = readPrint([
      printPage(1, [AC11, [null, null, null, null, 'AC1.2.1辦理推動計畫', '750,000']], { title: printTitle }),
    ])
    expect(plansOf(read)).toEqual([
      ['AC1.1.1', 'AC1.1', 1],
      ['AC1.2.1', 'AC1.1', 1],
    ])
  })
})

describe('a cell over several columns of figures', () => {
  const widths = [90, 110, 70, 70, 130, 80]
  const read = (text: string) => {
    const entries = [...entriesWithSpans([printHeadings, AC11, ['', 'AC1.2場次', '', '', 'AC1.2.1辦理', '1,000']])]
      .filter(({ row, column }) => row < 2 || column !== 3)
      .map((entry) => (entry.row === 2 && entry.column === 2 ? { ...entry, text, columnSpan: 2 } : entry))
    const { scorecard, findings } = readPrint([printPage(1, [], { title: printTitle, widths, entries })])
    const [, kpi] = scorecard.cards[0]?.kpis ?? []
    return {
      values: kpi?.values.map(({ value, status, raw }) => [value, status, raw]),
      findings: findings.map(({ rule, candidates }) => [rule, candidates.map(({ value }) => value)]),
    }
  }

  it.each([
    ['20900002170000', ['20900002170000']],
    ['2,090,000', ['2,090,000']],
  ])('is no figure of the first one: %s', (text, alternatives) => {
    const { values, findings } = read(text)
    expect(values?.[0]).toEqual([null, 'unreadable', text])
    expect(findings).toEqual([['unreadable-number', alternatives]])
  })

  it('says of all that there is none', () => {
    const { values, findings } = read('－')
    expect(values?.map(([value, status]) => [value, status])).toEqual([
      [null, 'missing'],
      [null, 'missing'],
    ])
    expect(findings).toEqual([])
  })
})

describe('two columns of owners behind the plan', () => {
  const header = [...printHeadings.slice(0, 5), '主辦單位', '承辦單位', '111年預算(元)']
  const widths = [80, 90, 60, 60, 100, 60, 60, 70]
  const read = (further: string | null) =>
    readPrint([
      printPage(
        1,
        [
          ['AC1提升客語意願', 'AC1.1參與人數', '9,490', '9,816', 'AC1.1.1推動教學', '教育組', '研究組', '14,000'],
          [null, null, null, null, 'AC1.1.2推廣', '文教組', further, '2,000'],
        ],
        { title: printTitle, header, widths },
      ),
    ])

  it.each([
    ["are the plan's and the KPI's where the second one goes on as the KPI does", null, ['研究組']],
    ['are told where nothing tells whose the second one is', '行政組', []],
  ])('%s', (_, further, ofKpi) => {
    const [card] = read(further).scorecard.cards
    expect(card?.kpis.map(({ owners }) => owners.names)).toEqual([ofKpi])
    expect(card?.plans.map(({ owners }) => owners.names)).toEqual([['教育組'], ['文教組']])
  })
})

describe('budgets beside a blank plan cell', () => {
  it('are told also where the row goes on below a page break', () => {
    const rest = ['', '續辦', '', '', '', '']
    const { findings } = readPrint([
      printPage(1, [AC11, ['AC2推廣', 'AC2.1場次', '1', '2', '', '750,000']], { title: printTitle }),
      printPage(2, [rest, ['AC3研究', 'AC3.1篇數', '3', '4', 'AC3.1.1研究', '1,000']]),
    ])
    expect(findings.map(({ rule, printed }) => [rule, printed])).toEqual([['orphan-row', '750,000']])
  })
})

describe('a line astray inside a column', () => {
  const widths = [90, 110, 70, 40, 30, 130, 80]
  const header = printHeadings.map((text, at) => ({
    text,
    row: 0,
    column: at > 3 ? at + 1 : at,
    columnSpan: at === 3 ? 2 : 1,
  }))

  it('leaves one column: its heading is read once', () => {
    const cells = ['AC1提升客語意願', 'AC1.1參與人數', '9,490', '9,816', '', 'AC1.1.1推動教學', '14,004,000']
    const body = cells.map((text, column) => ({ text, row: 1, column }))
    const { scorecard, findings } = readPrint([
      printPage(1, [], { title: printTitle, widths, entries: [...header, ...body] }),
    ])
    expect(scorecard.cards[0]?.kpis[0]?.values.map(({ rocYear, kind, value }) => [rocYear, kind, value])).toEqual([
      [110, 'actual', 9490],
      [111, 'target', 9816],
    ])
    expect(findings).toEqual([])
  })

  it('on the page after a remark leaves one card: its cells stand under the columns of the same meaning', () => {
    const cells = ['', 'AC1.2參與青年人數', '1,350', '2,902', '', 'AC1.2.1辦理活動', '60,000']
    const body = cells.map((text, column) => ({ text, row: 1, column }))
    const { scorecard } = readPrint([
      printPage(1, [AC11], { title: printTitle }),
      printPage(2, [], { title: '單位：新臺幣元', widths, entries: [...header, ...body] }),
    ])
    expect(scorecard.cards).toHaveLength(1)
    expect(scorecard.cards[0]?.kpis.map(({ code, values }) => [code, values.map(({ value }) => value)])).toEqual([
      ['AC1.1', [9490, 9816]],
      ['AC1.2', [1350, 2902]],
    ])
    expect(scorecard.cards[0]?.plans.map(({ code, budgets }) => [code, budgets.map(({ value }) => value)])).toEqual([
      ['AC1.1.1', [14004000]],
      ['AC1.2.1', [60000]],
    ])
  })
})

describe('a perspective', () => {
  it('printed over the whole width, or as a note between two tables, is that of the rows below', () => {
    const section = { text: '內部流程構面', row: 1, column: 0, columnSpan: 6 }
    const rows = [...entriesWithSpans([printHeadings]), section]
    const body = AC11.map((text, column) => ({ text, row: 2, column }))
    const { scorecard } = readPrint([
      printPage(1, [], { title: printTitle, entries: [...rows, ...body] }),
      printPage(2, [['BC1提升青年參與度', 'BC1.1參與青年人數', '1,350', '2,902', 'BC1.1.1辦理活動', '60,000']], {
        title: '學習成長構面',
      }),
    ])
    expect(
      scorecard.cards.map(({ objectives }) => objectives.map(({ code, perspective }) => [code, perspective])),
    ).toEqual([
      [
        ['AC1', 'internal_process'],
        ['BC1', 'learning_growth'],
      ],
    ])
  })

  it('is none where another text stands over the whole width: it is kept as a remark', () => {
    const remark = { text: '註：單位為新臺幣元', row: 2, column: 0, columnSpan: 6 }
    const { leftovers, scorecard } = readPrint([
      printPage(1, [], { title: printTitle, entries: [...entriesWithSpans([printHeadings, AC11]), remark] }),
    ])
    expect(leftovers.map(({ text }) => text)).toEqual(['註：單位為新臺幣元'])
    expect(scorecard.cards[0]?.objectives).toHaveLength(1)
  })
})

describe('a name cut by a page break', () => {
  it('is one name with a piece on each page, and on record', () => {
    const cut = [...AC11.slice(0, 4), 'AC1.1.1推動客語教學暨師', '14,004,000']
    const { scorecard, repairs } = readPrint([
      printPage(1, [cut], { title: printTitle, y: 520 }),
      printPage(2, [['', '', '', '', '資培訓計畫', '']]),
    ])
    const [plan, ...others] = scorecard.cards[0]?.plans ?? []
    expect(others).toEqual([])
    expect([plan?.name.text, plan?.name.pieces.map(({ page }) => page)]).toEqual(['推動客語教學暨師資培訓計畫', [1, 2]])
    expect(repairs.map(({ rule, place }) => [rule, place.code, place.field])).toContainEqual([
      'page-split-row',
      'AC1.1.1',
      'plan_name',
    ])
  })
})

describe('a sheet too wide for its paper, printed in two parts', () => {
  /** The page cut at an upright rule: what stands right of it is printed on a page of its own. */
  const cutInWidth = (page: Page, x: number, number: number): [Page, Page] => {
    const part = (isOwn: (from: number, to: number) => boolean, dx: number, own: number): Page => ({
      ...page,
      number: own,
      runs: page.runs.filter(({ box }) => isOwn(box[0], box[2])).map((run) => moveRun(run, dx)),
      rulings: page.rulings
        .filter(({ orientation, at, from, to }) => (orientation === 'vertical' ? isOwn(at, at) : isOwn(from, to)))
        .map((rule) =>
          rule.orientation === 'vertical'
            ? { ...rule, at: rule.at + dx }
            : { ...rule, from: rule.from + dx, to: rule.to + dx },
        ),
    })
    return [part((_, to) => to <= x + 1, 0, page.number), part((from) => from >= x - 1, 40 - x, number)]
  }
  const moveRun = (run: TextRun, dx: number): TextRun => ({
    ...run,
    box: moved(run.box, dx),
    glyphs: run.glyphs.map((glyph) => ({ ...glyph, box: moved(glyph.box, dx) })),
  })
  const shiftLevel = (rule: Ruling, dy: number): Ruling =>
    rule.orientation === 'horizontal'
      ? { ...rule, at: rule.at + dy }
      : { ...rule, from: rule.from + dy, to: rule.to + dy }
  const lowerRun = (run: TextRun, dy: number): TextRun => ({
    ...run,
    box: lowered(run.box, dy),
    glyphs: run.glyphs.map((glyph) => ({ ...glyph, box: lowered(glyph.box, dy) })),
  })
  const lowered = ([x0, y0, x1, y1]: Box, dy: number): Box => [x0, y0 + dy, x1, y1 + dy]
  const moved = ([x0, y0, x1, y1]: Box, dx: number): Box => [x0 + dx, y0, x1 + dx, y1]
  const heads = ['策略目標', 'KPI', '110年實際值', '111年目標值']
  const entries = [
    ...heads.map((text, column) => ({ text, row: 0, column, rowSpan: 2 })),
    { text: '行動計畫', row: 0, column: 4, columnSpan: 2 },
    { text: '名稱', row: 1, column: 4 },
    { text: '111年預算(元)', row: 1, column: 5 },
    ...entriesWithSpans([
      AC11,
      [null, null, null, null, 'AC1.1.2培訓志工', '120,000'],
      ['BC1提升服務', 'BC1.1服務人次', '1,350', '2,902', 'BC1.1.1辦理活動', '60,000'],
    ]).map((entry) => ({ ...entry, row: entry.row + 2 })),
  ]
  const [left, right] = cutInWidth(printPage(1, [], { title: printTitle, entries }), 380, 2)
  const budgetsOf = ({ scorecard }: ReturnType<typeof readPrint>) =>
    scorecard.cards.flatMap(({ plans }) =>
      plans.map(({ code, kpiCode, budgets }) => [code, kpiCode, budgets[0]?.value]),
    )

  it('is one card, also where its second part parts rows that are one in the first', () => {
    const read = readPrint([left, right])
    expect(read.findings.map(({ rule }) => rule)).toEqual([])
    expect(budgetsOf(read)).toEqual([
      ['AC1.1.1', 'AC1.1', 14004000],
      ['AC1.1.2', 'AC1.1', 120000],
      ['BC1.1.1', 'BC1.1', 60000],
    ])
  })

  it('is one card, also where its first part parts rows that are one in the second', () => {
    const plansFirst = entriesWithSpans([
      ['策略目標', 'KPI', '行動計畫', '111年預算(元)', '110年實際值', '111年目標值'],
      ['AC1提升客語意願', 'AC1.1參與人數', 'AC1.1.1推動教學', '14,004,000', '9,490', '9,816'],
      [null, null, 'AC1.1.2培訓志工', '120,000', null, null],
      ['BC1提升服務', 'BC1.1服務人次', 'BC1.1.1辦理活動', '60,000', '1,350', '2,902'],
    ])
    const widths = [90, 110, 130, 80, 70, 70]
    const whole = printPage(1, [], { title: printTitle, entries: plansFirst, widths })
    const read = readPrint(cutInWidth(whole, 450, 2))
    expect(read.findings.map(({ rule }) => rule)).toEqual([])
    expect(budgetsOf(read)).toHaveLength(3)
    expect(
      read.scorecard.cards[0]?.kpis.map(({ code, values }) => [code, ...values.map(({ value }) => value)]),
    ).toEqual([
      ['AC1.1', 9490, 9816],
      ['BC1.1', 1350, 2902],
    ])
  })

  it('is one card by its levels, also where its parts have as many rows as each other', () => {
    const rows = entriesWithSpans([
      ['策略目標', 'KPI', '110年實際值', '111年目標值', '行動計畫', '111年預算(元)'],
      ['AC1提升客語意願', 'AC1.1參與人數', '9,490', '9,816', 'AC1.1.1推動教學', '14,004,000'],
      [null, null, null, null, 'AC1.1.2培訓志工', '120,000'],
      ['BC1提升服務', 'BC1.1服務人次', '1,350', '2,902', 'BC1.1.1辦理活動', '60,000'],
      ['CC1提升參與', 'CC1.1參與人次', '35', '36', null, null],
    ])
    const read = readPrint(cutInWidth(printPage(1, [], { title: printTitle, entries: rows }), 380, 2))
    expect(budgetsOf(read)).toEqual([
      ['AC1.1.1', 'AC1.1', 14004000],
      ['AC1.1.2', 'AC1.1', 120000],
      ['BC1.1.1', 'BC1.1', 60000],
    ])
  })

  it('is none where the rows of the parts lie on other levels', () => {
    const rulings = right.rulings.map((rule) => shiftLevel(rule, 30))
    expect(
      budgetsOf(readPrint([left, { ...right, rulings, runs: right.runs.map((run) => lowerRun(run, 30)) }])),
    ).toEqual([])
  })
})
