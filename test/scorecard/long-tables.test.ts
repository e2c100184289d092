/** Tables of a text that are far longer than any card. */
import { describe, expect, it } from 'vitest'
import { readTextPage } from '../../src/page/text/index.ts'
import { readScorecard } from '../../src/scorecard/read.ts'
import { layOut } from '../../src/table/index.ts'

const read = (text: string) => readScorecard(layOut([readTextPage(new TextEncoder().encode(text))]))

describe('a very long table', () => {
  it('of nothing but rows like a header is no card', () => {
    expect(read('策略目標\tKPI\n'.repeat(20_000)).scorecard.cards).toEqual([])
  })
})
