/** Maps, declared counts and cards of one text, told apart by what they say. */
import { describe, expect, it } from 'vitest'
import { agencyTitle, convertText, headings, printCard } from '../support/card-text.ts'

const row = (code: string, plan = 1): string =>
  [
    `${code.split('.')[0]}${code.startsWith('AP') ? '強化教學品質' : '提升客語意願'}`,
    '因素',
    `${code}指標${code}`,
    '人次',
    code.startsWith('AP') ? '20' : '10',
    '11',
    '12',
    '研究發展組',
    `${code}.${plan}計畫${code}`,
    '1,000',
    '2,000',
    '研究發展組',
  ].join('|')

const counts = (objectives: number, kpis: number, plans: number): string =>
  [
    '年度\t策略目標數\tKPI數\t行動計畫數',
    `111年\t${objectives}\t${kpis}\t${plans}`,
    `110年\t9\t9\t9`,
    '增減\t-\t-\t-',
  ].join('\n')

const map = [
  '臺北市政府客家事務委員會111年策略地圖',
  '使命：傳承客家語言，發揚客家文化',
  '願景：形塑臺灣客家品牌',
  '核心價值：正直誠信、團隊合作、創新卓越',
  '策略主題\t打造客家語言友善環境 A\t著重客家青年世代傳承 B',
  '顧客\tAC1提升客語意願\tBC1提升青年參與度 BC2提升客語家庭認同度',
  '內部流程\tAP1強化教學品質\tBP1增加以青年為 導向之客家事務方案',
].join('\n')

describe('an objective of the map over several themes', () => {
  it.each([
    ['beside each other', '財務\tTF1提高預算執行效能\tTF1提高預算執行效能'],
    ['below each other', '財務\tTF1提高預算執行效能\n財務\tTF1提高預算執行效能'],
  ])('is one where a text prints its cell again %s', async (_, lines) => {
    const { strategyMaps } = await convertText([map, lines, '', printCard([row('AC1.1')])].join('\n'))
    const codes = strategyMaps[0]?.objectives.map(({ code }) => code).filter((code) => code === 'TF1')
    expect(codes).toEqual(['TF1'])
  })
})

describe('declared counts', () => {
  it.each([
    ['策略目標數\tKPI 數\t行動計畫數'],
    ['策略目標\tKPI\t行動計畫'],
    ['策略目標(項)\tKPI（項）\t行動計畫(項)'],
    ['目標數\t績效指標數\t行動方案數'],
  ])('are found under %j', async (labels) => {
    const table = [`\t${labels}`, '111年\t1\t2\t3'].join('\n')
    const document = await convertText([table, '', printCard([row('AC1.1')])].join('\n'))
    const [counts] = document.declaredCounts
    expect([counts?.rocYear, counts?.objectives.value, counts?.kpis.value, counts?.actionPlans.value]).toEqual([
      111, 1, 2, 3,
    ])
  })
})

describe('declared counts below a title with a year', () => {
  it('have no counts of the title', async () => {
    const table = ['甲局平衡計分卡111年度統計', counts(1, 1, 1)].join('\n')
    const { declaredCounts } = await convertText([table, '', printCard([row('AC1.1')])].join('\n'))
    expect(declaredCounts.map(({ rocYear, objectives }) => [rocYear, objectives.value])).toEqual([
      [111, 1],
      [110, 9],
    ])
  })
})

describe('declared counts of years side by side', () => {
  it('are read by column', async () => {
    const table = ['項目\t110年\t111年', '策略目標數\t3\t1', 'KPI數\t4\t2', '行動計畫數\t5\t3'].join('\n')
    const document = await convertText([table, '', printCard([row('AC1.1')])].join('\n'))
    expect(
      document.declaredCounts.map(({ rocYear, objectives, kpis, actionPlans }) => [
        rocYear,
        objectives.value,
        kpis.value,
        actionPlans.value,
      ]),
    ).toEqual([
      [110, 3, 4, 5],
      [111, 1, 2, 3],
    ])
  })
})

