/** Every rule about one document: what makes it fire, at which place, and what does not. */
import { describe, expect, it } from 'vitest'
import { checkDocument, documentRules, weighAnomalies } from '../../src/anomaly/catalogue.ts'
import type { DeclaredCounts, MapObjective, Scorecard } from '../../src/model/scorecard.ts'
import { repairRules } from '../../src/repair/catalogue.ts'
import { blankFigure, blankText, type CardSpec, resolve } from '../support/draft.ts'

/** `level/code/year` of every anomaly of a rule. */
type Places = string[]

interface Extras {
  /** Objectives of the strategy map: code → name. */
  map?: Record<string, string>
  /** Declared objectives, KPIs, plans of the card's year, for the last card. */
  counts?: [number, number, number]
}

function check(cards: readonly CardSpec[], extras: Extras = {}, severities = {}) {
  const { scorecard, repairs, findings } = resolve(cards)
  addExtras(scorecard, extras)
  const found = checkDocument({ scorecard, repairs, findings }, repairRules)
  return weighAnomalies(found, severities)
}

function addExtras(scorecard: Scorecard, { map, counts }: Extras): void {
  if (map !== undefined) {
    const objectives = Object.entries(map).map(
      ([code, name]): MapObjective => ({
        code,
        name: { ...blankText(name), text: name, status: 'printed' },
        perspective: null,
        themeCode: null,
      }),
    )
    scorecard.strategyMaps.push({
      organization: null,
      rocYear: 111,
      title: null,
      statements: [],
      themes: [],
      objectives,
    })
  }
  if (counts !== undefined) {
    const [objectives, kpis, actionPlans] = counts.map((value) => ({ ...blankFigure(String(value)), value }))
    const card = scorecard.cards.length
    if (objectives && kpis && actionPlans) {
      const declared: DeclaredCounts = { organization: null, rocYear: 111, card, objectives, kpis, actionPlans }
      scorecard.declaredCounts.push(declared)
    }
  }
}

const placesOf = (rule: string, cards: readonly CardSpec[], extras?: Extras): Places =>
  check(cards, extras)
    .filter((anomaly) => anomaly.rule === rule)
    .map(({ place }) => [place.level, place.code, place.rocYear].filter((part) => part !== null).join('/'))

type Case = [name: string, cards: CardSpec[], places: Places, extras?: Extras]

const kpi = (actual: string, extra: object = {}): CardSpec => ({ kpis: [{ code: 'CC1.1', actual, ...extra }] })
const twoPlans = { plans: [{ code: 'CC1.1.1' }, { code: 'CC1.1.2' }], kpis: [{ code: 'CC1.1' }] }

const planned = (target: string, approved: string): CardSpec => ({
  kpis: [{ code: 'CC1.1', target }],
  plans: [{ code: 'CC1.1.1', ...(approved === '' ? {} : { approved }) }],
})

