import { beforeAll, describe, expect, it } from 'vitest'
import type { Named } from '../../../src/page/scan/choice.ts'
import { combineNumber, isWellGrouped, looksNumeric, settlePoints } from '../../../src/page/scan/combine-number.ts'
import { combineText, needsThird } from '../../../src/page/scan/combine-text.ts'
import { findMarkShapes, type MarkShape } from '../../../src/page/scan/mark-shapes.ts'
import { settlePerMille } from '../../../src/page/scan/per-mille.ts'
import { loadVariants } from '../../../src/page/scan/variants.ts'

/** A reading with characters an em apart; `sure` gives the confidence of single characters, others are 0.98. */
function reading(reader: string, text: string, sure: Record<string, number> = {}, em = 30): Named {
  let x = 0
  const characters = [...text].map((character) => {
    const width = /\p{Script=Han}/u.test(character) ? em : em / 2
    x += width
    return { text: character, confidence: sure[character] ?? 0.98, x0: x - width, x1: x }
  })
  return { reader, reading: { text, confidence: 0.9, characters } }
}

const space = (text: string, pluses: number[] = [], stacked = true, marks: number[] = []) => ({
  pluses,
  marks: marks.map((x) => ({ x, text: '，' as const })),
  stacked,
  em: 30,
  x0: 0,
  x1: [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 30 : 15), 0),
})

