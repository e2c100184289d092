/** Text since the last table or map: titles and statements wait for what follows them. */
import { joinLines } from '../language/wrap.ts'
import type { Piece } from '../model/provenance.ts'
import type { Note } from '../model/table.ts'
import { piecesOf } from './place.ts'
import { type Headline, isCardTitle, isMapTitle, readCardTitle, readHeadline } from './title.ts'

/** Does the note stand at the head or foot of every page? */
export const isRunning = (note: Note): boolean => note.role === 'page-header' || note.role === 'page-footer'

export class WaitingNotes {
  private readonly notes: Note[] = []
  /** Heads that stood above a title of its own: `施政計畫暨平衡計分卡彙編` or `平衡計分卡` names no card, on no page. */
  private readonly namesNoCard = new Set<string>()

  add(note: Note): void {
    this.notes.push(note)
  }

  /** The one right below the table. */
  first(): Note | null {
    return this.notes[0] ?? null
  }

  /** All of them, which wait no longer. */
  takeAll(): Note[] {
    return this.notes.splice(0)
  }

  /** Does the note name a card or map? */
  isTitle(note: Note): boolean {
    const hasTitle = note.lines.some((line) => isCardTitle(line.text) || isMapTitle(line.text))
    return hasTitle && !this.namesNoCard.has(joinLines(note.lines))
  }

  /** The last waiting line that names a card. */
  titleLine(): { text: string; pieces: Piece[] } | null {
    for (const note of [...this.notes].reverse()) {
      const lines = note.lines.filter((line) => line.text.trim() !== '')
      const at = lines.findLastIndex((line) => isCardTitle(line.text))
      const text = at >= 0 ? (lines[at]?.text ?? '') : joinLines(lines)
      if (!isCardTitle(text) || this.namesNoCard.has(joinLines(note.lines))) continue
      const { group, organization } = readCardTitle(text)
      const names = group !== null || organization !== null
      if (names && !isRunning(note)) this.passOver(this.notes.filter((other) => other !== note))
      if (names) return { text, pieces: piecesOf(note) }
      const above = at > 0 ? lines[at - 1] : this.notes[this.notes.indexOf(note) - 1]?.lines.at(-1)
      return { text: above === undefined ? text : `${above.text} ${text}`, pieces: piecesOf(note) }
    }
    return null
  }

  /** The last waiting line that names an agency without saying that a card follows. */
  headline(): { text: string; pieces: Piece[]; says: Headline } | null {
    for (const note of [...this.notes].reverse()) {
      for (const { text } of [...note.lines].reverse()) {
        const says = isRunning(note) ? null : readHeadline(text)
        if (says !== null) return { text, pieces: piecesOf(note), says }
      }
    }
    return null
  }

  /** Of two titles the one that names a card is it: the others are heads of pages or of the document. */
  private passOver(others: readonly Note[]): void {
    for (const other of others) {
      const text = joinLines(other.lines)
      const { group, organization } = readCardTitle(text)
      if (isCardTitle(text) && (isRunning(other) || (group === null && organization === null)))
        this.namesNoCard.add(text)
    }
  }
}
