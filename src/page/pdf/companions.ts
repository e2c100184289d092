import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { withoutOutlines } from './outlines.ts'

interface Folders {
  cMapUrl: string
  standardFontDataUrl: string
  wasmUrl: string
}

/** A font in the Compact Font Format with one empty glyph (Adobe Technical Note 5176). */
const EMPTY_CFF = Uint8Array.from([
  ...[1, 0, 4, 1], // header
  ...[0, 1, 1, 1, 2, 0x41], // one name
  // the top dictionary says where the character set, the glyphs and the private dictionary are
  ...[0, 1, 1, 1, 8, 139 + 26, 15, 139 + 27, 17, 139, 139 + 33, 18],
  ...[0, 0], // no strings
  ...[0, 0], // no subroutines
  0, // no characters
  ...[0, 1, 1, 1, 2, 14], // one glyph that ends at once
])

const cutFonts = new Map<string, Uint8Array>()

/**
 * Hands pdf.js the files of its own that it asks for while it reads. Of a substitute for a font that is not embedded,
 * reading needs no outlines, only the height of its lines: it gets a font without them, as preparing the whole one
 * takes longer than the text of a page (on the table competition's files half of all time spent on fonts).
 */
export class Companions {
  readonly #folders: Folders

  constructor(folders: Folders) {
    this.#folders = folders
  }

  async fetch({ kind, filename }: { kind: keyof Folders; filename: string }): Promise<Uint8Array> {
    const path = `${this.#folders[kind]}${filename}`
    if (kind !== 'standardFontDataUrl') return new Uint8Array(await readFile(path))
    const known = cutFonts.get(path)
    const font = known ?? (filename.endsWith('.pfb') ? EMPTY_CFF : withoutOutlines(new Uint8Array(readFileSync(path))))
    if (!known) cutFonts.set(path, font)
    // pdf.js writes into what it gets
    return font.slice()
  }
}