describe('statements of a map', () => {
  it.each(['使命：', '【使命】', '一、使命：', '(一)使命：', '使命\n'])('follow %j', async (heading) => {
    const text = map.replace('使命：', heading).replace('發揚客家文化', '發揚客家⽂化')
    const document = await convertText([text, '', printCard([row('AC1.1')])].join('\n'))
    expect(document.strategyMaps[0]?.statements[0]).toMatchObject({
      kind: 'mission',
      text: '傳承客家語言，發揚客家文化',
    })
  })
})

describe('a sheet too wide for its paper', () => {
  const card = printCard(['顧客構面', row('AC1.1'), '內部流程構面', row('AP1.1')]).split('\n')
  const [title = '', ...table] = card
  const part = (from: number, to?: number) => table.map((line) => line.split('\t').slice(from, to).join('\t'))

  it('is one card: the columns printed on a page of their own belong to the same rows', async () => {
    const rest = part(9).map((line) => (line === '' ? '\t\t' : line))
    const document = await convertText([title, ...part(0, 9), '', ...rest].join('\n'))
    expect(document.anomalies.map(({ rule }) => rule)).toEqual([])
    expect(
      document.cards[0]?.plans.map(({ code, budgets, owners }) => [
        code,
        budgets.map(({ value }) => value),
        owners.names,
      ]),
    ).toEqual([
      ['AC1.1.1', [1000, 2000], ['研究發展組']],
      ['AP1.1.1', [1000, 2000], ['研究發展組']],
    ])
  })

  it('reads the columns of its first part as they are: of two budgets of one year none is taken', async () => {
    const cells = (line: string) => line.split('|').join('\t')
    const left = [
      '策略目標|KPI|111年目標值|行動計畫|111年預算(中央)|111年預算(市府)',
      'CC1鼓勵|CC1.1人次|40|CC1.1.1節慶|100|200',
    ]
    const right = ['112年概算(元)|行動計畫主責科室', '300|研究發展組']
    const { cards, anomalies } = await convertText(
      [agencyTitle, ...left.map(cells), '', ...right.map(cells)].join('\n'),
    )
    expect(cards[0]?.plans[0]?.budgets.map(({ rocYear, value }) => [rocYear, value])).toEqual([[112, 300]])
    expect(anomalies.map(({ rule }) => rule)).toEqual(['unmapped-column', 'unmapped-column'])
  })

  it('is reported where the rows of the parts are not as many', async () => {
    const document = await convertText(
      [title, ...part(0, 9), '', ...part(9).slice(0, 1), '1,000\t2,000\t研究發展組'].join('\n'),
    )
    expect(document.anomalies.map(({ rule, printed }) => [rule, printed])).toEqual([
      ['unmapped-column', '行動計畫 已編111年預算(元)'],
      ['unmapped-column', '行動計畫 預估112年概算(元)'],
    ])
  })
})

describe('a map', () => {
  it('may have no table: its objectives and core values stand in lines', async () => {
    const lines = [
      '臺北市政府客家事務委員會111年策略地圖',
      '核心價值',
      '正直誠信',
      '團隊合作',
      '',
      'AC1提升客語意願',
      'BC1提升青年參與度',
    ]
    const { strategyMaps } = await convertText([...lines, '', printCard([row('AC1.1')])].join('\n'))
    expect(strategyMaps[0]?.objectives.map(({ code, name }) => [code, name.text])).toEqual([
      ['AC1', '提升客語意願'],
      ['BC1', '提升青年參與度'],
    ])
    expect(strategyMaps[0]?.statements.map(({ kind, text }) => [kind, text])).toEqual([
      ['core_value', '正直誠信'],
      ['core_value', '團隊合作'],
    ])
  })

  it('of lines ends at the title of a card', async () => {
    const lines = [
      '臺北市政府客家事務委員會111年策略地圖',
      'AC1提升客語意願',
      '',
      agencyTitle,
      '',
      'BC1提升青',
      '年參與度',
    ]
    const { strategyMaps } = await convertText(lines.join('\n'))
    expect(strategyMaps.flatMap(({ objectives }) => objectives.map(({ code }) => code))).toEqual(['AC1'])
  })

  it('has the names of its objectives in the cell beside their codes, too', async () => {
    const cut = map.replace('AC1提升', 'AC1\t提升').replace('AP1強化', 'AP1\t強化')
    const document = await convertText([cut, '', printCard([row('AC1.1')])].join('\n'))
    const names = document.strategyMaps[0]?.objectives.map(({ code, name }) => [code, name.text])
    expect(names).toContainEqual(['AC1', '提升客語意願'])
    expect(names).toContainEqual(['AP1', '強化教學品質'])
  })
})