const cases: Record<string, Case[]> = {
  'unreadable-number': [
    ['a lost digit', [{ plans: [{ code: 'CC1.1.1', approved: '111=8,83,000' }] }], ['agency/CC1.1.1/111']],
    ['words', [kpi('110=約3成')], ['agency/CC1.1/110']],
    ['a sound number', [kpi('110=1,234')], []],
    ['nothing', [kpi('110=-')], []],
  ],
  'missing-value': [
    ['a gap', [kpi('108=120|109=-|110=130')], ['agency/CC1.1/109']],
    ['the last year', [kpi('108=120|109=130|110=-')], ['agency/CC1.1/110']],
    ['years before the first value', [kpi('108=-|109=120|110=130')], []],
    ['no target', [kpi('109=120|110=130', { target: '111=-|112=140' })], ['agency/CC1.1/111']],
    ['nothing at all', [kpi('108=-|109=-', { target: '111=-' })], []],
    ['an unreadable year is no gap', [kpi('108=120|109=約3成|110=130')], []],
  ],
  'declared-count-mismatch': [
    ['one plan too few', [twoPlans], ['agency/111'], { counts: [1, 1, 3] }],
    ['all three', [twoPlans], ['agency/111', 'agency/111', 'agency/111'], { counts: [2, 2, 3] }],
    ['as counted', [twoPlans], [], { counts: [1, 1, 2] }],
    ['counts of another year', [{ ...twoPlans, year: 112 }], [], { counts: [9, 9, 9] }],
    [
      'a second series is no second KPI',
      [{ ...twoPlans, kpis: [{ code: 'CC1.1' }, { code: 'CC1.1', series: 2 }] }],
      [],
      { counts: [1, 1, 2] },
    ],
  ],
  'duplicate-code': [
    ['two plans', [{ plans: [{ code: 'CC1.1.1' }, { code: 'CC1.1.1', name: '另一計畫' }] }], ['agency/CC1.1.1']],
    ['two KPIs', [{ kpis: [{ code: 'CC1.1' }, { code: 'CC1.1', series: 2, name: '另一指標' }] }], ['agency/CC1.1']],
    ['two objectives', [{ objectives: ['CC1 甲', 'CC1 乙'] }], ['agency/CC1']],
    ['one code on two cards', [{ level: 'city', plans: [{ code: 'CC1.1.1' }] }, { plans: [{ code: 'CC1.1.1' }] }], []],
  ],
  'code-parent-mismatch': [
    ['a plan of another KPI', [{ plans: [{ code: 'CC1.3.1', kpi: 'CC1.2' }] }], ['agency/CC1.3.1']],
    ['a KPI of another objective', [{ kpis: [{ code: 'CC2.1', objective: 'CC1' }] }], ['agency/CC2.1']],
    ['in its place', [{ kpis: [{ code: 'CC1.1' }], plans: [{ code: 'CC1.1.1' }] }], []],
  ],
  'untitled-card': [
    ['no title, beside another card', [kpi('110=10'), { title: null, ...kpi('110=10') }], ['agency']],
    ['a title', [kpi('110=10')], []],
  ],
  'card-year-mismatch': [
    ['targets and budgets of other years', [{ year: 109, ...planned('111=10|112=11', '111=5') }], ['agency/109']],
    ['an approved budget of its year', [{ year: 111, ...planned('112=11', '111=5') }], []],
    ['only its later targets', [{ year: 112, ...planned('111=10|112=11', '111=5') }], ['agency/112']],
    ['a target of its year', [{ year: 111, ...planned('111=11', '112=5') }], []],
    ['targets alone: a column of budgets may be lost', [{ year: 109, ...planned('111=10|112=11', '') }], []],
  ],
  'objective-name-mismatch': [
    ['two names', [{ objectives: ['AC1 提升專業能力'] }], ['agency/AC1'], { map: { AC1: '提升行銷能力' } }],
    [
      'two names swapped',
      [{ objectives: ['BL1 提升員工政策行銷宣傳能力', 'CL1 提升客家專業能力'] }],
      ['agency/BL1', 'agency/CL1'],
      { map: { BL1: '提升客家專業能力', CL1: '提升員工政策行銷宣傳能力' } },
    ],
    [
      'only white space and width differ',
      [{ objectives: ['AC1 提升（客語）能力'] }],
      [],
      { map: { AC1: '提升 (客語)能力' } },
    ],
    ['not on the map', [{ objectives: ['AC1 提升專業能力'] }], [], { map: { AC2: '提升行銷能力' } }],
    ['a city card', [{ level: 'city', objectives: ['AC1 提升專業能力'] }], [], { map: { AC1: '提升行銷能力' } }],
  ],
  'cross-card-value-mismatch': [
    [
      'one year differs',
      [{ level: 'city', ...kpi('107=10|108=11|109=12|110=103,909') }, kpi('107=10|108=11|109=12|110=260,000')],
      ['agency/CC1.1/110'],
    ],
    ['all agree', [{ level: 'city', ...kpi('107=10|108=11|109=12') }, kpi('107=10|108=11|109=12')], []],
    [
      'another KPI under the code',
      [{ level: 'city', ...kpi('107=10|108=11|109=12') }, kpi('107=31|108=32|109=12')],
      [],
    ],
    [
      'every year of one KPI by its words',
      [
        { level: 'city', ...kpi('107=50.1|108=50.5', { unit: '%', formula: '合格人數/報考人數' }) },
        kpi('107=60.1|108=60.5', { unit: '%', formula: '合格人數 / 報考人數' }),
      ],
      ['agency/CC1.1/107', 'agency/CC1.1/108'],
    ],
    [
      'another formula',
      [
        { level: 'city', ...kpi('107=50.1|108=50.5', { unit: '%', formula: '全市合格人數/報考人數' }) },
        kpi('107=60.1|108=60.5', { unit: '%', formula: '合格人數/報考人數' }),
      ],
      [],
    ],
    [
      'two rows of values under one code',
      [
        { level: 'city', ...kpi('107=50|108=51', { unit: '人' }) },
        {
          kpis: [
            { code: 'CC1.1', unit: '人', actual: '107=60|108=61' },
            { code: 'CC1.1', unit: '人', actual: '107=70|108=71', series: 2 },
          ],
        },
      ],
      [],
    ],
    ['one is rounded', [{ level: 'city', ...kpi('107=95.3|108=96.1|109=97') }, kpi('107=95.27|108=96.1|109=97')], []],
    [
      'the budget of a plan, under one code or two',
      [
        {
          level: 'city',
          plans: [
            { code: 'CC1.1.1', name: '客語推廣計畫', approved: '111=2,577,000', estimated: '112=12,555,000' },
            { code: 'CC1.1.3', name: '客語認證計畫', approved: '111=300,000' },
          ],
        },
        {
          plans: [
            { code: 'CC1.1.1', name: '客語 推廣計畫', approved: '111=2,577,000', estimated: '112=2,555,000' },
            { code: 'CC1.1.2', name: '客語認證計畫', approved: '111=350,000' },
          ],
        },
      ],
      ['agency/CC1.1.1/112', 'agency/CC1.1.2/111'],
    ],
    [
      'budgets of other plans, and one rounded to thousands',
      [
        {
          level: 'city',
          plans: [
            { code: 'CC1.1.1', name: '客語推廣計畫', approved: '111=500,000' },
            { code: 'CC1.1.2', name: '客語認證計畫', approved: '111=2,577,000' },
          ],
        },
        {
          plans: [
            { code: 'CC1.1.1', name: '客家慶典計畫', approved: '111=700,000' },
            { code: 'CC1.1.2', name: '客語認證計畫', approved: '111=2,577,321' },
          ],
        },
      ],
      [],
    ],
    [
      'two agencies',
      [
        { organization: '文化局', ...kpi('107=10|108=11|109=12') },
        { organization: '教育局', ...kpi('107=10|108=11|109=13') },
      ],
      [],
    ],
  ],
  'cross-card-code-mismatch': [
    [
      'one plan under two codes',
      [
        { level: 'city', plans: [{ code: 'CC1.1.3', name: '客語推廣' }] },
        { plans: [{ code: 'CC1.1.1', name: '客語 推廣' }] },
      ],
      ['agency/CC1.1.1'],
    ],
    [
      'one code',
      [
        { level: 'city', plans: [{ code: 'CC1.1.1', name: '客語推廣' }] },
        { plans: [{ code: 'CC1.1.1', name: '客語推廣' }] },
      ],
      [],
    ],
  ],
  'composite-budget-mismatch': [
    ['not the sum', [compositeCard('5,000,000')], ['agency/CC1.1.1/111']],
    ['the sum', [compositeCard('3,650,000')], []],
    ['a part without a budget', [compositeCard('5,000,000', '-')], []],
    ...['含客語推廣計畫、藝文展演計畫', '客語推廣計畫/藝文展演計畫', 'CC1.1.2、CC1.1.3', 'CC1.1.2及CC1.1.3'].map(
      (parts): Case => [parts, [compositeCard('5,000,000', '1,500,000', parts)], ['agency/CC1.1.1/111']],
    ),
    ['more than some of its parts', [compositeCard('5,000,000', '1,500,000', '客語推廣計畫、藝文展演計畫等')], []],
    ['less', [compositeCard('3,000,000', '1,500,000', '客語推廣計畫、藝文展演計畫等')], ['agency/CC1.1.1/111']],
    ['a part that is no plan', [compositeCard('5,000,000', '1,500,000', '客語推廣計畫/海外展演計畫')], []],
  ],
  'duplicate-series': [
    [
      'the same in every year',
      [{ kpis: ['AL1.1', 'CL1.1'].map((code) => ({ code, actual: '109=50|110=40', target: '111=55' })) }],
      ['agency/CL1.1'],
    ],
    [
      'one year differs',
      [
        {
          kpis: [
            { code: 'AL1.1', actual: '108=50|109=40|110=55' },
            { code: 'CL1.1', actual: '108=50|109=40|110=65' },
          ],
        },
      ],
      [],
    ],
    [
      'too few figures',
      [
        {
          kpis: [
            { code: 'AL1.1', actual: '109=50|110=40' },
            { code: 'CL1.1', actual: '109=50|110=40' },
          ],
        },
      ],
      [],
    ],
  ],
  'duplicate-kpi-name': [
    [
      'under two objectives',
      [
        {
          kpis: [
            { code: 'AL1.1', name: '學習時數比率' },
            { code: 'BL1.1', name: '學習時數 比率' },
          ],
        },
      ],
      ['agency/AL1.1'],
    ],
    [
      'under one objective',
      [
        {
          kpis: [
            { code: 'AL1.1', name: '學習時數比率' },
            { code: 'AL1.2', name: '學習時數比率' },
          ],
        },
      ],
      [],
    ],
  ],
  'percent-out-of-range': [
    ['a lost decimal point', [kpi('108=93.0|109=936|110=94.1', { unit: '%' })], ['agency/CC1.1/109']],
    ['below nothing', [kpi('108=93|109=-5|110=94', { unit: '%' })], ['agency/CC1.1/109']],
    ['above 100 in all years', [kpi('108=105|109=110|110=120', { unit: '%' })], []],
    ['a rate of growth', [kpi('108=3|109=-5|110=4', { unit: '%', name: '人次成長率' })], []],
    ['no percentage', [kpi('108=93|109=936|110=94', { unit: '人' })], []],
  ],
  'target-below-actual': [
    ['far below', [kpi('110=260,000', { target: '111=56,000' })], ['agency/CC1.1/111']],
    ['a little below', [kpi('110=10,152', { target: '111=10,040' })], []],
    ['above', [kpi('110=10', { target: '111=20' })], []],
    ['no actual', [kpi('110=-', { target: '111=20' })], []],
  ],
  'year-on-year-jump': [
    ['about tenfold', [kpi('108=5,000|109=49,773|110=9,951')], ['agency/CC1.1/109']],
    ['a tenth', [kpi('108=5,010|109=501')], ['agency/CC1.1/109']],
    ['small counts', [kpi('108=2|109=34')], []],
    ['fourfold', [kpi('108=12.98|109=52.26')], []],
    ['from nothing', [kpi('108=0|109=5,000')], []],
    [
      'a percentage without a digit',
      [kpi('107=74.1|108=74.6|109=7.5|110=75.3')],
      ['agency/CC1.1/109', 'agency/CC1.1/110'],
    ],
    [
      'a share among percentages',
      [kpi('109=95|110=0.952|111=97', { unit: '%' })],
      ['agency/CC1.1/110', 'agency/CC1.1/111'],
    ],
    ['whole percentages', [kpi('108=74|109=75|110=7', { unit: '％' })], ['agency/CC1.1/110']],
    ['small counts of one size', [kpi('107=2|108=2|109=3|110=34')], []],
    ['nothing to hold it against', [kpi('109=74.1|110=7.5')], []],
    ['the other years differ', [kpi('107=3.1|108=12.4|109=0.5|110=1.9', { unit: '%' })], []],
    ['a rate of change', [kpi('107=1.2|108=1.5|109=1.3|110=8.9', { unit: '%', name: '觀光人次成長率' })], []],
  ],
  'split-number': [['a cut number', [kpi('110=10,600,00 0')], ['agency/CC1.1/110']]],
  'malformed-number': [['a long group', [kpi('110=1,4004,000')], ['agency/CC1.1/110']]],
  'ungrouped-number': [
    ['among grouped numbers', [kpi('105=1,100|106=1,200|107=1,300|108=1,400|109=60000')], ['agency/CC1.1/109']],
    ['among its like', [kpi('105=1100|106=1200|107=1300|108=1400|109=6000')], []],
    ['too small', [kpi('105=1,100|106=1,200|107=1,300|108=1,400|109=850')], []],
  ],
}

