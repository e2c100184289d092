/**
 * The organisations named in one cell. Separators are printed (、 ， ; or a space); a line break may be one or may be a
 * wrap inside a long name. The names that the document prints beyond doubt decide, then what looks like a name.
 */
import { looksLikeOrganization } from '../language/organization.ts'
import { isHan } from '../language/script.ts'
import type { Line } from '../model/table.ts'

/** What may stand between two pieces of text in an owner cell. */
type Boundary = 'separator' | 'space' | 'full-line' | 'line-with-room' | 'unknown'

interface Piece {
  text: string
  /** What stands before it. */
  boundary: Boundary
}

const SEPARATOR = /[、，,；;／/]/u
/**
 * Scores of a name: printed alone in one line beats being a whole cell beats looking right beats anything else; no name
 * has one character. The order is reasoned; with these weights every owner cell of the practice documents and the reference
 * is read as their facts have it, and no finer measurement chose them.
 */
const KNOWN = 3
const WHOLE_CELL = 2.5
const LOOKS_RIGHT = 2
/** Looks right, but stands neither at the start nor at the end of any cell. */
const UNSUPPORTED = 1
/** Two characters ending like an organisation (`理科`) are more often the end of a wrapped name. */
const SHORT = 0
const UNLIKELY = -1
const IMPOSSIBLE = -6
/** Fewer names are likelier. */
const EACH_NAME = -0.5
/** Pieces that always follow each other are one name. */
const ALWAYS_TOGETHER = 1.5
/** A wrap needs a full line; only a known name outweighs a break where there was room. */
const BROKEN_WITH_ROOM = -1.5

/** A name of two characters may end or begin another. */
const SHORTEST_PART = 3
/** Characters of the longest name of an office, with room to spare; reasoned, as is the next. */
const LONGEST_PART = 40
/** Lines or words over which one name may be spread, so that a cell of thousands is read in its own length. */
const MOST_PIECES = 12

/** Names and pairs of pieces of all owner cells of a document. */
export class OwnerVocabulary {
  private readonly names = new Map<string, number>()
  private readonly wholeCells = new Set<string>()
  /** Runs of pieces from the start of a cell, or to its end. */
  private readonly edges = new Set<string>()
  private readonly pairs = new Map<string, number>()
  private readonly firsts = new Map<string, number>()
  private readonly seconds = new Map<string, number>()

  constructor(cells: readonly { lines: readonly Line[]; reader: 'print' | 'rows' }[]) {
    for (const cell of cells) {
      const pieces = cutCell(cell.lines, cell.reader)
      const [only] = pieces
      if (only !== undefined && pieces.length === 1) count(this.names, only.text)
      if (pieces.length <= MOST_PIECES && pieces.every((piece, at) => at === 0 || piece.boundary !== 'separator'))
        this.wholeCells.add(joinPieces(pieces))
      for (let at = 1; at <= Math.min(pieces.length, MOST_PIECES); at++) {
        this.edges.add(joinPieces(pieces.slice(0, at)))
        this.edges.add(joinPieces(pieces.slice(-at)))
      }
      pieces.forEach((piece, at) => {
        const alone =
          piece.boundary === 'separator' && (pieces[at + 1] === undefined || pieces[at + 1]?.boundary === 'separator')
        if (alone && at > 0) count(this.names, piece.text)
        count(this.firsts, piece.text)
        count(this.seconds, piece.text)
        const next = pieces[at + 1]
        if (next !== undefined && next.boundary !== 'separator') count(this.pairs, `${piece.text}|${next.text}`)
      })
    }
  }

  knows(name: string): boolean {
    return (this.names.get(name) ?? 0) > 0 && name.length > 1
  }

  isWholeCell = (name: string): boolean => this.wholeCells.has(name)

  isAtEdge = (name: string): boolean => this.edges.has(name)

  /** Seen more than once, and never one without the other. */
  alwaysTogether(first: string, second: string): boolean {
    const together = this.pairs.get(`${first}|${second}`) ?? 0
    return (
      together > 1 &&
      together === this.firsts.get(first) &&
      (together === this.seconds.get(second) || second.length < 3)
    )
  }
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)

/** The names in a cell, in printed order. */
export function readOwners(lines: readonly Line[], reader: 'print' | 'rows', vocabulary: OwnerVocabulary): string[] {
  const pieces = cutCell(lines, reader)
  const names: string[] = []
  let start = 0
  for (let at = 1; at <= pieces.length; at++) {
    if (at < pieces.length && pieces[at]?.boundary !== 'separator') continue
    names.push(...bestNames(pieces.slice(start, at), vocabulary))
    start = at
  }
  return [...new Set(reader === 'rows' ? names.flatMap((name) => takeApart(name, vocabulary)) : names)]
}

/** Does the name stand in the printed text with nothing but separators and spaces beside it? */
export function isPrintedAlone(name: string, printed: string): boolean {
  const at = printed.indexOf(name)
  return (
    at >= 0 &&
    [printed[at - 1] ?? '', printed[at + name.length] ?? ''].every((beside) => /^[、，,；;／/\s]?$/u.test(beside))
  )
}

/**
 * A text may have lost the breaks between names: one that consists of names known from other cells is these. A part that no
 * other cell has must be a unit of the same kind as a known one (`住宅服務科都市規劃科`, not `教育局學務科`).
 */