describe('a Markdown table of PyMuPDF', () => {
  it('names columns that the print leaves blank Col1, Col2 …', async () => {
    const groups = [
      '策略目標',
      '關鍵成功因素',
      'KPI',
      '計算公式',
      '歷年實際值',
      'Col6',
      '目標值',
      '主責',
      '行動計畫',
      '預算',
      'Col11',
      '主責單位',
    ]
    const years = ['', '', '', '', '109年', '110年', '111年', '', '', '111年預算', '112年概算', '']
    const line = (cells: string[]) => `|${cells.join('|')}|`
    const text = [
      agencyTitle,
      '',
      line(groups),
      line(groups.map(() => '---')),
      line(years),
      line(row('AC1.1').split('|')),
    ]
    const { cards, anomalies } = await convertText(text.join('\n'))
    expect([anomalies.length, cards[0]?.kpis[0]?.values.map(({ rocYear }) => rocYear)]).toEqual([0, [109, 110, 111]])
  })
})

describe('text around the tables', () => {
  it.each([
    ['AC1.2參與人數 10 20 30', ['AC1.2']],
    ['AC 1. 3參 與人 數', ['AC1.3']],
    ['註：AC1.1自110年起改採新口徑', []],
    ['承辦人：　科長：', []],
  ])('%j tells of lost rows %j', async (text, codes) => {
    const document = await convertText([printCard([row('AC1.1')]), '', text].join('\n'))
    expect(document.anomalies.map(({ rule, place }) => [rule, place.code])).toEqual(
      codes.map((code) => ['orphan-row', code]),
    )
  })
})

