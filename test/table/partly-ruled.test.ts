import { describe, expect, test } from 'vitest'
import { emptyPage, printText } from './make-page.ts'
import { post, printLines, rowsOf, rule, type Spot, tablesOf } from './print-lines.ts'

const entry = (label: string, first: string, second: string): Spot[] => [
  [label, 60],
  [first, 260, 'right'],
  [second, 340, 'right'],
]

const BODY = [
  entry('North', '1,200', '300'),
  entry('South', '900', '100'),
  entry('East', '700', '80'),
  entry('West', '650', '75'),
]
const BODY_TEXTS = [
  ['North', '1,200', '300'],
  ['South', '900', '100'],
  ['East', '700', '80'],
  ['West', '650', '75'],
]

describe('tables of which lines draw a part', () => {
  test('the rows below a heading drawn as a grid have its columns, up to the rule that ends them', () => {
    const page = emptyPage()
    printLines(page, 100, 14, [
      [['Number', 260, 'center']],
      [
        ['Area', 60],
        ['Male', 220, 'center'],
        ['Female', 300, 'center'],
      ],
      [['Thousands of persons', 200, 'center']],
      ...BODY,
    ])
    for (const at of [97, 126]) rule(page, at, 55, 345)
    rule(page, 112, 180, 345)
    post(page, 180, 97, 126)
    post(page, 265, 112, 126)
    for (const at of [55, 345]) post(page, at, 97, 126)
    rule(page, 196, 55, 345)
    printText(page, 'Source: the same office, by its own records of the year', 60, 200, 8)
    const tables = tablesOf(page)
    expect(tables).toHaveLength(1)
    expect(rowsOf(tables[0])).toEqual([
      ['Area', 'Number+'],
      ['Male', 'Female'],
      ['Thousands of persons++'],
      ...BODY_TEXTS,
    ])
  })

  test('rows of typed hyphens or equals signs are rules', () => {
    for (const sign of ['-', '=']) {
      const page = emptyPage()
      const stroke: Spot[] = [[sign.repeat(57), 58]]
      printLines(page, 100, 12, [
        stroke,
        [['Persons', 300, 'center']],
        [
          ['Area', 60],
          ['Male', 260, 'right'],
          ['Female', 340, 'right'],
        ],
        stroke,
        [['Coast:', 60]],
        ...BODY,
        stroke,
      ])
      const tables = tablesOf(page)
      expect(tables).toHaveLength(1)
      expect(rowsOf(tables[0]).slice(-5)).toEqual([['Coast:'], ...BODY_TEXTS])
      expect(rowsOf(tables[0])[1]).toEqual(['Area', 'Male', 'Female'])
    }
  })

  test('a heading above the first rule and rows below the last one belong to the table', () => {
    const page = emptyPage()
    printLines(page, 100, 14, [entry('Area', 'Male', 'Female'), ...BODY])
    for (const at of [112.5, 126.5, 140.5]) rule(page, at, 55, 345)
    expect(rowsOf(tablesOf(page)[0])).toEqual([['Area', 'Male', 'Female'], ...BODY_TEXTS])
  })

  test('a label right above a paragraph of another size is no part of it', () => {
    const page = emptyPage(1, 400)
    const label = 'Environmental protection offices'
    printLines(page, 100, 14, [...BODY, entry(label, '77', '8')])
    for (let i = 0; i < 8; i++)
      printText(page, 'The offices were asked to submit their corrected records soon', 60, 172 + i * 14, 12)
    expect(rowsOf(tablesOf(page)[0])).toEqual([...BODY_TEXTS, [label, '77', '8']])
  })
})