function takeApart(name: string, vocabulary: OwnerVocabulary): string[] {
  const ending = name.at(-1)
  const parts = divide(name, (part) => vocabulary.knows(part) || part.at(-1) === ending)
  const known = parts.filter((part) => vocabulary.knows(part))
  const isSure = known.length === parts.length || known.some((part) => part.at(-1) === ending)
  return parts.length > 1 && isSure ? parts : [name]
}

/** The name as the most parts that look like organisations and that `accepts` takes; none where it has no such parts. */
function divide(name: string, accepts: (part: string) => boolean): string[] {
  const divided: (string[] | undefined)[] = [[]]
  for (let end = SHORTEST_PART; end <= name.length; end++) {
    for (let start = Math.max(0, end - LONGEST_PART); start <= end - SHORTEST_PART; start++) {
      const [before, part] = [divided[start], name.slice(start, end)]
      if (before === undefined || before.length < (divided[end]?.length ?? 0)) continue
      if (looksLikeOrganization(part) && accepts(part)) divided[end] = [...before, part]
    }
  }
  return divided[name.length] ?? []
}

/** What recognisers take for the separators of a scan, behind a name; they put quotes beside it, too. */
const READ_FOR_SEPARATOR = /^([^:：]+)[:：]/u
const QUOTES = /[‘’“”'"`]/gu

/** The line of a scan with separators for what was read of them. */
function mendSeparators(line: Line): Line {
  if (line.readings.length === 0) return line
  const text = line.text
    .replace(QUOTES, '')
    .split(/(?<=[、，,；;／/:：])/u)
    .map((part) =>
      part.replace(READ_FOR_SEPARATOR, (whole, name: string) =>
        looksLikeOrganization(name.trim()) ? `${name}；` : whole,
      ),
    )
    .join('')
  return text === line.text ? line : { ...line, text }
}

function cutCell(printed: readonly Line[], reader: 'print' | 'rows'): Piece[] {
  const lines = printed.map(mendSeparators)
  // Where separators are printed, the end of a line is none, though it has room.
  const separated = lines.some((line) => SEPARATOR.test(line.text))
  const pieces: Piece[] = []
  let boundary: Boundary = 'separator'
  for (const line of lines) {
    for (const part of line.text.split(/([、，,；;／/]|\s+)/u)) {
      const text = part.trim()
      if (SEPARATOR.test(part)) boundary = 'separator'
      else if (text === '')
        boundary = boundary === 'separator' || part === '' ? boundary : reader === 'rows' ? 'unknown' : 'space'
      else {
        pieces.push({ text, boundary })
        boundary = 'space'
      }
    }
    if (boundary !== 'separator')
      boundary = line.full ? 'full-line' : line.full === null || separated ? 'unknown' : 'line-with-room'
  }
  return pieces
}

/** The division of the pieces into names with the best sum of scores (dynamic programme over end positions). */
function bestNames(pieces: readonly Piece[], vocabulary: OwnerVocabulary): string[] {
  const best: { score: number; start: number; name: string }[] = [{ score: 0, start: 0, name: '' }]
  for (let end = 1; end <= pieces.length; end++) {
    for (let start = Math.max(0, end - MOST_PIECES); start < end; start++) {
      const before = best[start]
      if (before === undefined) continue
      const own = pieces.slice(start, end)
      const name = joinPieces(own)
      const score = before.score + scoreName(name, own, vocabulary)
      const known = best[end]
      if (known === undefined || score > known.score) best[end] = { score, start, name }
    }
  }
  const names: string[] = []
  for (let last = best[pieces.length]; last !== undefined && last.name !== ''; last = best[last.start])
    names.push(last.name)
  return names.reverse()
}

function joinPieces(pieces: readonly Piece[]): string {
  return pieces.reduce((name, piece) => {
    const words = name !== '' && !isHan(name.at(-1) ?? '') && !isHan(piece.text[0] ?? '')
    return name + (words ? ' ' : '') + piece.text
  }, '')
}

function scoreName(name: string, pieces: readonly Piece[], vocabulary: OwnerVocabulary): number {
  let score = EACH_NAME + scoreText(name, pieces.length, vocabulary)
  pieces.forEach((piece, at) => {
    if (at === 0) return
    const before = pieces[at - 1]
    if (before !== undefined && vocabulary.alwaysTogether(before.text, piece.text)) score += ALWAYS_TOGETHER
    if (piece.boundary === 'line-with-room') score += BROKEN_WITH_ROOM
    if (piece.boundary === 'space' && [...piece.text].length > 1) score += BROKEN_WITH_ROOM
  })
  return score
}

function scoreText(name: string, pieces: number, vocabulary: OwnerVocabulary): number {
  const length = [...name].length
  const looksRight = looksLikeOrganization(name)
  if (vocabulary.knows(name) && (looksRight || pieces === 1)) return KNOWN
  if (length === 1) return IMPOSSIBLE
  if (!looksRight) return UNLIKELY
  if (length === 2) return SHORT
  if (vocabulary.isWholeCell(name)) return WHOLE_CELL
  return vocabulary.isAtEdge(name) ? LOOKS_RIGHT : UNSUPPORTED
}
