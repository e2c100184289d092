/** Pages that did not become data, or not surely: what they print is in no card, and nothing else would tell. */
import type { Document } from '../model/document.ts'
import type { Finding } from '../model/draft.ts'
import { placeIn } from './place.ts'

/** Problems of a page of which nothing, or not all, was read. Characters without Unicode are told where they stand. */
const UNREAD: ReadonlySet<string> = new Set(['damaged', 'limit-exceeded', 'needs-ocr', 'outlined-text'])

export const findUnreadPages = (pages: Document['pages']): Finding[] =>
  pages.flatMap(({ number, problems }) =>
    // A page may have several pictures of tables.
    [...new Map(problems.map((problem) => [problem.code, problem])).values()].flatMap(({ code, detail }) => {
      if (UNREAD.has(code))
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