describe('a line of text from two readings', () => {
  beforeAll(loadVariants)

  it.each([
    [
      'the Simplified form of the same character counts as agreement',
      '人數(含線上課程',
      '人数(含线上课程',
      {},
      {},
      '人數(含線上課程',
    ],
    ['a stroke that the second takes for a bar', '引進外籍', '引|進外籍', {}, { '|': 0.97 }, '引進外籍'],
    ['the Japanese form of it, too', '結合產業資源', '結合産業資源', { 產: 0.9 }, { 産: 0.99 }, '結合產業資源'],
    ['a sure second reader overrules a doubtful first', '文教推席', '文教推廣', { 席: 0.93 }, { 廣: 0.81 }, '文教推廣'],
    ['a sure first reader stands against a doubtful second', '辦理', '瓣理', {}, { 瓣: 0.6 }, '辦理'],
    [
      'a letter that looks like a 1 gives way in a code',
      'ACl.1參與',
      'AC1.1參與',
      { l: 0.95 },
      { '1': 0.99 },
      'AC1.1參與',
    ],
    ['a quote between phrases is a comma', '具,強化資', '具’強化資', { ',': 0.91 }, { '’': 0.56 }, '具,強化資'],
    ['a quote that both read between phrases', '落實稽核’縮短', '落實稽核’縮短', {}, {}, '落實稽核，縮短'],
    ['what readers make of a closing bracket', '於「業務管理,項下', '於「業務管理：項下', {}, {}, '於「業務管理」項下'],
    ['a colon that both read within brackets', '「備註：項下', '「備註：項下', {}, {}, '「備註：項下'],
    ['里 that the second reader alone saw', '公裡', '公里', { 裡: 0.6 }, { 里: 0.99 }, '公里'],
    ['the Simplified form of 臺', '臺北', '台北', {}, { 台: 0.99 }, '臺北'],
    ['a letter that one reader takes for a stroke', '就業!組', '就業L組', {}, { L: 0.5 }, '就業L組'],
    ['入 that one reader sees', '規費收入', '規費收人', {}, { 人: 0.99 }, '規費收入'],
    ['入 that the other sees', '規費收人', '規費收入', {}, {}, '規費收入'],
    [
      'an asterisk that the first reader takes for a quote',
      '數)“100%',
      '數)*100%',
      { '“': 0.96 },
      { '*': 0.6 },
      '數)*100%',
    ],
    [
      'a multiplication sign that the first cannot write',
      '算數>100',
      '算數x100',
      { '>': 0.94 },
      { x: 0.64 },
      '算數×100',
    ],
    [
      'a letter beside a digit is the same character, the one after it another',
      'TFz擴大財源',
      'TF2大財源',
      { z: 0.9, 擴: 0.98 },
      {},
      'TF2擴大財源',
    ],
    ['× against a sure asterisk', '算數*100', '算數×100', { '*': 0.985 }, { '×': 0.85 }, '算數×100'],
    ['an unsure semicolon is a comma', '動網絡,營', '動網絡；營', { ',': 0.93 }, { '；': 0.43 }, '動網絡,營'],
    ['a sure semicolon stays', '動網絡,營', '動網絡；營', { ',': 0.93 }, { '；': 0.97 }, '動網絡；營'],
    ['a capital I that both read stays', 'KPI數', 'KPI數', {}, {}, 'KPI數'],
    [
      'noise that only the first reader saw is dropped',
      '局合作。,並',
      '局合作，並',
      { '。': 0.89 },
      { '，': 0.97 },
      '局合作,並',
    ],
  ])('%s', (_, first, second, firstSure, secondSure, expected) => {
    const combined = combineText(
      reading('a', first, firstSure),
      reading('b', second, secondSure),
      () => true,
      space(expected),
    )
    expect(combined.text).toBe(expected)
  })

  it.each([
    ['預算數x100%', '預算數x100%', false],
    ['x100%', 'x100%', false],
    ['預算數×100%', '預算數×100%', true],
    ['Taxi數', 'Taxi數', true],
  ])('x before a figure may be ×: %s and %s', (first, second, isSure) => {
    const { text, confidence } = combineText(reading('a', first), reading('b', second), () => true, space(first))
    expect(text).toBe(first)
    expect(confidence > 0.9).toBe(isSure)
  })

  it('keeps a character that the second reader cannot write and left room for', () => {
    const second = reading('b', '關成功因')
    for (const character of second.reading.characters.slice(1)) {
      character.x0 += 30
      character.x1 += 30
    }
    const knows = (character: string) => character !== '鍵'
    const combined = combineText(reading('a', '關鍵成功因'), second, knows, space('關鍵成功因'))
    expect(combined.text).toBe('關鍵成功因')
    expect(combined.confidence).toBeGreaterThan(0.9)
  })

  it('drops a character for which the second reader left no room', () => {
    const combined = combineText(reading('a', '急救人總'), reading('b', '急救總'), () => true, space('急救總'))
    expect(combined.text).toBe('急救總')
  })

  it.each([
    ['of the second reader, where the first reads nothing', '', '务', undefined, '務'],
    ['of the third reading, which takes the place of a blank first', '', '务', '務', '務'],
  ])('takes the lone reading %s', (_, first, second, third, expected) => {
    const named = third === undefined ? undefined : reading('c', third)
    const readings = [reading('a', first), reading('b', second, { 务: 0.6 })] as const
    const combined = combineText(...readings, () => true, space(expected), named)
    expect(combined.text).toBe(expected)
    if (third === undefined) expect(combined.confidence).toBeLessThan(0.9)
  })

  /** `定期追蹤，鼓勵`: the comma stands in an em of its own. */
  it.each([
    ['neither reader saw', '追蹤鼓勵', '追蹤鼓勵', '追蹤，鼓勵'],
    ['one reader took for a quote', '追蹤鼓勵', '追蹤’鼓勵', '追蹤，鼓勵'],
    ['one reader alone saw', '追蹤鼓勵', '追蹤、鼓勵', '追蹤、鼓勵'],
    ['a reader lost with a character', '追蹤鼓勵', '追鼓勵', '追蹤，鼓勵'],
  ])('a mark of the ink that %s stands, and is not sure', (_, first, second, expected) => {
    const printed = reading('b', second, { '’': 0.3, '、': 0.3 })
    const places: Record<string, number> = { 追: 15, 蹤: 45, '’': 70, '、': 70, 鼓: 105, 勵: 135 }
    for (const character of printed.reading.characters) {
      const middle = places[character.text] ?? Number.NaN
      Object.assign(character, { x0: middle - 10, x1: middle + 10 })
    }
    const line = { ...space(expected, [], false, [70]), x1: 150 }
    const combined = combineText(reading('a', first), printed, () => true, line)
    expect(combined.text).toBe(expected)
    expect(combined.confidence).toBeLessThan(0.9)
  })

  it('small ink that is part of a character is no mark', () => {
    const line = space('追蹤鼓勵', [], false, [47, 20, 100])
    const combined = combineText(reading('a', '追蹤鼓勵'), reading('b', '追蹤鼓勵'), () => true, line)
    expect(combined.text).toBe('追蹤鼓勵')
    expect(combined.confidence).toBeGreaterThan(0.9)
  })

  it.each([
    ['both read 十 for a small cross', '數十節', '數十節', [45], '數+節', false],
    ['one reads a small cross as +', '數十節', '數+節', [37], '數+節', true],
    ['the second loses the character after it', '數十節', '數+', [37], '數+節', true],
    ['十 of its own size stays', '數十節', '數十節', [], '數十節', true],
    ['十 beside a plus sign elsewhere stays', '十月數加其他', '十月數加其他', [105], '十月數加其他', true],
  ])('plus signs: %s', (_, first, second, pluses, expected, isSure) => {
    const third = first === second ? undefined : reading('c', first)
    const combined = combineText(reading('a', first), reading('b', second), () => true, space(expected, pluses), third)
    expect(combined.text).toBe(expected)
    expect(combined.confidence >= 0.9).toBe(isSure)
  })

  it.each([
    ['持服務。促', '持服務；促', false, '持服務，促'],
    ['持服務,促', '持服務;促', false, '持服務,促'],
    ['持服務；促', '持服務；促', false, '持服務；促'],
    ['持服務,促', '持服務；促', true, '持服務；促'],
  ])('%s and %s on a line with marks one over the other (%s)', (first, second, stacked, expected) => {
    const combined = combineText(reading('a', first), reading('b', second), () => true, space(expected, [], stacked))
    expect(combined.text).toBe(expected)
  })

  it('a third reading tells which characters of the two are one place', () => {
    const [first, second, third] = [
      reading('a', '擴太財源', { 太: 0.9 }),
      reading('b', '大財源'),
      reading('c', '擴大財源'),
    ]
    const combined = combineText(first, second, () => true, space('擴大財源'), third)
    expect(combined.text).toBe('擴大財源')
  })

  it.each([
    ['keeps the first, which the second cannot write', 0.96, 0.91, '充電樁'],
    ['takes the other where the third is surer', 0.9, 0.94, '充電椿'],
  ])('two readings against one of a character: %s', (_, sure, surer, expected) => {
    const [first, second] = [reading('a', '充電樁', { 樁: sure }), reading('b', '充電椿', { 椿: 0.89 })]
    const third = reading('c', '充電椿', { 椿: surer })
    const combined = combineText(first, second, (character) => character !== '樁', space('充電樁'), third)
    expect(combined.text).toBe(expected)
    if (expected === '充電樁') expect(combined.confidence).toBeLessThan(0.9)
  })

  it('does not take a lone dash for 一 where the second reader is not sure', () => {
    const combined = combineText(reading('a', '-'), reading('b', '一', { 一: 0.6 }), () => true, space('-'))
    expect(combined.text).toBe('-')
  })

  it.each([
    ['', '務', true],
    ['', '', false],
    ['', '，', false],
    ['務', '務', false],
  ])('asks a third time for %j and %j: %s', (first, second, expected) => {
    expect(needsThird(reading('a', first).reading, reading('b', second).reading, () => true)).toBe(expected)
  })

  it('is surer where the readers agree than where they differ, and tells both readings', () => {
    const agreed = combineText(reading('a', '計畫'), reading('b', '計畫'), () => true, space('計畫'))
    const differing = combineText(reading('a', '容家'), reading('b', '客家', { 客: 0.97 }), () => true, space('客家'))
    expect(agreed.confidence).toBeGreaterThan(0.99)
    expect(differing.confidence).toBeLessThan(0.9)
    expect(differing.readings.map(({ reader, text }) => [reader, text])).toEqual([
      ['b', '客家'],
      ['a', '容家'],
    ])
  })
})