describe('a whole text', () => {
  it('is read as map, counts and card', async () => {
    const card = printCard(['顧客構面', row('AC1.1'), '內部流程構面', row('AP1.1')])
    const document = await convertText([map, '', counts(2, 2, 2), '', card].join('\n'))
    const [strategyMap] = document.strategyMaps
    expect(document.organization).toBe('臺北市政府客家事務委員會')
    expect(strategyMap?.organization).toBe('臺北市政府客家事務委員會')
    expect(strategyMap?.statements.map(({ kind, position, text }) => [kind, position, text])).toEqual([
      ['mission', 1, '傳承客家語言，發揚客家文化'],
      ['vision', 1, '形塑臺灣客家品牌'],
      ['core_value', 1, '正直誠信'],
      ['core_value', 2, '團隊合作'],
      ['core_value', 3, '創新卓越'],
      ['theme', 1, '打造客家語言友善環境'],
      ['theme', 2, '著重客家青年世代傳承'],
    ])
    expect(
      strategyMap?.objectives.map(({ code, name, perspective, themeCode }) => [
        code,
        name.text,
        perspective,
        themeCode,
      ]),
    ).toEqual([
      ['AC1', '提升客語意願', 'customer', 'A'],
      ['BC1', '提升青年參與度', 'customer', 'B'],
      ['BC2', '提升客語家庭認同度', 'customer', 'B'],
      ['AP1', '強化教學品質', 'internal_process', 'A'],
      ['BP1', '增加以青年為導向之客家事務方案', 'internal_process', 'B'],
    ])
    expect(
      document.declaredCounts.map(({ rocYear, card: number, objectives, kpis, actionPlans }) => [
        rocYear,
        number,
        objectives.value,
        kpis.value,
        actionPlans.value,
      ]),
    ).toEqual([
      [111, 1, 2, 2, 2],
      [110, 1, 9, 9, 9],
    ])
    expect(document.cards.map(({ level, title, rocYear }) => [level, title, rocYear])).toEqual([
      ['agency', agencyTitle, 111],
    ])
    expect(document.cards[0]?.objectives.map(({ code, perspective }) => [code, perspective])).toEqual([
      ['AC1', 'customer'],
      ['AP1', 'internal_process'],
    ])
    expect(document.anomalies).toEqual([])
  })

  it('may hold a city card and an agency card with the same codes', async () => {
    const city = printCard([row('CC1.1')], '發展文化多元C組 府級平衡計分卡 (111年)')
    const document = await convertText([city, '', printCard([row('CC1.1')])].join('\n'))
    expect(
      document.cards.map(({ number, level, group, organization }) => [number, level, group, organization]),
    ).toEqual([
      [1, 'city', '發展文化多元C組', null],
      [2, 'agency', null, '臺北市政府客家事務委員會'],
    ])
    expect(document.anomalies).toEqual([])
  })

  it('goes on below a repeated header', async () => {
    const [, header = ''] = printCard([]).split('\n')
    const lines = [
      printCard([row('CC1.1')]),
      '',
      header,
      ...printCard([row('CC1.2')])
        .split('\n')
        .slice(2),
    ]
    const document = await convertText(lines.join('\n'))
    expect(document.cards).toHaveLength(1)
    expect(document.cards[0]?.kpis.map((kpi) => kpi.code)).toEqual(['CC1.1', 'CC1.2'])
  })

  it('goes on in a table without a header', async () => {
    const more = row('CC1.2').split('|').join('\t')
    const document = await convertText(
      [printCard([row('CC1.1')]), '', more, more.replaceAll('CC1.2', 'CC1.3')].join('\n'),
    )
    expect(document.cards[0]?.kpis.map((kpi) => kpi.code)).toEqual(['CC1.1', 'CC1.2', 'CC1.3'])
  })

  it('reports the rows of a card in a table that is none', async () => {
    const document = await convertText([printCard([row('CC1.1')]), '', '代碼\t說明', 'CC1.2\t參與人數'].join('\n'))
    expect(document.anomalies.map(({ rule, place, printed }) => [rule, place.code, printed])).toEqual([
      ['orphan-row', 'CC1.2', 'CC1.2'],
    ])
    expect(document.leftovers.map(({ text }) => text)).toEqual(['代碼', '說明', 'CC1.2', '參與人數'])
  })

  it.each([
    ['平衡計分卡', headings, 111],
    ['平衡計分卡', headings.map((heading) => heading.replace(/.*預算.*|.*概算.*/u, '備註')), 111],
  ])('without a year in its title %s has that of its columns', async (title, header, rocYear) => {
    const document = await convertText(printCard([row('CC1.1')], `臺北市政府客家事務委員會 ${title}`, header))
    expect(document.cards[0]?.rocYear).toBe(rocYear)
  })

  it.each(['111年度平衡計分卡', '111年度平衡計分卡執行成果表'])(
    'has its organization in the line above its title %s, too',
    async (title) => {
      const document = await convertText(printCard([row('CC1.1')], `臺南市政府水利局\n${title}`))
      expect(document.cards.map(({ organization, rocYear }) => [organization, rocYear])).toEqual([
        ['臺南市政府水利局', 111],
      ])
    },
  )

  it('keeps text that is no record', async () => {
    const document = await convertText(
      ['本表由研究發展組製作', '', printCard([row('CC1.1')]), '', '註：單位為新臺幣元'].join('\n'),
    )
    const left = document.leftovers.map((one) => one.text).join('\n')
    expect(left).toContain('本表由研究發展組製作')
    expect(left).toContain('註：單位為新臺幣元')
  })

  it('says which row belongs nowhere', async () => {
    const orphan = ['', '', '', '', '120', '130', '140', '', '', '', '', ''].join('|')
    const document = await convertText(printCard([orphan, row('CC1.1')]))
    expect(document.anomalies.map((anomaly) => [anomaly.rule, anomaly.severity])).toEqual([['orphan-row', 'error']])
    expect(document.cards[0]?.kpis.map((kpi) => kpi.code)).toEqual(['CC1.1'])
  })

  it.each(['\t', ' | '])('may have %j between its cells', async (gap) => {
    const text = printCard([row('CC1.1')])
      .split('\n')
      .map((line) => (line.includes('\t') ? line.split('\t').join(gap) : line))
      .join('\n')
    const document = await convertText(text)
    expect(document.cards[0]?.plans[0]?.budgets.map((budget) => budget.value)).toEqual([1000, 2000])
  })
})

