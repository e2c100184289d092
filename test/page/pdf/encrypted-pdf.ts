/** A PDF of one word that needs a password. */
import { createHash } from 'node:crypto'
import { makePdf } from './make-pdf.ts'

export const HI = { content: 'BT /F1 10 Tf 50 100 Td (Hi) Tj ET' }

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index)
  const at = (index: number) => state[index & 255] ?? 0
  const swap = (i: number, j: number) => {
    const kept = at(i)
    state[i] = at(j)
    state[j] = kept
  }
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let i = 0
  let j = 0
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255
      j = (j + at(i)) & 255
      swap(i, j)
      return byte ^ at(at(i) + at(j))
    }),
  )
}

/** The page in 40-bit encryption, the oldest that PDF has. */
export function encryptedPdf(userPassword: string): Uint8Array {
  const padded = (password: string) => Buffer.concat([Buffer.from(password), PADDING]).subarray(0, 32)
  const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest().subarray(0, 5)
  const owner = rc4(md5(padded('owner')), padded(userPassword))
  const id = Buffer.from('0123456789abcdef')
  const key = md5(padded(userPassword), owner, Buffer.from([0xfc, 0xff, 0xff, 0xff]), id)
  const user = rc4(key, PADDING)
  const streamKey = createHash('md5')
    .update(Buffer.concat([key, Buffer.from([11, 0, 0, 0, 0])]))
    .digest()
    .subarray(0, 10)
  const content = rc4(streamKey, Buffer.from(HI.content)).toString('latin1')
  const trailer = `/ID [<${id.toString('hex')}> <${id.toString('hex')}>]
    /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`
  return makePdf([{ content }], {}, trailer)
}