describe('a number from two readings', () => {
  it.each([
    ['both agree', '12,000,000', '12,000,000', {}, '12,000,000'],
    ['what both read stands, though its groups are odd', '1,4004,000', '1,4004,000', {}, '1,4004,000'],
    ['a lone nought read as a letter', '0', 'o', { o: 0.4 }, '0'],
    ['a comma read as a point, where only one is well grouped', '9,934,000', '9,934.000', { '.': 0.6 }, '9,934,000'],
    ['a point that the second reader is sure of', '85,2', '85.2', { '.': 0.99 }, '85.2'],
    ['a digit that the second reader is sure of', '1,950', '1,350', { '3': 1 }, '1,350'],
  ])('%s', (_, digits, second, sure, expected) => {
    expect(combineNumber(reading('digits', digits), reading('b', second, sure)).text).toBe(expected)
  })

  it('is unsure of a number that the readers read differently', () => {
    expect(combineNumber(reading('digits', '1,950'), reading('b', '1,350', { '3': 0.8 })).confidence).toBeLessThan(0.9)
    expect(combineNumber(reading('digits', '1,350'), reading('b', '1,350')).confidence).toBeGreaterThan(0.99)
  })
})

describe('a comma for one reader and a point for the other', () => {
  it.each([
    ['17,981', '17.581', '17,581'],
    ['17,800', '17.800', '17,800'],
    ['36,248,114', '36,248.114', '36,248,114'],
  ])('%s and %s groups three digits, never surely', (digits, second, expected) => {
    const { text, confidence } = combineNumber(reading('digits', digits), reading('b', second))
    expect(text).toBe(expected)
    expect(confidence).toBeLessThan(0.9)
  })

  it('is a point before other digits', () => {
    expect(combineNumber(reading('digits', '85,25'), reading('b', '85.25')).text).toBe('85.25')
  })

  it.each([
    ['80', '8', 2, '80'],
    ['80', '8', 1, '8'],
    ['1,312', '1,12', 4, '1,312'],
    ['76.5', '756.5', 3, '76.5'],
    ['76.5%', '76.50%', 4, '76.5%'],
  ])('%s and %s where the ink shows %i figures', (digits, second, figures, expected) => {
    const { text, confidence } = combineNumber(reading('digits', digits), reading('b', second), { shapes: [], figures })
    expect(text).toBe(expected)
    expect(confidence).toBeLessThan(0.9)
  })
})

