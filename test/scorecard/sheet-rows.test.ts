import { expect, it } from 'vitest'
import type { Cell, Line, Table } from '../../src/model/table.ts'
import { shareRows } from '../../src/scorecard/sheet-rows.ts'

type Piece = readonly [page: number, top: number, foot: number]

const LINE: Line = { text: '12', page: 1, box: null, full: null, confidence: 1, readings: [] }

/** A column of cells, each with the row it begins in, how many it covers, and where it is printed. */
function columnOf(cells: readonly (readonly [row: number, rowSpan: number, ...pieces: Piece[]])[]): Table {
  const boxOf = ([, top, foot]: Piece): [number, number, number, number] => [40, top, 200, foot]
  return {
    number: 1,
    firstPage: 1,
    lastPage: 1,
    rows: Math.max(...cells.map(([row, rowSpan]) => row + rowSpan)),
    columns: 1,
    headerRows: 1,
    repeatedHeaders: 0,
    cells: cells.flatMap(([row, rowSpan, first, ...rest]): Cell[] =>
      first === undefined
        ? []
        : [
            {
              row,
              column: 0,
              rowSpan,
              columnSpan: 1,
              lines: [],
              page: first[0],
              box: boxOf(first),
              continues: rest.map((piece) => ({ page: piece[0], box: boxOf(piece) })),
              ink: false,
            },
          ],
    ),
    joins: [],
  }
}

const spansOf = (table: Table | undefined) => table?.cells.map(({ row, rowSpan }) => [row, rowSpan])

it.each<[what: string, left: Parameters<typeof columnOf>[0], spans: number[][] | undefined]>([
  [
    'one row of the left part is two',
    [
      [0, 1, [1, 60, 80]],
      [1, 1, [1, 80, 160]],
      [2, 1, [2, 40, 90]],
    ],
    [
      [0, 1],
      [1, 2],
      [3, 1],
    ],
  ],
  [
    'one goes on over the page',
    [
      [0, 1, [1, 60, 80]],
      [1, 1, [1, 80, 120]],
      [2, 1, [1, 120, 160], [2, 40, 90]],
    ],
    [
      [0, 1],
      [1, 1],
      [2, 2],
    ],
  ],
  [
    'one reaches over two that the page parts',
    [
      [0, 1, [1, 60, 80]],
      [1, 1, [1, 80, 160], [2, 40, 90]],
    ],
    [
      [0, 1],
      [1, 3],
    ],
  ],
  [
    'the first page ends lower',
    [
      [0, 1, [1, 60, 80]],
      [1, 1, [1, 80, 170]],
      [2, 1, [2, 40, 90]],
    ],
    undefined,
  ],
  [
    'the second page begins lower',
    [
      [0, 1, [1, 60, 80]],
      [1, 1, [1, 80, 160]],
      [2, 1, [2, 60, 90]],
    ],
    undefined,
  ],
])('the parts of a sheet share their rows where they begin and end alike: %s', (_, left, spans) => {
  const right = columnOf([
    [0, 1, [3, 61, 80]],
    [1, 1, [3, 80, 120]],
    [2, 1, [3, 120, 160]],
    [3, 1, [4, 40, 90]],
  ])
  for (const cell of right.cells) cell.lines = [LINE]
  const shared = shareRows(columnOf(left), right)
  expect(spansOf(shared?.left)).toEqual(spans)
  expect(spansOf(shared?.right)).toEqual(spans && spansOf(right))
})

it('none are shared where a page of the second part ends in blank cells and the next one begins with text', () => {
  const left = columnOf([
    [0, 1, [1, 60, 80]],
    [1, 1, [1, 80, 160]],
    [2, 1, [2, 40, 65]],
    [3, 1, [2, 65, 90]],
  ])
  const right = columnOf([
    [0, 1, [3, 60, 80]],
    [1, 1, [3, 80, 160]],
    [2, 1, [4, 40, 90]],
  ])
  right.cells.push(...right.cells.map((cell) => ({ ...cell, column: 1 })))
  expect(shareRows(left, right)).not.toBeNull()
  for (const cell of right.cells) if (cell.row === 2) cell.lines = [LINE]
  expect(shareRows(left, right)).toBeNull()
})
