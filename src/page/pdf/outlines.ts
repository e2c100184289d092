/** TrueType fonts without their outlines (ISO/IEC 14496-22): reading needs of a font file the height of its lines alone. */

const TRUE_TYPE = 0x00010000
/** What fonts of Apple begin with: `true`. */
const APPLE_TRUE_TYPE = 0x74727565
const HEADER_BYTES = 12
const ENTRY_BYTES = 16
/** Bytes of the tables whose length the standard fixes. */
const LENGTHS = { head: 54, hhea: 36, maxp: 6 }

/**
 * A font with the heads of another and one empty glyph; what is no whole TrueType font comes back as it is, for pdf.js to
 * mend or to refuse. pdf.js checks every glyph of a font: 21 of 99 ms of CPU time a document of the practice set.
 */
export function withoutOutlines(bytes: Uint8Array): Uint8Array {
  const font = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = findTables(font)
  if (!tables?.has('loca') || tables.has('CFF ') || (tables.get('maxp')?.length ?? 0) < LENGTHS.maxp) return bytes
  const head = Uint8Array.from(tables.get('head') ?? [])
  const hhea = Uint8Array.from(tables.get('hhea') ?? [])
  if (head.length < LENGTHS.head || hhea.length < LENGTHS.hhea) return bytes
  head.set([0, 0], 50) // short offsets
  hhea.set([0, 1], 34) // one width
  return writeFont([
    ['head', head],
    ['hhea', hhea],
    ['hmtx', new Uint8Array(4)],
    ['loca', new Uint8Array(4)],
    ['maxp', Uint8Array.from([0, 0, 0x50, 0, 0, 1])], // version 0.5, one glyph
  ])
}

/** The tables of a TrueType font by their tags, or null where the bytes are none. */
function findTables(font: Buffer): Map<string, Buffer> | null {
  if (font.length < HEADER_BYTES || ![TRUE_TYPE, APPLE_TRUE_TYPE].includes(font.readUInt32BE(0))) return null
  const end = HEADER_BYTES + ENTRY_BYTES * font.readUInt16BE(4)
  if (font.length < end) return null
  const tables = new Map<string, Buffer>()
  for (let entry = HEADER_BYTES; entry < end; entry += ENTRY_BYTES) {
    const from = font.readUInt32BE(entry + 8)
    tables.set(font.toString('latin1', entry, entry + 4), font.subarray(from, from + font.readUInt32BE(entry + 12)))
  }
  return tables
}

function writeFont(tables: readonly [tag: string, data: Uint8Array][]): Uint8Array {
  let at = HEADER_BYTES + ENTRY_BYTES * tables.length
  const head = Buffer.alloc(at)
  head.writeUInt32BE(TRUE_TYPE, 0)
  head.writeUInt16BE(tables.length, 4)
  for (const [i, [tag, data]] of tables.entries()) {
    const entry = HEADER_BYTES + ENTRY_BYTES * i
    head.write(tag, entry, 'latin1')
    head.writeUInt32BE(at, entry + 8)
    head.writeUInt32BE(data.length, entry + 12)
    at += data.length
  }
  return new Uint8Array(Buffer.concat([head, ...tables.map(([, data]) => data)]))
}