describe('points where commas have lost their tails', () => {
  const read = (digits: string, second = digits) => combineNumber(reading('digits', digits), reading('b', second))
  const settle = (lines: ReturnType<typeof read>[], isCoarse: boolean) => settlePoints(lines, isCoarse)
  it.each([
    ['1.423', '1,423'],
    ['36,248.114', '36,248,114'],
    ['95.825.000', '95,825,000'],
  ])('%s of a coarse page groups three digits, never surely', (printed, expected) => {
    const [settled] = settle([read(printed)], true)
    expect(settled?.text).toBe(expected)
    expect(settled?.confidence).toBeLessThan(0.9)
    expect(settled?.readings.map((one) => one.text)).toContain(printed)
  })

  it.each(['85.2', '1,423', '1423.000', '0.12', '1.4234'])('%s of a coarse page stays', (printed) => {
    expect(settle([read(printed)], true)[0]?.text).toBe(printed)
  })

  it('are commas on another page where a reader saw one', () => {
    const texts = settle([read('3,.321', '3.321'), read('3.476')], false).map(({ text }) => text)
    expect(texts).toEqual(['3,321', '3.476'])
  })

  it('are points where all readers see commas elsewhere in the figure', () => {
    const [settled] = settle([read('36,248.114')], false)
    expect(settled?.text).toBe('36,248.114')
    expect(settled?.confidence).toBeGreaterThan(0.99)
  })

  it('are commas on the whole of another page where readers saw several', () => {
    const doubted = ['3.321', '3.700', '3.900'].map((text) => read(text.replace('.', ',.'), text))
    expect(settle([...doubted, read('3.476')], false).map(({ text }) => text)).toEqual([
      '3,321',
      '3,700',
      '3,900',
      '3,476',
    ])
  })
})

