import { describe, expect, test } from 'vitest'
import { emptyPage } from './make-page.ts'
import { printLines, rowsOf, rule, type Spot, tablesOf } from './print-lines.ts'

const entry = (label: string, ...figures: string[]): Spot[] => [
  [label, 60],
  ...figures.map((figure, i): Spot => [figure, 260 + i * 70, 'right']),
]

/** The rows that a page of such lines gives, and how many tables. */
function read(lines: readonly (readonly Spot[])[], rules: readonly (readonly [number, number, number])[] = []) {
  const page = emptyPage()
  printLines(page, 100, 14, lines)
  for (const [at, from, to] of rules) rule(page, at, from, to)
  const tables = tablesOf(page)
  expect(tables).toHaveLength(1)
  return rowsOf(tables[0])
}

describe('tables of statistics', () => {
  test('words alone in the middle, above a part of the rows, span the table', () => {
    const rows = read([
      entry('Area', '2008', '2009', '2010'),
      [['Number of persons', 230, 'center']],
      entry('North', '1,200', '300', '1,500'),
      entry('South', '900', '100', '1,000'),
      [['Percent of total', 230, 'center']],
      entry('North', '57.1', '75.0', '60.0'),
      entry('South', '42.9', '25.0', '40.0'),
    ])
    expect(rows[1]).toEqual(['Number of persons+++'])
    expect(rows[4]).toEqual(['Percent of total+++'])
  })

  test('a currency sign at the left edge of its column belongs to the figure behind it', () => {
    const sign = (x: number): Spot => ['$', x]
    const first = entry('Cash', '93', '98', '599,771,307')
    const rows = read([
      entry('Item', '2008', '2009', '2010'),
      [
        ...first.slice(0, 1),
        sign(150),
        ...first.slice(1, 2),
        sign(266),
        ...first.slice(2, 3),
        sign(338),
        ...first.slice(3),
      ],
      ...['Rent', 'Fuel', 'Wages', 'Other', 'Seed', 'Hay'].map((label) => entry(label, '13,848', '73,060', '519,775')),
    ])
    expect(rows[1]).toEqual(['Cash', '$ 93', '$ 98', '$ 599,771,307'])
  })

  test.each([
    [
      'a label of two lines that ends on the line of its figures',
      [
        ['Both sexes, 16 to 19 years', 60, 14],
        ['Trade, transportation, and', 60, 11, ''],
        ['utilities', 70, 14],
      ],
      [
        ['Both sexes, 16 to 19 years', '1', '2'],
        ['Trade, transportation, and utilities', '1', '2'],
      ],
    ],
    [
      'a heading above the rows of its section, as long as a full line',
      [
        ['Environmental agencies', 60, 14, ''],
        ['Residual fuel', 70, 14],
        ['Electric power', 70, 14],
      ],
      [['Environmental agencies'], ['Residual fuel', '1', '2'], ['Electric power', '1', '2']],
    ],
    [
      'leaders that end a label below its figures',
      [
        ['Small business', 60, 14],
        ['Administration ......', 70, 14, ''],
        ['Transit .............', 60, 14],
      ],
      [
        ['Small business Administration ......', '1', '2'],
        ['Transit .............', '1', '2'],
      ],
    ],
  ] as const)('%s', (_, labels, expected) => {
    const page = emptyPage()
    let y = 100
    printLines(page, y, 14, [entry('Item', '2008', '2009'), entry('Rail ................', '5', '6')])
    y += 28
    for (const [label, x, step, figure] of labels) {
      printLines(page, y, 14, [figure === '' ? [[label, x]] : [[label, x], ...entry('', '1', '2').slice(1)]])
      y += step
    }
    expect(rowsOf(tablesOf(page)[0]).slice(2)).toEqual(expected)
  })

  test('headings of several lines below a heading that spans them are one row', () => {
    const rows = read(
      [
        [['Expenditures', 295, 'center']],
        [
          ['Constant', 260, 'right'],
          ['Number of', 330, 'right'],
        ],
        [
          ['2005', 260, 'right'],
          ['offices', 330, 'right'],
        ],
        entry('Item', 'dollars', '(thousands)'),
        entry('Rail', '5', '6'),
        entry('Road', '7', '8'),
        entry('Air', '9', '3'),
      ],
      [
        [97, 55, 335],
        [112, 220, 335],
        [154, 55, 335],
        [198, 55, 335],
      ],
    )
    expect(rows.slice(0, 3)).toEqual([
      ['Item', 'Expenditures+'],
      ['Constant 2005 dollars', 'Number of offices (thousands)'],
      ['Rail', '5', '6'],
    ])
  })

  test('units above the columns are no heading, the first line of a heading is', () => {
    const body = [entry('Rail', '5', '6', '7'), entry('Road', '7', '8', '9'), entry('Air', '9', '3', '4')]
    const units: Spot[] = [['(in millions)', 400, 'right']]
    expect(read([units, entry('Item', '2008', '2009', '2010'), ...body])[0]).toEqual(['Item', '2008', '2009', '2010'])
    const first: Spot[] = [['Margin', 260, 'right']]
    expect(read([first, entry('Item', 'of error', 'Mean', 'Count'), ...body])[0]).toContain('Margin of error')
  })
})
