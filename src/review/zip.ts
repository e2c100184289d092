/** A ZIP archive of a few files, deflated; its bytes depend on the files alone. */
import { crc32, deflateRawSync } from 'node:zlib'

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x0800
const DEFLATED = 8
/** 1980-01-01, the first day that the format knows. */
const DATE = 0x0021

export function makeZip(files: readonly { name: string; content: Uint8Array }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of files) {
    const bytes = Buffer.from(name, 'utf8')
    const deflated = deflateRawSync(content)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(VERSION, 0)
    about.writeUInt16LE(FLAGS, 2)
    about.writeUInt16LE(DEFLATED, 4)
    about.writeUInt16LE(0, 6)
    about.writeUInt16LE(DATE, 8)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(deflated.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(bytes.length, 22)
    about.writeUInt16LE(bytes.length, 22)
    const local = Buffer.alloc(4)
    local.writeUInt32LE(LOCAL)
    parts.push(local, about, bytes, deflated)
    const central = Buffer.alloc(6)
    central.writeUInt32LE(CENTRAL, 0)
    central.writeUInt16LE(VERSION, 4)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(central, about, place, bytes)
    offset += 4 + about.length + bytes.length + deflated.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}
