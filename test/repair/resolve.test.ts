/** Figures through the whole repair stage: what is taken, with what record, and what is left unreadable. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupDigits } from '../../src/language/number.ts'
import { resolveFields } from '../../src/repair/resolve.ts'
import { type CardSpec, makeDraft, makeLines, resolve } from '../support/draft.ts'

interface Outcome {
  value: number | null
  status: string
  rules: string[]
}

/** A plan's approved budget among others that are printed in groups. */
function readBudget(print: string, around: Partial<CardSpec> = {}): Outcome {
  const plans = [
    { code: 'CC1.1.1', approved: `111=${print}` },
    ...['1,200,000', '2,150,000', '600,000', '83,000'].map((other, at) => ({
      code: `CC1.1.${at + 5}`,
      approved: `111=${other}`,
    })),
    ...(around.plans ?? []),
  ]
  const { scorecard, repairs } = resolve([{ ...around, plans }])
  const budget = scorecard.cards[0]?.plans[0]?.budgets[0]
  return {
    value: budget?.value ?? null,
    status: budget?.status ?? '',
    rules: repairs.filter((repair) => repair.place.code === 'CC1.1.1').map((repair) => repair.rule),
  }
}

describe('a figure by itself', () => {
  it.each<[print: string, value: number | null, status: string, rules: string[]]>([
    ['1,310', 1310, 'printed', []],
    ['0', 0, 'printed', []],
    ['', null, 'missing', []],
    ['-', null, 'missing', []],
    ['無', null, 'missing', []],
    ['538萬', 5380000, 'repaired', ['scaled-number']],
    ['7萬0,359', 70359, 'repaired', ['scaled-number']],
    ['１，３１０', 1310, 'repaired', ['width-form']],
    ['－1,310', -1310, 'repaired', ['width-form']],
    ['60000', 60000, 'printed', ['ungrouped-number']],
    ['10,600,00 0', 10600000, 'repaired', ['split-number']],
    ['12,000,00\n0', 12000000, 'repaired', ['split-number']],
    ['1,234,\n567', 1234567, 'repaired', ['split-number']],
    ['12. 5', 12.5, 'repaired', ['split-number']],
    // no digit group that was cut: two figures, one, or one whose point is lost
    ['12 0', null, 'unreadable', []],
    ['12\n0', null, 'unreadable', []],
    ['300 0', null, 'unreadable', []],
    ['5 00', null, 'unreadable', []],
    ['12.5 00', null, 'unreadable', []],
    ['1,234.5\n00', null, 'unreadable', []],
    ['1,200.5 0', null, 'unreadable', []],
    ['1234.5', 1234.5, 'printed', ['ungrouped-number']],
    ['1,4004,000', 14004000, 'repaired', ['malformed-number']],
    ['1O,500', 10500, 'repaired', ['malformed-number']],
    ['1,234.000', 1234000, 'repaired', ['malformed-number']],
    ['234.500', 234500, 'repaired', ['malformed-number']],
    ['１，２３４．０００', 1234000, 'repaired', ['malformed-number', 'width-form']],
    ['１，２３４，\n５６７', 1234567, 'repaired', ['split-number', 'width-form']],
    ['- 5', -5, 'printed', []],
    ['1,234 元', 1234, 'printed', []],
    ['1,234,000 (註)', 1234000, 'printed', []],
    ['1,234,000\n(註1)', 1234000, 'printed', []],
    ['1,234.\n000', 1234000, 'repaired', ['malformed-number']],
    ['1.234.000', 1234000, 'repaired', ['malformed-number']],
    ['1.234,000', 1234000, 'repaired', ['malformed-number']],
    ['8,83,000', null, 'unreadable', []],
    ['12.98 52.26', null, 'unreadable', []],
    ['120 130', null, 'unreadable', []],
    ['1,200 1,300', null, 'unreadable', []],
    ['1,200 300', null, 'unreadable', []],
    ['1,200\n1,300', null, 'unreadable', []],
    ['約3成', null, 'unreadable', []],
    ['\ufffd\ufffd', null, 'unreadable', []],
  ])('%j is %s, %s', (print, value, status, rules) => {
    expect(readBudget(print)).toEqual({ value, status, rules })
  })

  it('lists the joined number where joining is a guess', () => {
    const { findings } = resolve([{ plans: [{ code: 'CC1.1.1', approved: '111=12 0' }] }])
    expect(findings[0]).toMatchObject({ rule: 'unreadable-number', printed: '12 0', taken: null })
    expect(findings[0]?.candidates).toMatchObject([{ value: '120' }])
  })

  it('lists what an unreadable figure could be', () => {
    const { findings } = resolve([{ plans: [{ code: 'CC1.1.1', approved: '111=8,83,000' }] }])
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ rule: 'unreadable-number', printed: '8,83,000', taken: null })
    expect(findings[0]?.candidates.map((candidate) => candidate.value)).toContain('883,000')
  })

  it('scales the budgets of a column in thousands', () => {
    const { scorecard } = resolve([{ plans: [{ code: 'CC1.1.1', approved: '111=1,310.5|112=-' }] }], { scale: 1000 })
    expect(scorecard.cards[0]?.plans[0]?.budgets.map((budget) => budget.value)).toEqual([1310500, null])
  })

  it('keeps every digit of a scaled amount', () => {
    const { scorecard } = resolve([{ plans: [{ code: 'CC1.1.1', approved: '111=7,553,141,685' }] }], { scale: 1000 })
    expect(scorecard.cards[0]?.plans[0]?.budgets[0]?.value).toBe(7_553_141_685_000)
  })

  it('calls ink without text unreadable, never empty', () => {
    const draft = makeDraft([{ plans: [{ code: 'CC1.1.1', approved: '111=' }] }])
    for (const field of draft.fields) if (field.kind === 'number') field.ink = true
    const { findings } = resolveFields(draft)
    expect(findings.map((finding) => finding.rule)).toEqual(['unreadable-number'])
    expect(draft.scorecard.cards[0]?.plans[0]?.budgets[0]).toMatchObject({ value: null, status: 'unreadable' })
  })
})

