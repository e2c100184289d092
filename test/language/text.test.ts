/** Codes, years, wraps, names: the rest of the language stage. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeDepth, objectiveOf, parentCode, readLeadingCode } from '../../src/language/code.ts'
import { foldName } from '../../src/language/fold-name.ts'
import { looksLikeOrganization } from '../../src/language/organization.ts'
import { findRocYear, toGregorian } from '../../src/language/roc-year.ts'
import { isSameAmount, isSameFigure } from '../../src/language/same-figure.ts'
import { comparable } from '../../src/language/script.ts'
import { foldWidth, hasWideForm } from '../../src/language/width.ts'
import { joinLines, removeWrapSpaces } from '../../src/language/wrap.ts'

describe('readLeadingCode', () => {
  it.each<[text: string, code: string, rest: string]>([
    ['AC1提升市民學習客語意願', 'AC1', '提升市民學習客語意願'],
    ['CC1.2客家文化活動參與人次', 'CC1.2', '客家文化活動參與人次'],
    ['CC1.1.1辦理客語家庭調查計畫', 'CC1.1.1', '辦理客語家庭調查計畫'],
    ['ＣＬ２．１員工訓練', 'CL2.1', '員工訓練'],
    ['TF1 提升預算執行率', 'TF1', '提升預算執行率'],
    ['BP1.2、青年參與', 'BP1.2', '青年參與'],
    ['BP1. 2 青年參與', 'BP1.2', '青年參與'],
    ['A C 1.1：學習人數', 'AC1.1', '學習人數'],
    ['CP2.10.12多元交流', 'CP2.10.12', '多元交流'],
    ['AC1·1學習人數', 'AC1.1', '學習人數'],
    ['AC1-學習人數', 'AC1', '學習人數'],
    ['AC1.1 － 學習人數', 'AC1.1', '學習人數'],
    ['AC1-1學習人數', 'AC1', '-1學習人數'],
    ['AC1-AC3', 'AC1', '-AC3'],
  ])('%j begins with %s', (text, code, rest) => {
    expect(readLeadingCode(text)).toMatchObject({ code, rest })
  })

  it.each(['', '提升市民', 'AB1', 'AC', 'XQ1.1', 'CPR訓練', 'AC123', 'AC1.1.1.1', 'ac1.1', '1.1學習'])(
    '%j begins with no code',
    (text) => {
      expect(readLeadingCode(text)).toBeNull()
    },
  )

  it('knows parents', () => {
    expect([parentCode('CC1.2.1'), parentCode('CC1.2'), parentCode('CC1')]).toEqual(['CC1.2', 'CC1', null])
    expect(['CC1', 'CC1.2', 'CC1.2.1'].map(codeDepth)).toEqual([1, 2, 3])
    expect(objectiveOf('CC1.2.1')).toBe('CC1')
  })

  it('finds every code again that is printed before a name', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        fc.constantFrom(...'ABCT'),
        fc.constantFrom(...'CPLF'),
        numbers,
        fc.boolean(),
        (theme, perspective, parts, wide) => {
          const code = `${theme}${perspective}${parts.join('.')}`
          const print = wide ? code.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)) : code
          expect(readLeadingCode(`${print}提升客語`)).toMatchObject({ code, rest: '提升客語' })
        },
      ),
    )
  })
})

describe('findRocYear', () => {
  it.each<[text: string, year: number | null]>([
    ['107年實際值', 107],
    ['112年目標值', 112],
    ['已編111年預算(元)', 111],
    ['預估１１２年概算', 112],
    ['民國99年', 99],
    ['111年度', 111],
    ['1 11年實際值', 111],
    // a digit lost: there was no balanced scorecard before 1992
    ['11年目標', null],
    ['81年目標', 81],
    ['1991年', null],
    ['2022年', 111],
    ['實際值', null],
    ['年度', null],
    ['3000年', null],
    ['500年', null],
    ['12345年', null],
    ['111年目標值(112年修正)', 111],
    ['平衡計分卡(111年)', 111],
    ['平衡計分卡(111年、112年)', null],
    ['一一一年', 111],
    ['一○九年度', 109],
    ['一百年', 100],
    ['一百零九年', 109],
    ['一百十年', 110],
    ['一百一十一年', 111],
    ['一百二十年', 120],
    ['近三年', null],
  ])('%j → %s', (text, year) => {
    expect(findRocYear(text)).toBe(year)
  })

  it('knows the Gregorian year', () => expect(toGregorian(111)).toBe(2022))
})

describe('joinLines', () => {
  const lines = (...texts: string[]) => texts.map((text) => ({ text, full: null }))
  it.each<[lines: string[], text: string]>([
    [['辦理傳統客家節慶、客家', '文化節'], '辦理傳統客家節慶、客家文化節'],
    [['參與人次(含線', '上)'], '參與人次(含線上)'],
    [['推廣 CPR', '訓練'], '推廣 CPR訓練'],
    [['Taipei', 'City'], 'Taipei City'],
    [['107年', '實際值'], '107年實際值'],
    [[' 客家 ', '', '文化'], '客家文化'],
    [['12,000,00', '0'], '12,000,000'],
    [['推廣 YouBike', '2.0 路線'], '推廣 YouBike 2.0 路線'],
    [['推廣', 'YouBike2.0'], '推廣YouBike2.0'],
    [['iOS 17', 'Android'], 'iOS 17 Android'],
    [['降低PM', '2.5濃度'], '降低PM2.5濃度'],
    [['CC', '1.2參與人次'], 'CC1.2參與人次'],
    [['行動5', 'G網路'], '行動5G網路'],
    [['共10', 'km步道'], '共10km步道'],
  ])('%j', (texts, text) => {
    expect(joinLines(lines(...texts))).toBe(text)
  })

  it('joins a word that filled its line', () => {
    expect(
      joinLines([
        { text: 'Interna', full: true },
        { text: 'tional', full: null },
      ]),
    ).toBe('International')
  })

  it('never loses or adds a character that is no space', () => {
    const line = fc.record({ text: fc.string({ unit: 'binary' }), full: fc.constantFrom(true, false, null) })
    fc.assert(
      fc.property(fc.array(line), (all) => {
        const bare = (text: string) => text.normalize('NFC').replace(/\s/gu, '')
        expect(bare(joinLines(all))).toBe(bare(all.map((one) => one.text.trim()).join('')))
      }),
    )
  })
})

describe('removeWrapSpaces', () => {
  it.each<[string, string]>([
    ['辦理傳統客家節慶、客家 文化節', '辦理傳統客家節慶、客家文化節'],
    ['活動， 創新', '活動，創新'],
    ['推廣CPR 訓練', '推廣CPR 訓練'],
    ['第 2 屆', '第 2 屆'],
    ['New Taipei', 'New Taipei'],
    ['　全形空白　', '全形空白'],
  ])('%j → %j', (text, expected) => {
    expect(removeWrapSpaces(text)).toBe(expected)
  })

  it('never loses a character that is no space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(removeWrapSpaces(text).replace(/[ \t\u3000]/gu, '')).toBe(text.replace(/[ \t\u3000]/gu, ''))
      }),
    )
  })
})

describe('names and figures', () => {
  it.each<[string, boolean]>([
    ['文教推廣組', true],
    ['臺北市政府客家事務委員會', true],
    ['秘書室', true],
    ['區公所', true],
    ['辦理客家', false],
    ['', false],
  ])('%j looks like an organisation: %s', (name, expected) => {
    expect(looksLikeOrganization(name)).toBe(expected)
  })

  it('folds what printing varies', () => {
    expect(foldName('臺灣 燈會（參觀）')).toBe(foldName('台灣燈會(參觀)'))
    expect(foldName('客語')).not.toBe(foldName('客家'))
    expect(comparable('ＫＰＩ 數')).toBe('KPI數')
    expect(foldWidth('１２，３４５　％')).toBe('12,345 %')
    expect([hasWideForm('５４％'), hasWideForm('54%'), hasWideForm('客家')]).toEqual([true, false, false])
  })

  it('takes a rounded figure for the same', () => {
    expect([isSameFigure(98.76, 98.8), isSameFigure(2.4, 2), isSameFigure(5, 5), isSameFigure(98.76, 98.9)]).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect([isSameAmount(1403529321, 1403529000), isSameAmount(1403529321, 1403528000), isSameAmount(12, 13)]).toEqual([
      true,
      false,
      false,
    ])
  })
})