describe('cards of one text', () => {
  const card = (title: string, code: string, header = headings) => printCard([row(code)], `${title}\n`, header)
  const other = headings.map((heading) => heading.replace(/\d+/u, (year) => String(Number(year) + 1)))

  it.each<[why: string, lines: string[], cards: [string | null, number | null, number][]]>([
    [
      'a line that names another agency above a header of its own begins its card',
      [
        card('臺北市政府文化局 平衡計分卡 (111年)', 'AC1.1'),
        '',
        card('臺北市政府交通局 111年度策略績效管理表', 'BC1.1'),
      ],
      [
        ['臺北市政府文化局', 111, 1],
        ['臺北市政府交通局', 111, 1],
      ],
    ],
    [
      'a line that names another year, too',
      [card('臺北市政府文化局 111年度管理表', 'AC1.1'), '', card('臺北市政府文化局 112年度管理表', 'BC1.1')],
      [
        ['臺北市政府文化局', 111, 1],
        ['臺北市政府文化局', 112, 1],
      ],
    ],
    [
      'a line that names the same agency goes on with its card',
      [card('臺北市政府文化局 平衡計分卡 (111年)', 'AC1.1'), '', card('文化局 111年度策略績效管理表', 'BC1.1')],
      [['臺北市政府文化局', 111, 2]],
    ],
    [
      'a bare name may be that of a parent',
      [card('臺北市立聯合醫院 平衡計分卡 (111年)', 'AC1.1'), '', card('臺北市政府衛生局', 'BC1.1')],
      [['臺北市立聯合醫院', 111, 2]],
    ],
    [
      'a bare name begins its card where the objectives begin anew',
      [
        printCard([row('AC1.1'), row('BC1.1')], '臺北市政府文化局 平衡計分卡 (111年)\n'),
        '',
        card('臺北市政府交通局', 'AC1.1'),
      ],
      [
        ['臺北市政府文化局', 111, 2],
        ['臺北市政府交通局', 111, 1],
      ],
    ],
    [
      'a unit of the agency is a section of its card',
      [card('臺北市政府文化局 平衡計分卡 (111年)', 'AC1.1'), '', card('文創發展科', 'BC1.1')],
      [['臺北市政府文化局', 111, 2]],
    ],
    [
      'a sentence about the card does not end it',
      [
        card('臺北市政府文化局 平衡計分卡 (111年)', 'AC1.1'),
        '',
        card('註：本平衡計分卡經本會111年2月10日主管會報通過', 'BC1.1'),
      ],
      [['臺北市政府文化局', 111, 2]],
    ],
    [
      'pages are counted behind their titles',
      [
        card('臺北市政府文化局 平衡計分卡 (111年) 1/2', 'AC1.1'),
        '',
        card('臺北市政府文化局 平衡計分卡 (111年) 2/2', 'BC1.1'),
      ],
      [['臺北市政府文化局', 111, 2]],
    ],
    [
      'columns of other years begin a card, which has no title',
      [card('臺北市政府文化局 平衡計分卡 (111年)', 'AC1.1'), '', card('', 'BC1.1', other)],
      [
        ['臺北市政府文化局', 111, 1],
        [null, 112, 1],
      ],
    ],
  ])('%s', async (_, lines, expected) => {
    const { cards } = await convertText(lines.join('\n'))
    expect(cards.map(({ organization, rocYear, kpis }) => [organization, rocYear, kpis.length])).toEqual(expected)
    expect(cards.every(({ title }) => title === null || title !== '')).toBe(true)
  })
})