it('a repair of a full-width figure says it in normal form', () => {
  const { repairs } = resolve([{ plans: [{ code: 'CC1.1.1', approved: '111=１，２３４，\n５６７' }] }])
  expect(repairs.map(({ rule, before, after }) => [rule, before, after])).toEqual([
    ['split-number', '１，２３４，\n５６７', '1,234,567'],
    ['width-form', '１，２３４，\n５６７', '1,234,567'],
  ])
})

it('a per cent mark behind a space is how it is printed', () => {
  const { scorecard, repairs } = resolve([{ kpis: [{ code: 'CC1.1', unit: '%', actual: '110=98.5 %' }] }])
  expect(scorecard.cards[0]?.kpis[0]?.values[0]).toMatchObject({ value: 98.5, status: 'printed' })
  expect(repairs).toEqual([])
})

describe('three decimals', () => {
  const readValue = (actual: string) => {
    const { scorecard, repairs } = resolve([{ kpis: [{ code: 'CC1.1', actual }] }])
    const [value] = scorecard.cards[0]?.kpis[0]?.values ?? []
    return [value?.value, value?.status, ...repairs.map((repair) => repair.rule)]
  }
  it.each<[name: string, actual: string, outcome: unknown[]]>([
    [
      'a group among whole figures in groups',
      '110=45.200|109=45,100|111=45,700',
      [45200, 'repaired', 'malformed-number'],
    ],
    ['far from the others either way', '110=45.200|109=945,100', [null, 'unreadable']],
    ['near to the others as it stands', '110=1,234.567|109=1,230', [1234.567, 'printed']],
    ['decimals among decimals', '110=45.200|109=1,045.1', [45.2, 'printed']],
    ['others without groups', '110=1.200|109=985', [1.2, 'printed']],
    ['nothing to hold it against', '110=45.200', [45.2, 'printed']],
    ['less than one', '110=0.999|109=1,200', [0.999, 'printed']],
  ])('%s', (_, actual, outcome) => {
    expect(readValue(actual)).toEqual(outcome)
  })

  it('stand in a budget of thousands', () => {
    const { scorecard } = resolve([{ plans: [{ code: 'CC1.1.1', approved: '111=1,234.567' }] }], { scale: 1000 })
    expect(scorecard.cards[0]?.plans[0]?.budgets[0]).toMatchObject({ value: 1234567, status: 'printed' })
  })

  it('of an amount are named as what they are', () => {
    const plan = { code: 'CC1.1.1', approved: '111=1,234.000', estimated: '112=1,234,000' }
    const { repairs } = resolve([{ plans: [plan] }])
    expect(repairs[0]?.candidates[0]).toMatchObject({ value: '1,234,000' })
    expect(repairs[0]?.candidates[0]?.because.map((evidence) => evidence.wording)).toEqual([
      'point-for-comma',
      'others-grouped',
      'same-row',
    ])
  })
})