describe('rows of section headings between lines that are drawn inside of a table alone', () => {
  const columns = [200, 300]
  const print = (sides: boolean) => {
    const page = emptyPage()
    const group = (y: number, label: string) => {
      printLines(page, y + 4, 18, [entry(label, '1,200', '300'), entry('South', '900', '100')])
      for (const at of [y, y + 18, y + 36]) rule(page, at, 55, 380)
      for (const at of sides ? [55, ...columns, 380] : columns) post(page, at, y, y + 36)
    }
    printLines(page, 104, 18, [entry('Area', 'Male', 'Female')])
    for (const at of [100, 118]) rule(page, at, 55, 380)
    for (const at of sides ? [55, ...columns, 380] : columns) post(page, at, 100, 118)
    printText(page, 'First section', 60, 122, 10)
    group(136, 'North')
    printText(page, 'Second section', 60, 176, 10)
    group(190, 'East')
    return tablesOf(page)
  }

  test('do not part it', () => {
    const tables = print(false)
    expect(tables).toHaveLength(1)
    expect(rowsOf(tables[0])).toEqual([
      ['Area', 'Male', 'Female'],
      ['First section++'],
      ['North', '1,200', '300'],
      ['South', '900', '100'],
      ['Second section++'],
      ['East', '1,200', '300'],
      ['South', '900', '100'],
    ])
  })

  test('are none where the sides are drawn and end', () => {
    expect(print(true).map((table) => table.rows)).toEqual([1, 2, 2])
  })
})

test('lines drawn inside of a table alone make one, though cells merged over rows leave few from end to end', () => {
  const page = emptyPage()
  const rows = 12
  for (let group = 0; group < rows / 3; group++) {
    printText(page, `Area ${group + 1}`, 60, 116 + 54 * group, 10)
    printText(page, 'of the town', 60, 128 + 54 * group, 10)
    printLines(
      page,
      104 + 54 * group,
      18,
      ['1,200', '900', '700'].map((figure): Spot[] => [
        [figure, 260, 'right'],
        ['300', 340, 'right'],
      ]),
    )
  }
  for (let row = 1; row < rows; row++) rule(page, 100 + 18 * row, row % 3 === 0 ? 55 : 200, 380)
  for (const at of [100, 100 + 18 * rows]) rule(page, at, 55, 380)
  for (const at of [200, 270, 300]) post(page, at, 100, 100 + 18 * rows)
  page.rulings = page.rulings.filter((line) => line.orientation === 'vertical' || line.at < 100 + 18 * rows)
  const tables = tablesOf(page)
  expect(tables).toHaveLength(1)
  expect(tables[0]?.cells.filter(({ rowSpan }) => rowSpan === 3).map(({ lines }) => lines[0]?.text)).toEqual([
    'Area 1',
    'Area 2',
    'Area 3',
    'Area 4',
  ])
})

test('a table above a wider one keeps to its own rules, and takes none of the rows below', () => {
  const page = emptyPage()
  printLines(page, 60, 14, [
    [
      ['Kind', 130],
      ['Men', 200, 'center'],
      ['Women', 270, 'center'],
    ],
    pair('Old', '20', '39'),
    pair('New', '21', '38'),
  ])
  for (const at of [57, 71, 85, 99]) rule(page, at, 120, 300)
  printLines(page, 106, 14, [
    [
      ['Area', 60],
      ['Plan', 130],
      ['Number', 260, 'right'],
      ['Rest', 340, 'right'],
    ],
    row('West', 'Lamps', '800', '90'),
    row('', 'Signs', '750', '85'),
    [['Roads and', 130]],
    row('', 'bridges of', '1,200', '300'),
    [['the north', 130]],
    row('', 'Schools', '900', '100'),
    row('South', 'Trees', '700', '80'),
    row('East', 'Parks', '650', '75'),
  ])
  for (const at of [103, 117, 145, 201, 215, 229]) rule(page, at, 55, 345)
  for (const at of [131, 187]) rule(page, at, 125, 290)
  const tables = tablesOf(page)
  expect(tables.map((table) => [table.rows, table.columns])).toEqual([
    [3, 3],
    [7, 4],
  ])
  expect(rowsOf(tables[0])[2]).toEqual(['New', '21', '38'])
  expect(rowsOf(tables[1])).toContainEqual(expect.arrayContaining(['Schools', '900']))
})

const pair = (label: string, first: string, second: string): Spot[] => [
  [label, 130],
  [first, 200, 'center'],
  [second, 270, 'center'],
]
const row = (area: string, plan: string, first: string, second: string): Spot[] => [
  ...(area === '' ? [] : [[area, 60] as Spot]),
  [plan, 130],
  [first, 260, 'right'],
  [second, 340, 'right'],
]