function compositeCard(whole: string, part = '1,500,000', parts = '客語推廣計畫及藝文展演計畫'): CardSpec {
  return {
    plans: [
      { code: 'CC1.1.1', name: `整合計畫(${parts})`, approved: `111=${whole}` },
      { code: 'CC1.1.2', name: '客語推廣計畫', approved: '111=2,150,000' },
      { code: 'CC1.1.3', name: '辦理藝文展演計畫', approved: `111=${part}` },
    ],
  }
}

describe.each(Object.entries(cases))('%s', (rule, list) => {
  it.each(list)('%s', (_, cards, places, extras) => {
    expect(placesOf(rule, cards, extras)).toEqual(places)
  })
})

describe('what an anomaly says', () => {
  it('is its message with the parameters filled in, in either wording', () => {
    const all = Object.values(cases).flatMap((list) => list.flatMap(([, cards, , extras]) => check(cards, extras)))
    expect(all.length).toBeGreaterThan(20)
    const wordings = new Map([...documentRules, ...repairRules].map((rule) => [rule.id, rule.messages]))
    for (const anomaly of all) {
      expect(anomaly.message, anomaly.rule).not.toMatch(/\{\w+\}/)
      const names = [...(wordings.get(anomaly.rule)?.['zh-TW'] ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      for (const name of names) expect(anomaly.parameters, anomaly.rule).toHaveProperty(name ?? '')
    }
  })

  it('tells that two names are swapped, of both, though a third objective has one of the names', () => {
    const anomalies = check([{ objectives: ['AL1 專業能力', 'BL1 行銷能力', 'CL1 專業能力'] }], {
      map: { AL1: '專業能力', BL1: '專業能力', CL1: '行銷能力' },
    })
    expect(anomalies.map((anomaly) => anomaly.message.match(/swapped with \w+/)?.[0])).toEqual([
      'swapped with CL1',
      'swapped with BL1',
    ])
  })

  it('has the severity that a person gives it, or is silent', () => {
    const cards = [kpi('108=2,000|109=34,000|110=8,83,000')]
    const severityOf = (severities: object) =>
      Object.fromEntries(check(cards, {}, severities).map(({ rule, severity }) => [rule, severity]))
    expect(severityOf({})).toEqual({ 'unreadable-number': 'error', 'year-on-year-jump': 'warning' })
    expect(severityOf({ 'year-on-year-jump': 'info', 'unreadable-number': 'off' })).toEqual({
      'year-on-year-jump': 'info',
    })
  })
})

describe('rules that tell what earlier stages found', () => {
  const place = { card: 1, level: 'agency', code: 'CC1.1', series: 1, field: 'actual', rocYear: 110 } as const
  const finding = (rule: string) => ({
    rule,
    place,
    parameters: {
      text: '120 130',
      heading: '承諾事項',
      column: '5',
      printed: '8,83,000',
      confidence: '0.60',
      page: '3',
      problem: 'needs-ocr',
      detail: 'a picture',
    },
    printed: '8,83,000',
    taken: null,
    candidates: [],
    evidence: [],
    pieces: [],
  })

  it.each(['unreadable-number', 'unreadable-page', 'unmapped-column', 'orphan-row', 'ocr-uncertain'])('%s', (rule) => {
    const { scorecard } = resolve([])
    const anomalies = checkDocument({ scorecard, repairs: [], findings: [finding(rule)] }, repairRules)
    expect(anomalies).toMatchObject([{ rule, place, printed: '8,83,000' }])
    expect(anomalies[0]?.message).not.toMatch(/\{\w+\}/)
  })

  it('ocr-uncertain names both readings of a value below the sure confidence, and none above', () => {
    const { scorecard } = resolve([kpi('109=9,490|110=9,851')])
    const [unsure, sure] = scorecard.cards[0]?.kpis[0]?.values ?? []
    const readings = [
      { reader: 'tesseract', text: '9,49O', confidence: 0.6 },
      { reader: 'ppocr', text: '9,490', confidence: 0.7 },
    ]
    Object.assign(unsure ?? {}, { confidence: 0.6, readings })
    Object.assign(sure ?? {}, { confidence: 0.95, readings })
    const anomalies = checkDocument({ scorecard, repairs: [], findings: [] }, repairRules)
    expect(anomalies.map(({ rule, place: at }) => [rule, at.rocYear])).toEqual([['ocr-uncertain', 109]])
    expect(anomalies[0]?.evidence.map((one) => one.detail).join()).toMatch(/9,49O.*9,490/)
  })

  it('ocr-uncertain tells of maps, declared counts and notes as of the cards', () => {
    const { scorecard } = resolve([{ kpis: [{ code: 'CC1.1' }], plans: [{ code: 'CC1.1.1' }] }])
    addExtras(scorecard, { map: { CC1: '鼓勵參與' }, counts: [1, 1, 1] })
    const [note] = scorecard.cards[0]?.plans.map((plan) => plan.note) ?? []
    const [name] = scorecard.strategyMaps[0]?.objectives.map((objective) => objective.name) ?? []
    const count = scorecard.declaredCounts[0]?.actionPlans
    const readings = [{ reader: 'tesseract', text: '?', confidence: 0.6 }]
    Object.assign(note ?? {}, { raw: '併入CC1.1.2', text: '併入CC1.1.2', status: 'printed' })
    for (const datum of [note, name, count]) Object.assign(datum ?? {}, { confidence: 0.6, readings })
    const told = checkDocument({ scorecard, repairs: [], findings: [] }, repairRules)
      .filter(({ rule }) => rule === 'ocr-uncertain')
      .map(({ place: { card, code, field, rocYear } }) => [card, code, field, rocYear])
    expect(told).toEqual([
      [1, 'CC1.1.1', 'note', null],
      [null, 'CC1', 'map_objective_name', null],
      [null, null, 'action_plans', 111],
    ])
  })
})
