import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { guessDpi, readImageFile } from '../../../src/page/image/index.ts'

const drawn = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: { r: 250, g: 250, b: 250 } } })

describe('an image file', () => {
  it('gives its pixels as grey, with the resolution it states', async () => {
    const [page] = await readImageFile(await drawn().withMetadata({ density: 300 }).png().toBuffer())
    expect(page).toMatchObject({ width: 40, height: 30, dpi: 300 })
    expect(page?.grey).toHaveLength(1200)
    expect(page?.grey[0]).toBe(250)
  })

  it('of a photograph lying on its side is turned upright', async () => {
    const [page] = await readImageFile(await drawn().withMetadata({ orientation: 6 }).jpeg().toBuffer())
    expect(page).toMatchObject({ width: 30, height: 40 })
  })

  it('with transparent paper is white', async () => {
    const clear = sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    const [page] = await readImageFile(await clear.png().toBuffer())
    expect(page?.grey.every((level) => level === 255)).toBe(true)
  })

  it('that is none is refused', async () => {
    await expect(readImageFile(new TextEncoder().encode('not an image'))).rejects.toThrow()
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
