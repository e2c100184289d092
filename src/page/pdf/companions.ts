import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

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
    const font = known ?? (filename.endsWith('.pfb') ? EMPTY_CFF : withoutGlyphs(readFileSync(path)))
    if (!known) cutFonts.set(path, font)
    // pdf.js writes into what it gets
    return font.slice()
  }
}

/** A TrueType font with the heads of another and one empty glyph. */
function withoutGlyphs(font: Buffer): Uint8Array {
  const head = Uint8Array.from(tableOf(font, 'head'))
  head.set([0, 0], 50) // short offsets
  const hhea = Uint8Array.from(tableOf(font, 'hhea'))
  hhea.set([0, 1], 34) // one width
  const tables: [tag: string, data: Uint8Array][] = [
    ['head', head],
    ['hhea', hhea],
    ['hmtx', new Uint8Array(4)],
    ['loca', new Uint8Array(4)],
    ['maxp', Uint8Array.from([0, 0, 0x50, 0, 0, 1])], // version 0.5, one glyph
  ]
  let at = 12 + 16 * tables.length
  const entries = Buffer.alloc(at)
  entries.writeUInt32BE(0x00010000, 0)
  entries.writeUInt16BE(tables.length, 4)
  for (const [i, [tag, data]] of tables.entries()) {
    entries.write(tag, 12 + 16 * i, 'latin1')
    entries.writeUInt32BE(at, 20 + 16 * i)
    entries.writeUInt32BE(data.length, 24 + 16 * i)
    at += data.length
  }
  return new Uint8Array(Buffer.concat([entries, ...tables.map(([, data]) => data)]))
}

/** A table of a TrueType font; empty where it has none. */
function tableOf(font: Buffer, tag: string): Uint8Array {
  const count = font.readUInt16BE(4)
  for (let entry = 12; entry < 12 + 16 * count; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) !== tag) continue
    const from = font.readUInt32BE(entry + 8)
    return font.subarray(from, from + font.readUInt32BE(entry + 12))
  }
  return new Uint8Array()
}
