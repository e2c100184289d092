import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  differsByOneDigit,
  formatNumber,
  groupDigits,
  listNumberAlternatives,
  lostDigit,
  type NumberForm,
  readNumber,
} from '../../src/language/number.ts'

const readValue = (print: string, unit = ''): number | string => {
  const reading = readNumber(print, unit)
  return reading.kind === 'number' ? reading.value : reading.kind
}

describe('readNumber', () => {
  it.each<[print: string, value: number]>([
    // plain, groups, decimals
    ['0', 0],
    ['37', 37],
    ['60000', 60000],
    ['1,310', 1310],
    ['14,004,000', 14004000],
    ['12.98', 12.98],
    ['.5', 0.5],
    ['1,234.56', 1234.56],
    [' 9,490 ', 9490],
    // signs
    ['-5', -5],
    ['－5', -5],
    ['−5', -5],
    ['△5', -5],
    ['▲5', -5],
    ['(5)', -5],
    ['（1,310）', -1310],
    ['△1,234.5', -1234.5],
    ['+7', 7],
    // full-width forms
    ['１２，３４５', 12345],
    ['－１，３１０', -1310],
    ['５４．５', 54.5],
    // scales
    ['538萬', 5380000],
    ['5千', 5000],
    ['1.2億', 120000000],
    ['7萬0,359', 70359],
    ['7萬359', 70359],
    ['1億2,345萬', 123450000],
    ['3千萬', 30000000],
    ['△538萬', -5380000],
    ['538萬元', 5380000],
    // marks
    ['93.5%', 93.5],
    ['５４％', 54],
    ['2.5‰', 2.5],
    ['-3%', -3],
    // letters among digits
    ['1O,500', 10500],
    ['l2,000', 12000],
    ['1,2O4', 1204],
    ['264914127882302', 264914127882302],
    ['0000000000000012', 12],
    ['0.123456789012345', 0.123456789012345],
    // footnotes
    ['1,234*', 1234],
    ['1,234※', 1234],
    ['96註1', 96],
    ['96(註2)', 96],
    ['55①', 55],
  ])('reads %j as %d', (print, value) => {
    expect(readValue(print)).toBe(value)
  })

  it.each(['', ' ', '-', '－', '—', '--', '...', 'N/A', 'n.a.', '無', '無資料', '不適用'])(
    'takes %j as missing',
    (print) => {
      expect(readNumber(print).kind).toBe('missing')
    },
  )

  it.each([
    '1,4004,000',
    '4,0282,000',
    '8,83,000',
    '10,600,00 0',
    '12.98 52.26',
    '1.2.3',
    ',500',
    '1,',
    '1,2345',
    '2649141278823028',
    '２６４９１４１２７８８２３０２８２',
    '2,649,141,278,823,028',
    '012,345',
    '0,500',
  ])('calls %j malformed', (print) => {
    expect(readNumber(print).kind).toBe('malformed')
  })

  it.each(['達成', '約3成', '95以上', 'CC1.1.1', '12人/8場', 'O', '萬', '3萬5億', '12萬3', '1億2', '1-2'])(
    'takes %j for no number',
    (print) => {
      expect(['text', 'malformed']).toContain(readNumber(print).kind)
      expect(readNumber(print).kind).not.toBe('number')
    },
  )

  it.each<[print: string, unit: string, value: number | 'text']>([
    ['1,234人', '人', 1234],
    ['1,234人次', '人', 'text'],
    ['12場', '場次', 12],
    // words that the unit has, too, and that make another figure of it
    ['80以上', '滿意度達80分以上之人數比率', 'text'],
    ['3以內', '誤差在三天以內之件數', 'text'],
    ['5減少', '較去年減少之件數', 'text'],
    // another mark than the unit's
    ['5‰', '%', 'text'],
    ['5%', '‰', 'text'],
    ['5‰', '‰', 5],
    ['50%', '元', 'text'],
    ['50%', '千元', 'text'],
    ['95%', '人次', 'text'],
    ['95%', '場次', 'text'],
    ['95%', '滿意度', 95],
    ['95%', '達成率', 95],
    ['95%', '百分比', 95],
    ['95%', '完訓人數除以報名人數', 95],
    ['95%', '當年度各課程結訓人數', 95],
    ['95%', '', 95],
    // a unit of another scale behind the figure: in the unit of the column
    ['5.1萬人次', '萬人次', 5.1],
    ['5.1萬', '萬人次', 5.1],
    ['53,800人次', '萬人次', 5.38],
    ['5,300人', '千人', 5.3],
    ['5.3人次', '萬人次', 'text'],
    ['12件', '千件', 'text'],
    ['3百萬', '百萬元', 3],
    ['2千萬', '千萬元', 2],
    ['2十億', '十億元', 2],
    ['3百萬', '元', 3_000_000],
    ['80%', '無', 80],
    ['12萬人', '千人', 120],
    ['12萬', '千人', 120],
    ['5萬人次', '人次', 50000],
    ['1億2,345萬人', '萬人', 12345],
    ['538萬度', '千度', 5380],
    ['1,200', '千度', 1200],
    ['95分', '百分比', 95],
    // money: in the unit of its column, whatever the cell names
    ['538萬', '萬元', 538],
    ['538萬元', '新臺幣萬元', 538],
    ['1億2,345萬元', '萬元', 12345],
    ['1億2,345萬', '萬元', 12345],
    ['538萬元', '千元', 5380],
    ['538千元', '千元', 538],
    ['1,200元', '千元', 1.2],
    ['3千萬元', '千元', 30000],
    ['1億元', '百萬元', 100],
    ['538百萬元', '百萬元', 538],
    ['538萬元', '元', 5380000],
  ])('reads %j in the unit %s', (print, unit, value) => {
    expect(readValue(print, unit)).toBe(value)
  })

  it.each<[print: string, form: Partial<NumberForm>]>([
    ['12,345', { grouped: true, scaled: false, letters: false }],
    ['60000', { grouped: false }],
    ['538萬', { scaled: true, grouped: false }],
    ['1O,500', { letters: true }],
  ])('says how %j is printed', (print, form) => {
    expect(readNumber(print)).toMatchObject({ kind: 'number', ...form })
  })

  it('gives back every whole number that is printed in groups', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (value) => {
        expect(readValue(groupDigits(String(value)))).toBe(value)
        expect(readValue(`(${groupDigits(String(value))})`)).toBe(value === 0 ? -0 : -value)
      }),
    )
  })

  it('reads full-width print like its ASCII twin', () => {
    const widen = (text: string): string =>
      text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const print = `${whole < 0 ? '-' : ''}${groupDigits(String(Math.abs(whole)))}.${cents}`
        expect(readValue(widen(print))).toBe(readValue(print))
      }),
    )
  })

  it('never throws, and never gives a figure that is no number', () => {
    const figures = fc.string({ unit: fc.constantFrom(...'0123456789.,-－△▲()（）萬億千%‰Ol|註*① 　，．') })
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), figures), (print) => {
        const reading = readNumber(print)
        if (reading.kind === 'number') expect(Number.isFinite(reading.value)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('never reads a sound number of groups with a comma in the wrong place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 1e10 }), fc.nat(), (value, at) => {
        const digits = String(value)
        const cut = 1 + (at % (digits.length - 1))
        const print = `${digits.slice(0, cut)},${digits.slice(cut)}`
        const sound = cut <= 3 && digits.length - cut === 3
        expect(readNumber(print).kind).toBe(sound ? 'number' : 'malformed')
      }),
    )
  })
})