describe('a malformed figure and its witnesses', () => {
  it('is inferred from the same plan on another card, though its own digits do not tell it', () => {
    const { scorecard, repairs } = resolve([
      { level: 'city', plans: [{ code: 'CC1.1.1', name: '客家文化節計畫', approved: '111=8,83,000' }] },
      { plans: [{ code: 'CC1.1.1', name: '客家文化節計畫', approved: '111=8,883,000' }] },
    ])
    expect(scorecard.cards[0]?.plans[0]?.budgets[0]).toMatchObject({ value: 8883000, status: 'inferred' })
    expect(repairs[0]?.candidates[0]?.because.map((evidence) => evidence.kind)).toContain('same-value-elsewhere')
  })

  it('names the sum of the plans that it lists beside its own digits', () => {
    const { scorecard, findings } = resolve([
      {
        plans: [
          { code: 'CC1.1.1', name: '整合計畫(客語計畫、藝文計畫)', approved: '111=3,6504,000' },
          { code: 'CC1.1.2', name: '客語計畫', approved: '111=2,154,000' },
          { code: 'CC1.1.3', name: '藝文計畫', approved: '111=1,500,000' },
        ],
      },
    ])
    const budget = scorecard.cards[0]?.plans[0]?.budgets[0]
    const sum = findings[0]?.candidates.find((one) => one.because.some((evidence) => evidence.kind === 'sum-of-parts'))
    expect(sum?.value).toBe('3,654,000')
    // All digits kept against the sum: two sound readings, and a person decides.
    expect(findings[0]?.candidates[0]?.value).toBe('36,504,000')
    expect(budget).toMatchObject({ value: null, status: 'unreadable' })
  })

  it('is the rest of a sum whose other parts are sound', () => {
    const { scorecard } = resolve([
      {
        plans: [
          { code: 'CC1.1.1', name: '整合計畫(客語計畫、藝文計畫)', approved: '111=10,383,000' },
          { code: 'CC1.1.2', name: '客語計畫', approved: '111=8,83,000' },
          { code: 'CC1.1.3', name: '藝文計畫', approved: '111=1,500,000' },
        ],
      },
    ])
    expect(scorecard.cards[0]?.plans[1]?.budgets[0]).toMatchObject({ value: 8883000, status: 'inferred' })
  })

  it('of a KPI is inferred from the same KPI on another card', () => {
    const { scorecard } = resolve([
      { level: 'city', kpis: [{ code: 'CC1.1', actual: '110=1,2,345' }] },
      { kpis: [{ code: 'CC1.1', actual: '110=12,345' }] },
    ])
    expect(scorecard.cards[0]?.kpis[0]?.values[0]).toMatchObject({ value: 12345, status: 'repaired' })
  })

  it('is told by a card that prints 元 where this one prints 千元', () => {
    const draft = makeDraft([
      { plans: [{ code: 'CC1.1.1', name: '客家文化節計畫', approved: '111=8,83,000' }] },
      { level: 'city', plans: [{ code: 'CC1.1.1', name: '客家文化節計畫', approved: '111=8,883,000,000' }] },
    ])
    for (const field of draft.fields) if (field.kind === 'number' && field.place.card === 1) field.scale = 1000
    resolveFields(draft)
    const [here, there] = draft.scorecard.cards.map((card) => card.plans[0]?.budgets[0])
    expect(here).toMatchObject({ value: there?.value, status: 'inferred' })
  })

  it('stays unreadable where two readings are told elsewhere', () => {
    const { scorecard, findings } = resolve([
      { level: 'city', plans: [{ code: 'CC1.1.1', name: '客家文化節計畫', approved: '111=8,83,000' }] },
      { plans: [{ code: 'CC1.1.1', name: '客家文化節計畫', approved: '111=8,883,000' }] },
      { level: 'city', plans: [{ code: 'CC1.1.1', name: '客家文化節計畫', approved: '111=8,839,000' }] },
    ])
    expect(scorecard.cards[0]?.plans[0]?.budgets[0]).toMatchObject({ value: null, status: 'unreadable' })
    expect(
      findings[0]?.candidates
        .slice(0, 2)
        .map((candidate) => candidate.value)
        .sort(),
    ).toEqual(['8,839,000', '8,883,000'])
  })
})