describe('in a text of several agencies', () => {
  const untitled = (theme: string) =>
    [`策略主題\t主題${theme} A`, `顧客構面\tAC1提升${theme}`, `內部流程構面\tAP1精進${theme}`].join('\n')
  const card = (agency: string) => printCard([row('AC1.1')], `臺北市政府${agency} 平衡計分卡 (111年)`)
  const [culture, traffic] = ['臺北市政府文化局', '臺北市政府交通局']

  it.each<[why: string, parts: string[], organizations: (string | null)[]]>([
    ['above them', [untitled('甲'), card('文化局'), untitled('乙'), card('交通局')], [culture, traffic]],
    ['below them', [card('文化局'), untitled('甲'), card('交通局'), untitled('乙')], [culture, traffic]],
    ['above the second', [card('文化局'), untitled('乙'), card('交通局')], [traffic]],
    ['that says whose it is', [card('交通局'), '臺北市政府文化局策略地圖', untitled('甲'), card('交通局')], [culture]],
    ['below the only one', [card('文化局'), untitled('甲')], [culture]],
  ])('a map without a title belongs to the card: %s', async (_, parts, organizations) => {
    const { strategyMaps } = await convertText(parts.join('\n\n'))
    expect(strategyMaps.map(({ organization }) => organization)).toEqual(organizations)
  })

  it.each<[why: string, parts: string[], cards: (number | null)[]]>([
    ['below the first', [card('文化局'), counts(1, 1, 1), card('交通局')], [1]],
    ['above each', [counts(1, 1, 1), card('文化局'), counts(1, 1, 1), card('交通局')], [1, 2]],
    ['below each', [card('文化局'), counts(1, 1, 1), card('交通局'), counts(1, 1, 1)], [1, 2]],
    ['below the map of the second', [card('文化局'), untitled('乙'), counts(1, 1, 1), card('交通局')], [2]],
  ])('counts belong to the card: %s', async (_, parts, cards) => {
    const { declaredCounts } = await convertText(parts.join('\n\n'))
    expect(declaredCounts.filter(({ rocYear }) => rocYear === 111).map((one) => one.card)).toEqual(cards)
  })
})

describe('one grid', () => {
  it('may hold counts, a title and cards above each other', async () => {
    const card = printCard([row('AC1.1')]).split('\n')
    const other = printCard([row('AC1.2')], '智慧治理A組府級平衡計分卡(111年)').split('\n')
    const lines = ['智慧城市平衡計分卡彙編', '\t策略目標數\tKPI數\t行動計畫數', '111年\t1\t1\t1', ...card, ...other]
    const sheet = lines.map((line) => `${line}${'\t'.repeat(11 - line.split('\t').length + 1)}`).join('\n')
    const { cards, declaredCounts, anomalies } = await convertText(sheet)
    expect(cards.map(({ level, kpis }) => [level, ...kpis.map(({ code }) => code)])).toEqual([
      ['agency', 'AC1.1'],
      ['city', 'AC1.2'],
    ])
    expect(declaredCounts.map(({ card: number, kpis }) => [number, kpis.value])).toEqual([[1, 1]])
    expect(anomalies.map(({ rule }) => rule)).toEqual([])
  })
})

describe('pages of one text', () => {
  const piece = (code: string) =>
    printCard([row(code)])
      .split('\n')
      .slice(2)
      .join('\n')

  it('repeat a head that names no card, and a section goes on below it', async () => {
    const text = ['平衡計分卡', '', printCard([row('AC1.1'), '一、學習成長構面']), '', '平衡計分卡', '', piece('AC2.1')]
    const { cards, anomalies } = await convertText(text.join('\n'))
    expect(cards.map(({ title, objectives }) => [title, ...objectives.map((one) => one.perspective)])).toEqual([
      ['臺北市政府客家事務委員會 平衡計分卡 (111年)', 'customer', 'learning_growth'],
    ])
    expect(anomalies.map(({ rule }) => rule)).not.toContain('missing-kpi-code')
  })

  it('below a map end its statements', async () => {
    const { strategyMaps } = await convertText(
      [map, '', '策略目標數', '110年', '', printCard([row('AC1.1')])].join('\n'),
    )
    expect(strategyMaps[0]?.statements.findLast(({ kind }) => kind === 'core_value')?.text).toBe('創新卓越')
  })
})

