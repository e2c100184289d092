import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import drawPictures, { type PictureTask } from '../../src/batch/picture-task.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const SAMPLE = new URL('../../samples/hakka-111.pdf', import.meta.url).pathname
const DPI = 96
/** Levels of grey, of 255, by which a glyph drawn from another origin differs: 7 as measured. */
const ROUNDING = 12

const task = (crops: PictureTask['crops'], format: PictureTask['format'] = 'png'): PictureTask => ({
  path: SAMPLE,
  password: null,
  dpi: DPI,
  crops,
  format,
})

async function pixelsOf(picture: Uint8Array | null | undefined) {
  if (!picture) throw new Error('no picture')
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: new Uint8Array(data) }
}

describe('pictures of parts of pages', () => {
  it('are those of the whole page, cut out', async () => {
    const box = [100.3, 120.7, 260.1, 180.4] as const
    const other = [400, 300, 450.5, 330] as const
    const parts = await drawPictures(
      task([
        { page: 2, box: [...box] },
        { page: 2, box: [...other] },
      ]),
    )
    const [whole] = await drawPictures(task([{ page: 2, box: null }]))
    const page = await pixelsOf(whole)
    for (const [i, [x0, y0, x1, y1]] of [box, other].entries()) {
      const part = await pixelsOf(parts[i])
      const scale = DPI / 72
      expect([part.width, part.height]).toEqual([Math.round((x1 - x0) * scale), Math.round((y1 - y0) * scale)])
      const [left, top] = [Math.round(x0 * scale), Math.round(y0 * scale)]
      const cut = [...part.data].map((_, at) => {
        const [row, column] = [Math.floor(at / part.width), at % part.width]
        return page.data[(top + row) * page.width + left + column] ?? 0
      })
      const differences = cut.map((grey, at) => Math.abs(grey - (part.data[at] ?? 0)))
      expect(Math.max(...differences)).toBeLessThanOrEqual(ROUNDING)
      expect(Math.max(...cut) - Math.min(...cut)).toBeGreaterThan(100)
    }
  })

  it('are in the order asked for, over several pages, and null for pages that are not there', async () => {
    const pictures = await drawPictures(
      task(
        [
          { page: 3, box: [0, 0, 72, 36] },
          { page: 99, box: null },
          { page: 1, box: [0, 0, 36, 72] },
        ],
        'webp',
      ),
    )
    expect(pictures[1]).toBeNull()
    expect(await Promise.all([pictures[0], pictures[2]].map(pixelsOf))).toMatchObject([
      { width: 96, height: 48 },
      { width: 48, height: 96 },
    ])
  })

  it('are cut out of scans at the sharpness asked for', async () => {
    const path = join(temporaryFolder(), 'scan.png')
    const grey = Uint8Array.from({ length: 300 * 200 }, (_, i) => (i % 300 < 150 ? 255 : 0))
    const raw = { width: 300, height: 200, channels: 1 as const }
    writeFileSync(path, await sharp(grey, { raw }).withMetadata({ density: 192 }).png().toBuffer())
    const [picture] = await drawPictures({ ...task([{ page: 1, box: [0, 0, 112.5, 37.5] }]), path })
    const { width, height, data } = await pixelsOf(picture)
    expect([width, height]).toEqual([150, 50])
    expect([data[10], data[140]]).toEqual([255, 0])
  })
})
