import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLEAR_LEAD, choose, LOWEST_SCORE, type RankedProposal } from '../../src/repair/choose.ts'

const propose = (figure: number, score: number, rule = 'malformed-number'): RankedProposal => ({
  rule,
  figure,
  score,
  value: String(figure),
  because: [{ kind: 'digit-grouping', detail: '' }],
})

describe('choose', () => {
  it.each<[name: string, scores: [figure: number, score: number][], best: number | null]>([
    ['nothing proposed', [], null],
    ['one good reading', [[14004000, 0.6]], 14004000],
    ['one weak reading', [[883000, 0.3]], null],
    [
      'a clear lead',
      [
        [14004000, 0.7],
        [1404000, 0.15],
      ],
      14004000,
    ],
    [
      'two sound readings',
      [
        [36504000, 0.6],
        [3654000, 0.45],
      ],
      null,
    ],
    [
      'two equal readings',
      [
        [1, 0.9],
        [2, 0.9],
      ],
      null,
    ],
  ])('%s', (_, scores, best) => {
    expect(choose(scores.map(([figure, score]) => propose(figure, score))).best?.figure ?? null).toBe(best)
  })

  it('counts two rules with the same figure as the better one', () => {
    const { best, ranked } = choose([propose(5, 0.6), propose(5, 0.97, 'split-number')])
    expect([best?.rule, ranked.length]).toEqual(['split-number', 1])
  })

  it('takes only what stands clear, whatever the order', () => {
    const proposals = fc.array(
      fc.record({ figure: fc.integer({ min: 0, max: 5 }), score: fc.double({ min: 0, max: 1, noNaN: true }) }),
    )
    fc.assert(
      fc.property(proposals, (list) => {
        const all = list.map(({ figure, score }) => propose(figure, score))
        const { best, ranked } = choose(all)
        expect(choose([...all].reverse())).toEqual({ best, ranked })
        expect(ranked.map((one) => one.score)).toEqual(ranked.map((one) => one.score).sort((a, b) => b - a))
        if (best === null) return
        expect(best.score).toBeGreaterThanOrEqual(LOWEST_SCORE)
        const others = all.filter((one) => one.figure !== best.figure)
        for (const other of others) expect(best.score - other.score).toBeGreaterThanOrEqual(CLEAR_LEAD)
      }),
    )
  })
})