describe('a table of thousands of columns', () => {
  it('is no card, and does not take longer than its rows do', async () => {
    const rows = [new Array(3000).fill('甲'), new Array(3000).fill('乙'), new Array(4000).fill('1')]
    const wide = rows.map((cells) => cells.join('\t')).join('\n')
    const { cards } = await convertText(`${printCard([row('AC1.1')])}\n\n${wide}`)
    expect(cards.map(({ kpis }) => kpis.length)).toEqual([1])
  })
})

describe('rows that became no data', () => {
  it('are told where a text has no columns at all', async () => {
    const { anomalies } = await convertText(`${map}\n\nAC1提升 因素 AC1.1指標 人次 10 11 研究發展組`)
    expect(anomalies.map(({ rule, place }) => [rule, place.code])).toEqual([['orphan-row', 'AC1.1']])
  })

  it('are told where they stand as a whole row between the tables, though another card has the code', async () => {
    const stray = 'BC1.1指標 人次 316 313 309 研究發展組 BC1.1.1計畫 13,789'
    const remark = 'BC1.1 110年起改採月平均 309 計算'
    const city = printCard([row('BC1.1')], '客家 A 組 府級平衡計分卡 (111年)')
    const { anomalies } = await convertText([city, '', printCard([row('CC1.1')]), '', stray, '', remark].join('\n'))
    expect(anomalies.map(({ rule, place, printed }) => [rule, place.code, printed])).toEqual([
      ['orphan-row', 'BC1.1', stray],
      ['orphan-row', 'BC1.1.1', stray],
    ])
  })

  it('are told, and are no map and no statement, where only spaces or nothing kept their columns apart', async () => {
    const text = [
      '臺北市政府客家事務委員會111年策略地圖',
      '【核心價值】',
      '正直誠信、團隊合作',
      '       策略',
      '              打造友善環境 A        青年世代傳承 B',
      '       顧客   AC1提升客語意願        BC1提升青年參與',
      '       構面                          度',
      'AC1提升客   落實宣導   AC1.1參與人次   人次   10   11   12   研究發展組',
      '語意願                 活動                             文教推廣組',
      'BC1提升 因素 BC1.1指標 人次 10 11 研究發展組',
      'BC1提升 青年參與度',
    ]
    const { strategyMaps, anomalies } = await convertText(text.join('\n'))
    expect(strategyMaps.flatMap(({ objectives }) => objectives)).toEqual([])
    expect(strategyMaps.flatMap(({ statements }) => statements.map((one) => one.text))).toEqual([
      '正直誠信',
      '團隊合作',
    ])
    expect(anomalies.map(({ rule, place }) => [rule, place.code])).toEqual(
      ['AC1', 'BC1', 'AC1.1', 'BC1.1'].map((code) => ['orphan-row', code]),
    )
  })

  it('are told below a map that has no table either', async () => {
    const text =
      '臺北市政府客家事務委員會111年策略地圖\n使命\n傳承客家語言\n\n    AC1.1指標    人次    10    11    研究發展組'
    const { anomalies } = await convertText(text)
    expect(anomalies.map(({ rule, place }) => [rule, place.code])).toEqual([['orphan-row', 'AC1.1']])
  })

  it('are not those of a piece that lost a column of words: it goes on with the card', async () => {
    const lines = printCard([row('AC1.2')])
      .split('\n')
      .slice(1)
    const piece = lines.map((line) => line.split('\t').slice(1).join('\t')).join('\n')
    const { cards } = await convertText([printCard([row('AC1.1')]), '', piece].join('\n'))
    expect(cards.map(({ kpis }) => kpis.map(({ objectiveCode, code }) => [objectiveCode, code]))).toEqual([
      [
        ['AC1', 'AC1.1'],
        ['AC1', 'AC1.2'],
      ],
    ])
  })
})