describe('text of a scan', () => {
  const scanned = (second: string) => {
    const draft = makeDraft([
      {
        plans: ['瓣理書展', '辦理影展', '辦理講座', '辦理書市'].map((name, at) => ({ code: `CC1.1.${at + 1}`, name })),
      },
    ])
    for (const field of draft.fields) {
      if (field.raw !== '瓣理書展') continue
      const readings = [field.raw, second].map((text, at) => ({ reader: `reader${at}-a`, text, confidence: 0.8 }))
      field.lines = field.lines.map((line) => ({ ...line, readings }))
    }
    return draft
  }

  it('is settled by the rest of the document, on record and to be looked at', () => {
    const draft = scanned('辦理書展')
    const { repairs } = resolveFields(draft)
    expect(draft.scorecard.cards[0]?.plans[0]?.name).toMatchObject({
      text: '辦理書展',
      status: 'repaired',
      confidence: 0.85,
    })
    expect(repairs.map(({ rule, before, after }) => [rule, before, after])).toEqual([
      ['ocr-consensus', '瓣理書展', '辦理書展'],
    ])
  })

  it('stays as read where that repair is turned off', () => {
    const draft = scanned('辦理書展')
    resolveFields(draft, ['ocr-consensus'])
    expect(draft.scorecard.cards[0]?.plans[0]?.name).toMatchObject({ text: '瓣理書展', status: 'printed' })
  })
})

describe('a figure of a picture', () => {
  const readScanned = (print: string, second: string) => {
    const draft = makeDraft([{ kpis: [{ code: 'CC1.1', actual: `111=${print}|110=14.6` }] }])
    for (const field of draft.fields) {
      if (field.raw !== print) continue
      const readings = [print, second].map((text, at) => ({ reader: `reader${at}-a`, text, confidence: 0.95 }))
      field.lines = field.lines.map((line) => ({ ...line, readings }))
    }
    const { repairs } = resolveFields(draft)
    const [value] = draft.scorecard.cards[0]?.kpis[0]?.values ?? []
    return [value?.value, ...repairs.map(({ rule }) => rule)]
  }

  it.each([
    ['a white gap may hide a point', '14 8', '148', null],
    ['a gap filled with a digit that only one reader saw', '15 8', '1558', null],
    ['a nought behind a gap is no piece of a number that was cut', '64 0', '64 0', null],
    ['a point that one reader saw in the gap', '14 8', '14.8', 14.8, 'ocr-consensus'],
    ['groups tell that nothing is missing in the gap', '10,600,00 0', '10,600,00 0', 10600000, 'split-number'],
  ])('%s: %s, %s', (_, print, second, value, ...rules) => {
    expect(readScanned(print, second)).toEqual([value, ...rules])
  })
})

describe('a cell without usable text', () => {
  it.each([
    ['text', ''],
    ['text', '辦理\ufffd\ufffd活動'],
    ['owners', ''],
    ['owners', '研究\ufffd展組'],
  ] as const)('of %s, %j, is unreadable, never missing', (kind, print) => {
    const draft = makeDraft([{ plans: [{ code: 'CC1.1.1', name: print, owners: print }] }])
    for (const field of draft.fields) field.ink = field.kind === kind
    const { findings } = resolveFields({ ...draft, fields: draft.fields.filter((field) => field.ink) })
    const [plan] = draft.scorecard.cards[0]?.plans ?? []
    expect([plan?.name, plan?.owners].map((datum) => datum?.status)).toContain('unreadable')
    expect(findings.map(({ rule, parameters }) => [rule, parameters])).toContainEqual([
      'ocr-uncertain',
      { printed: print === '' ? '(ink)' : print, confidence: '0.00' },
    ])
  })
})

describe('a number over two lines', () => {
  it.each<[print: string, full: boolean | null, value: number | null, confidence: number]>([
    // may be two numbers
    ['1234\n5678', true, 12345678, 0.7],
    ['1234\n5678', false, null, 0],
    ['1234\n5678', null, null, 0],
    ['12\n0', true, 120, 0.7],
    ['12\n0', false, null, 0],
    // a digit group is cut
    ['12,000,00\n0', true, 12000000, 0.97],
    ['12,000,00\n0', null, 12000000, 0.97],
    ['12,000,00\n0', false, 12000000, 0.7],
  ])('%j, the first of which was full: %s', (print, full, value, confidence) => {
    const draft = makeDraft([{ plans: [{ code: 'CC1.1.1', approved: `111=${print}` }] }])
    for (const field of draft.fields) if (field.kind === 'number') field.lines = makeLines(field.raw, full)
    const { repairs } = resolveFields(draft)
    expect(draft.scorecard.cards[0]?.plans[0]?.budgets[0]).toMatchObject({ value, confidence })
    expect(repairs.map((repair) => repair.rule)).toEqual(value === null ? [] : ['split-number'])
  })
})