describe('the shapes of points and commas', () => {
  it.each<[string, string, string, MarkShape[], string, boolean]>([
    ['settle what both readers took for a comma', '96,3', '96,3', ['.'], '96.3', false],
    ['settle what the readers read differently', '5,.070', '5.070', [','], '5,070', false],
    ['make a sound number doubtful that they contradict', '5.070', '5.070', [','], '5.070', false],
    ['confirm a number', '5,070', '5,070', [','], '5,070', true],
    ['say nothing against what no shape makes sound', '1,4004,000', '1,4004,000', ['.', ','], '1,4004,000', true],
    ['say nothing where there are more of them than marks', '5.070', '5.070', [',', ','], '5.070', true],
  ])('%s', (_, digits, second, shapes, expected, sure) => {
    const combined = combineNumber(reading('digits', digits), reading('b', second), { shapes, figures: null })
    expect(combined.text).toBe(expected)
    expect(combined.confidence > 0.9).toBe(sure)
    expect(combined.readings.some(({ reader }) => reader === 'shape')).toBe(!sure)
  })

  /** Digits 8 pixels wide and 16 high, and marks at their foot: [x, top, height below the digits' top]. */
  const line = (marks: [x: number, y0: number, y1: number][]) => ({
    em: 24,
    components: [0, 20, 40, 60]
      .map((x) => pieceOf(x, 0, x + 8, 16))
      .concat(marks.map(([x, y0, y1]) => pieceOf(x, y0, x + 3, y1))),
  })
  const pieceOf = (x0: number, y0: number, x1: number, y1: number) => ({ x0, y0, x1, y1, area: 1, runs: [] })

  it.each<[string, [number, number, number][], string]>([
    ['a point ends at the foot', [[12, 13, 16]], '.'],
    ['a comma hangs below it', [[12, 14, 20]], ','],
    [
      'a comma in two pieces is one',
      [
        [12, 14, 16],
        [13, 17, 20],
      ],
      ',',
    ],
    [
      'left to right',
      [
        [52, 14, 17],
        [12, 14, 20],
      ],
      ',.',
    ],
    ['the middle of a line has none', [[12, 7, 10]], ''],
    ['a broken foot of a digit is none', [[42, 14, 16]], ''],
  ])('%s', (_, marks, expected) => expect(findMarkShapes(line(marks)).join('')).toBe(expected))
})

it.each([
  ['12,000,000', true],
  ['85.2%', true],
  ['o', true],
  ['1.4004,000', true],
  ['111年', false],
  ['AC1.1', false],
  ['', false],
])('%s looks numeric: %s', (text, expected) => expect(looksNumeric(text)).toBe(expected))

it.each([
  ['12,000,000', true],
  ['-5', true],
  ['60000', true],
  ['100.0%', true],
  ['1,4004,000', false],
  ['12,000,00', false],
  ['1.2.3', false],
])('%s is well grouped: %s', (text, expected) => expect(isWellGrouped(text)).toBe(expected))

describe('a number of which the first reader saw as many figures as the ink shows', () => {
  it.each([
    ['1,234', '1,24', 4, '1,234'],
    ['831.', '81.0%', 4, '81.0%'],
  ])('%s and %s of %d figures', (first, second, figures, expected) => {
    const ink = { shapes: [], figures }
    expect(combineNumber(reading('a', first), reading('b', second), ink).text).toBe(expected)
  })
})

describe('per mille', () => {
  const line = (first: string, second: string) =>
    combineText(reading('a', first), reading('b', second), () => true, space(first))

  it.each([
    ['勞工人數)*1000%0', '勞工人數)*1000%o', '勞工人數)*1000‰', false],
    ['%', '%0', '‰', false],
    ['%', '%', '%', true],
    ['35.6%', '35.6%0', '35.6%', false],
    ['35.6%o', '35.6%0', '35.6‰', false],
    ['人數)*1000%', '人數)*1000%', '人數)*1000%', false],
    ['人數)*100%', '人數)*100%', '人數)*100%', true],
  ])('%s and %s are %s', (first, second, expected, isSure) => {
    const { text, confidence } = settlePerMille(line(first, second))
    expect(text).toBe(expected)
    expect(confidence > 0.9).toBe(isSure)
  })
})
