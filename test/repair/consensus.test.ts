import { describe, expect, it } from 'vitest'
import { alignTexts } from '../../src/language/align.ts'
import type { Line } from '../../src/model/table.ts'
import { TextConsensus } from '../../src/repair/consensus.ts'

const printed = (text: string): Line[] => [{ text, page: 1, box: null, full: null, confidence: 1, readings: [] }]
const scanned = (text: string, readings: [reader: string, text: string][]): Line[] => [
  {
    text,
    page: 1,
    box: null,
    full: null,
    confidence: 0.7,
    readings: readings.map(([reader, read]) => ({ reader, text: read, confidence: 0.8 })),
  },
]
const document = [
  '規費收入達成率',
  '辦理客家文化',
  '辦理親子活動',
  '辦理國際交流',
  '行銷臺北',
  '政策行銷宣傳',
  '(校數/總校數)*100%',
].map(printed)
const settle = (lines: Line[]): string =>
  new TextConsensus([...document, lines])
    .settle(lines)
    .map((line) => line.text)
    .join('')

describe('doubtful characters of a scan', () => {
  it.each([
    [
      'the document prints the other reading elsewhere',
      '瓣理後生文學獎',
      [
        ['ppocr', '瓣理後生文學獎'],
        ['tesseract', '辦理後生文學獎'],
      ],
      '辦理後生文學獎',
    ],
    [
      'one reader against one, the document speaks for the second',
      '創新行鋪宣傳',
      [
        ['tesseract', '創新行鋪宣傳'],
        ['ppocr', '創新行銷宣傳'],
        ['tesseract-large', '創新行鋪宣傳'],
      ],
      '創新行銷宣傳',
    ],
    [
      'all readers take 入 for 人 where the document prints 收入',
      '規費收人',
      [
        ['tesseract', '規費收人'],
        ['ppocr', '規費收人'],
      ],
      '規費收入',
    ],
    [
      '人 that the document does not print as 入 elsewhere stays',
      '參與人次',
      [
        ['tesseract', '參與人次'],
        ['ppocr', '參與人次'],
      ],
      '參與人次',
    ],
    [
      'a mark that the ink shows and no reader read stays',
      '辦理，客家文化',
      [
        ['tesseract', '辦理客家文化'],
        ['ppocr', '辦理客家文化'],
      ],
      '辦理，客家文化',
    ],
    [
      'bars that the ink shows stay, too',
      '第二期',
      [
        ['tesseract', '第期'],
        ['ppocr', '第期'],
      ],
      '第二期',
    ],
    [
      'a character that one reader cannot know is not left out',
      '鼓勵參與活動',
      [
        ['tesseract', '鼓勵參與活動'],
        ['ppocr', '鼓參與活動'],
      ],
      '鼓勵參與活動',
    ],
    [
      'a character is left out where two readers leave it out',
      '(人備註',
      [
        ['tesseract', '(人備註'],
        ['ppocr', '(備註'],
        ['tesseract-large', '(備註'],
      ],
      '(備註',
    ],
    [
      'nothing else speaks for the other reading',
      '表演轉隊',
      [
        ['tesseract', '表演轉隊'],
        ['ppocr', '表演團隊'],
      ],
      '表演轉隊',
    ],
    [
      'the sign of other formulas says nothing of this one',
      '人數)×100%',
      [
        ['combined', '人數)×100%'],
        ['tesseract', '人數)*100%'],
        ['ppocr', '人數)x100%'],
      ],
      '人數)×100%',
    ],
    [
      'what all read stands, however odd',
      '瓣理後生',
      [
        ['tesseract', '瓣理後生'],
        ['ppocr', '瓣理後生'],
      ],
      '瓣理後生',
    ],
  ] as [string, string, [string, string][], string][])('%s', (_, chosen, readings, expected) => {
    expect(settle(scanned(chosen, readings))).toBe(expected)
  })

  it('leaves born-digital lines alone', () => {
    const lines = printed('瓣理')
    expect(new TextConsensus(document).settle(lines)).toBe(lines)
  })
})

describe('alignment of readings', () => {
  it.each([
    ['客家文化', '客家文花', ['客', '家', '文', '花']],
    ['鼓勵參與', '鼓參與', ['鼓', '', '參', '與']],
    ['備註', '(備 註', ['備', '註']],
    ['', '客', []],
  ])('%s and %s', (text, other, expected) => {
    expect(alignTexts(text, other)).toEqual(expected)
  })
})
