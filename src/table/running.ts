/** Running heads, feet and page numbers: notes at the edge of the page that come again on other pages. */
import type { PageBlock, PageLayout, PageNote } from './page-table.ts'

/** Page numbers stand in the outer so much of the page's height. */
const EDGE_SHARE = 0.12
/** Notes on two pages are at the same place when their tops differ by at most this many points. */
const SAME_PLACE = 6

/** `3`, `- 3 -`, `第 3 頁`, `第3頁，共12頁`, `3/12`, `Page 3 of 12`. */
const PAGE_NUMBER =
  /^[-–—~·.\s]*(?:第|page|p\.?|頁次[:：]?)?\s*\d{1,4}\s*(?:頁)?\s*(?:(?:\/|of|[,，、]?\s*共|之)\s*\d{1,4}\s*頁?)?[-–—~·.\s]*$/iu

const textOf = (note: PageNote): string =>
  note.lines
    .map((line) => line.text)
    .join('')
    .replace(/\s+/gu, '')

/** Gives notes that are running heads, feet or page numbers their role. The first of several equal heads stays a title. */
export function nameRunningNotes(pages: readonly PageLayout[]): PageLayout[] {
  const places = new Map<string, { page: number; top: number }[]>()
  for (const page of pages) {
    for (const note of notesOf(page)) {
      const key = textOf(note)
      const seen = places.get(key)
      const place = { page: page.page, top: note.box?.[1] ?? -1 }
      if (seen) seen.push(place)
      else places.set(key, [place])
    }
  }
  return pages.map((page) => ({
    ...page,
    blocks: page.blocks.map((block): PageBlock => {
      if (block.kind === 'table' || block.note.role !== 'text') return block
      const role = roleOf(block.note, page, places.get(textOf(block.note)) ?? [])
      return role === 'text' ? block : { kind: 'note', note: { ...block.note, role } }
    }),
  }))
}

const notesOf = (page: PageLayout): PageNote[] =>
  page.blocks.flatMap((block) => (block.kind === 'note' ? [block.note] : []))

function roleOf(note: PageNote, page: PageLayout, places: readonly { page: number; top: number }[]): PageNote['role'] {
  const text = textOf(note)
  if (!note.box) return PAGE_NUMBER.test(text) ? 'page-footer' : 'text'
  const upper = note.box[1] < page.height * EDGE_SHARE
  const lower = note.box[3] > page.height * (1 - EDGE_SHARE)
  if (!upper && !lower) return 'text'
  if (PAGE_NUMBER.test(text)) return upper ? 'page-header' : 'page-footer'
  const top = note.box[1]
  const elsewhere = places.filter((place) => place.page !== page.page && Math.abs(place.top - top) <= SAME_PLACE)
  if (lower && elsewhere.length > 0) return 'page-footer'
  // the first one may be the title of what follows
  if (upper && elsewhere.some((place) => place.page < page.page)) return 'page-header'
  return 'text'
}
