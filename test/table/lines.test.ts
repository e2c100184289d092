import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatherInk } from '../../src/table/ink.ts'
import { composeLines } from '../../src/table/lines.ts'
import { emptyPage, printText } from './make-page.ts'

const LINES = ['策略目標及績效指標', 'CC1.2 客家文化', '1,204 件', '5.3%']

test('characters come in lines from top to bottom and from left to right, in whatever order they were painted', () => {
  const page = emptyPage()
  LINES.forEach((line, index) => {
    printText(page, line, 40, 60 + 20 * index)
  })
  const ink = gatherInk(page)
  fc.assert(
    fc.property(fc.shuffledSubarray(ink, { minLength: ink.length }), (painted) => {
      const lines = composeLines(painted).map((line) => line.ink.map((glyph) => glyph.text).join(''))
      expect(lines).toEqual(LINES.map((line) => line.replaceAll(' ', '')))
    }),
  )
})