describe('a figure in another unit than its column', () => {
  it.each<[print: string, unit: string, value: number | null, status: string]>([
    ['53,800人次', '萬人次', 5.38, 'repaired'],
    ['5.1', '萬人次', 5.1, 'printed'],
    ['5.1萬人次', '萬人次', 5.1, 'printed'],
    ['5.3人次', '萬人次', null, 'unreadable'],
    ['1,200元', '千元', 1.2, 'repaired'],
    ['50%', '元', null, 'unreadable'],
    ['95%', '人次', null, 'unreadable'],
  ])('%s among %s is %s, %s', (print, unit, value, status) => {
    const draft = makeDraft([{ plans: [{ code: 'CC1.1.1', approved: `111=${print}` }] }])
    for (const field of draft.fields) field.unit = unit
    const { repairs } = resolveFields(draft)
    expect(draft.scorecard.cards[0]?.plans[0]?.budgets[0]).toMatchObject({ value, status })
    expect(repairs.map((repair) => repair.rule)).toEqual(status === 'repaired' ? ['scaled-number'] : [])
  })
})

describe('a comma in the wrong place', () => {
  it.each([
    ['35,97,000', '112=3,544,000', 3597000, 'repaired'],
    ['4,0282,000', '112=39,920,000', 40282000, 'repaired'],
    ['8,83,000', '112=8,830,000', 8830000, 'inferred'],
    ['20,27,000', '112=19,276,000', null, 'unreadable'],
  ] as const)('%s beside %s', (print, estimated, value, status) => {
    const draft = makeDraft([{ plans: [{ code: 'CC1.1.1', approved: `111=${print}`, estimated }] }])
    resolveFields(draft)
    expect(draft.scorecard.cards[0]?.plans[0]?.budgets[0]).toMatchObject({ value, status })
  })
})

describe('a repair that is turned off', () => {
  it.each([
    ['malformed-number', '1,4004,000'],
    ['split-number', '10,600,00 0'],
    ['scaled-number', '538萬'],
    ['width-form', '５４'],
  ])('%s leaves %s unreadable', (rule, print) => {
    const draft = makeDraft([{ plans: [{ code: 'CC1.1.1', approved: `111=${print}` }] }])
    const { repairs, findings } = resolveFields(draft, [rule])
    expect(draft.scorecard.cards[0]?.plans[0]?.budgets[0]).toMatchObject({ value: null, status: 'unreadable' })
    expect(repairs).toEqual([])
    expect(findings.map((finding) => finding.rule)).toEqual(['unreadable-number'])
  })
})

describe('any figure', () => {
  it('that is cut at any place is given back, or left unreadable: never another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 1e9 }), fc.nat(), fc.constantFrom(' ', '\n'), (figure, at, gap) => {
        const print = groupDigits(String(figure))
        const cut = 1 + (at % (print.length - 1))
        const { value, status } = readBudget(`${print.slice(0, cut)}${gap}${print.slice(cut)}`)
        if (value === null) expect(status).toBe('unreadable')
        else expect([value, status]).toEqual([figure, 'repaired'])
      }),
    )
  })

  it('keeps the print, and has a record where the value is not the print', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789,. 萬Ol－('), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(digits, (print) => {
        const { scorecard, repairs, findings } = resolve([{ plans: [{ code: 'CC1.1.1', approved: `111=${print}` }] }])
        const budget = scorecard.cards[0]?.plans[0]?.budgets[0]
        expect(budget?.raw).toBe(print)
        if (budget?.status === 'unreadable')
          expect(findings.some((finding) => finding.rule === 'unreadable-number')).toBe(true)
        if (budget?.status === 'repaired')
          expect(repairs.some((repair) => repair.place.field === 'approved')).toBe(true)
        if (budget?.status === 'printed') expect(budget.value).not.toBeNull()
        if (budget?.status === 'missing' || budget?.status === 'unreadable') expect(budget.value).toBeNull()
      }),
    )
  })
})
