/** Picks one reading out of what the rules propose, or none: a value is taken only where it stands clear. */
import type { Candidate } from '../model/provenance.ts'
import type { NumberProposal } from './define.ts'

/**
 * Below this a reading is a guess. The right reading of the 5 kinds of malformed figures in the practice documents and the
 * reference scores 0.55 to 0.99, the best wrong one 0.4.
 */
export const LOWEST_SCORE = 0.5
/** The best must lead the next by so much; figures with evidence on both sides stay unreadable. */
export const CLEAR_LEAD = 0.2

export interface RankedProposal extends NumberProposal {
  rule: string
}

export interface Choice {
  /** null where no reading stands clear. */
  best: RankedProposal | null
  ranked: RankedProposal[]
}

/** Proposals for one print, best first; two rules with the same figure count as the better one. */
export function choose(proposals: readonly RankedProposal[]): Choice {
  const byFigure = new Map<number, RankedProposal>()
  for (const proposal of proposals) {
    const known = byFigure.get(proposal.figure)
    if (known === undefined || proposal.score > known.score) byFigure.set(proposal.figure, proposal)
  }
  const ranked = [...byFigure.values()].sort((a, b) => b.score - a.score || a.figure - b.figure)
  const [first, second] = ranked
  const clear = first !== undefined && first.score >= LOWEST_SCORE && first.score - (second?.score ?? 0) >= CLEAR_LEAD
  return { best: clear ? first : null, ranked }
}

export const candidateOf = ({ value, score, because }: Candidate): Candidate => ({ value, score, because })
