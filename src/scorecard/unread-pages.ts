/** Pages that did not become data, or not surely: what they print is in no card, and nothing else would tell. */
import type { Document } from '../model/document.ts'
import type { Finding } from '../model/draft.ts'
import { leavesUnread } from '../model/problem-words.ts'
import { placeIn } from './place.ts'

export const findUnreadPages = (pages: Document['pages']): Finding[] =>
  pages.flatMap(({ number, problems }) =>
    // A page may have several pictures of tables.
    [...new Map(problems.map((problem) => [problem.code, problem])).values()].flatMap(({ code, detail }) => {
      if (leavesUnread(code))
        return [tellPage('unreadable-page', number, { page: String(number), problem: code, detail })]
      if (code === 'too-coarse')
        return [tellPage('ocr-uncertain', number, { printed: `p. ${number}`, confidence: detail })]
      return []
    }),
  )

const tellPage = (rule: string, number: number, parameters: Record<string, string>): Finding => ({
  rule,
  place: { ...placeIn(null, null), field: `page_${number}` },
  parameters,
  printed: null,
  taken: null,
  candidates: [],
  evidence: [],
  pieces: [{ page: number, box: null }],
})
