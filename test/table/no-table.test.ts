import { expect, test } from 'vitest'
import type { Page } from '../../src/model/page.ts'
import { emptyPage, printText } from './make-page.ts'
import { post, printLines, rule, type Spot, tablesOf } from './print-lines.ts'

function box(page: Page, x: number, y: number, width: number, height: number): void {
  for (const at of [y, y + height]) rule(page, at, x, x + width)
  for (const at of [x, x + width]) post(page, at, y, y + height)
}

const PAGES: Record<string, (page: Page) => void> = {
  'a flow chart of boxes and the arrows between them': (page) => {
    for (const row of [0, 1, 2]) {
      for (const column of [0, 1, 2]) {
        const [x, y] = [80 + column * 150, 100 + row * 62]
        box(page, x, y, 120, 40)
        printText(page, 'Review of plan', x + 8, y + 10, 9)
        if (column < 2) rule(page, y + 20, x + 120, x + 150)
        if (row < 2) post(page, x + 60, y + 40, y + 62)
      }
    }
  },
  'boxes side by side with words': (page) => {
    const words = ['Sample', 'Grant office', 'Program total', 'Labor', 'Network model']
    for (const row of [0, 1, 2, 3]) {
      for (const [column, word] of words.entries()) {
        const [x, y] = [80 + column * 92, 100 + row * 34]
        box(page, x, y, 80, 30)
        printText(page, word, x + 4, y + 4, 9)
        printText(page, `${row * 7 + column}81 staff`, x + 4, y + 16, 9)
      }
    }
  },
  'program code': (page) => {
    const code: Spot[][] = [
      [
        ['int rate', 80],
        ['[12];', 190],
        ['/* of the field */', 290],
      ],
      [
        ['budget', 80],
        ['= 176;', 165],
        ['/* a standard */', 252],
      ],
      [
        ['return', 80],
        ['total', 174],
        ['// sample', 233],
      ],
    ]
    printLines(page, 100, 12, code)
  },
  'typewriter prose spaced out to the margin': (page) => {
    const words = ['Nonfarm payroll grew', 'Most of the industry', 'They had not put the', 'Establishments after']
    const prose = words.map((word, i): Spot[] =>
      [80, 191, 302, 413].map((x, k): Spot => [words[(i + k) % 4] ?? word, x]),
    )
    printLines(page, 100, 12, prose)
  },
  'a line chart: ticks beside its lines, values where the lines are': (page) => {
    for (let tick = 0; tick < 4; tick++) {
      const y = 100 + tick * 24
      printText(page, `${100 - tick * 20}`, 70, y, 8)
      rule(page, y + 4, 90, 400)
      printText(page, `${tick + 3}.${tick * tick}`, 150 + (tick % 3) * 70, y, 8)
    }
  },
  'the index of a book': (page) => {
    const words = ['agency', 'budget', 'census', 'data', 'energy', 'farms', 'grants', 'health', 'income', 'jobs']
    printLines(
      page,
      100,
      12,
      words.map((word, i): Spot[] => [
        [word, 80],
        [`${i * i + 3}`, 180],
        [`${word} law`, 220],
        [`${90 - i * i}`, 330],
      ]),
    )
  },
}

test.each(Object.entries(PAGES))('%s is no table', (_, draw) => {
  const page = emptyPage()
  draw(page)
  expect(tablesOf(page)).toEqual([])
})
