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

interface NotePlace {
  page: number
  top: number
}

/** Where notes stand, by their text. */
export type RunningNotes = ReadonlyMap<string, readonly NotePlace[]>

export function findRunningNotes(pages: Iterable<PageLayout>): RunningNotes {
  const places = new Map<string, NotePlace[]>()
  for (const page of pages) {
    for (const block of page.blocks) {
      if (block.kind === 'table') continue
      const key = textOf(block.note)
      const place = { page: page.page, top: block.note.box?.[1] ?? -1 }
      const seen = places.get(key)
      if (seen) seen.push(place)
      else places.set(key, [place])
    }
  }
  return places
}

/** Gives notes that are running heads, feet or page numbers their role. The first of several equal heads stays a title. */
export function nameRunningNotes(page: PageLayout, running: RunningNotes): PageBlock[] {
  return page.blocks.map((block): PageBlock => {
    if (block.kind === 'table' || block.note.role !== 'text') return block
    const role = roleOf(block.note, page, running.get(textOf(block.note)) ?? [])
    return role === 'text' ? block : { kind: 'note', note: { ...block.note, role } }
  })
}

function roleOf(note: PageNote, page: PageLayout, places: readonly NotePlace[]): PageNote['role'] {
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
