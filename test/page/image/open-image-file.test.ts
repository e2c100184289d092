import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { guessDpi, openImageFile } from '../../../src/page/image/index.ts'

const drawn = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: { r: 250, g: 250, b: 250 } } })

const readFirst = async (bytes: Uint8Array) => (await openImageFile(bytes)).read(1)

/** Something that cannot be compressed away. */
const speckled = () => {
  const [width, height] = [300, 200]
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => (at * 7919) % 251)
  return sharp(pixels, { raw: { width, height, channels: 1 } })
}

const paper = (level: number) =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: { r: level, g: level, b: level } } })

describe('an image file', () => {
  it('gives its pixels as grey, with the resolution it states', async () => {
    const { image: page } = await readFirst(await drawn().withMetadata({ density: 300 }).png().toBuffer())
    expect(page).toMatchObject({ width: 40, height: 30, dpi: 300 })
    expect(page?.grey).toHaveLength(1200)
    expect(page?.grey[0]).toBe(250)
  })

  it('of a photograph lying on its side is turned upright', async () => {
    const { image: page } = await readFirst(await drawn().withMetadata({ orientation: 6 }).jpeg().toBuffer())
    expect(page).toMatchObject({ width: 30, height: 40 })
  })

  it('with transparent paper is white', async () => {
    const clear = sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    const { image: page } = await readFirst(await clear.png().toBuffer())
    expect(page?.grey.every((level) => level === 255)).toBe(true)
  })

  it.each([
    ['jpeg', () => speckled().jpeg()],
    ['png', () => speckled().png()],
  ])('that is cut short says so: %s', async (_, make) => {
    const bytes = await make().toBuffer()
    expect((await readFirst(bytes)).damage).toBeNull()
    const { image, damage } = await readFirst(bytes.subarray(0, bytes.length * 0.6))
    expect(image).toMatchObject({ width: 300, height: 200 })
    expect(damage).toMatch(/premature end|read error/)
  })

  it('whose pixels are bent says so', async () => {
    const bytes = new Uint8Array(await speckled().jpeg().toBuffer())
    bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 40)
    expect((await readFirst(bytes)).damage).toMatch(/corrupt/i)
  })

  it('with bytes to spare is whole', async () => {
    const jpeg = await speckled().jpeg().toBuffer()
    const end = jpeg.length - 2
    const spare = Buffer.concat([jpeg.subarray(0, end), Buffer.alloc(8, 0x11), jpeg.subarray(end)])
    expect((await readFirst(spare)).damage).toBeNull()
  })

  it('of many pages gives each by itself', async () => {
    const pages = await Promise.all([255, 100].map((level) => paper(level).png().toBuffer()))
    const file = await openImageFile(
      await sharp(pages, { join: { animated: true } })
        .tiff()
        .toBuffer(),
    )
    expect(file.pages).toBe(2)
    expect((await file.read(1)).image.grey[0]).toBe(255)
    expect((await file.read(2)).image.grey[0]).toBe(100)
    await expect(file.read(3)).rejects.toThrow()
  })

  it('that is none is refused', async () => {
    await expect(openImageFile(new TextEncoder().encode('not an image'))).rejects.toThrow()
  })
})

describe('the resolution of an image that states none', () => {
  it.each([
    [3508, 2480, 300],
    [2339, 1654, 200],
    [1754, 1240, 150],
    [2480, 3508, 300],
  ])('%i x %i pixels of A4: %i dpi', (width, height, dpi) => expect(guessDpi(width, height)).toBe(dpi))

  it('of A3 at a usual resolution is told from A4 at an unusual one', () => {
    expect(guessDpi(3308, 2339)).toBe(200)
    expect(guessDpi(4961, 3508)).toBe(300)
  })
})