describe('listNumberAlternatives', () => {
  it.each<[print: string, alternatives: string[]]>([
    ['1,4004,000', ['14,004,000', '1,004,000', '1,404,000', '1,400,000']],
    ['4,0282,000', ['40,282,000', '4,282,000', '4,082,000', '4,022,000', '4,028,000']],
    ['8,83,000', ['883,000']],
    ['-1,2345', ['-12,345', '-1,345', '-1,245', '-1,235', '-1,234']],
    ['達成', []],
  ])('%s could be %j', (print, alternatives) => {
    expect(
      listNumberAlternatives(print)
        .map((one) => one.text)
        .sort(),
    ).toEqual([...alternatives].sort())
  })

  it('always lists the figure with all digits kept', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99999 }), { minLength: 1, maxLength: 3 }), (groups) => {
        const print = groups.join(',')
        const kept = listNumberAlternatives(print).find((one) => one.how === 'digits-kept')
        expect(kept?.value).toBe(Number(groups.join('')))
      }),
    )
  })
})

describe('digits', () => {
  it.each<[string, boolean]>([
    ['8,83,000', true],
    ['1,4004,000', false],
    ['14,004,000', false],
    ['850', false],
  ])('%s lost a digit: %s', (print, lost) => {
    expect(lostDigit(print)).toBe(lost)
  })

  it.each<[print: string, value: number, expected: boolean]>([
    ['8,83,000', 8883000, true],
    ['8,83,000', 8830000, true],
    ['8,83,000', 883000, false],
    ['8,83,000', 9830000, false],
    ['1,4004,000', 1404000, true],
  ])('%s is one digit away from %d: %s', (print, value, expected) => {
    expect(differsByOneDigit(print, value)).toBe(expected)
  })

  it.each<[number, string]>([
    [14004000, '14004000'],
    [12.98, '12.98'],
    [-5, '-5'],
    [1e21, '1000000000000000000000'],
  ])('formats %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text)
  })
})
