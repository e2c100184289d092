/** Scans whose text is known: pages of born-digital PDFs, drawn and spoilt as an office scanner spoils them. */
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { withPdf } from '../../dist/page/pdf/index.js'
import { layOutPage } from '../../dist/table/index.js'

export const CONDITIONS = [
  { name: '300 dpi', dpi: 300, skew: 0, noise: 6, blur: 0.4, quality: 85 },
  { name: '200 dpi, skewed, noisy', dpi: 200, skew: 0.6, noise: 10, blur: 0.4, quality: 70 },
  { name: '300 dpi, black and white, dirty', dpi: 300, skew: 0.2, noise: 0, blur: 0.3, dirt: 0.0005 },
  { name: '240 dpi, punched, dark edges', dpi: 240, skew: 1.3, noise: 5, blur: 0.4, quality: 80, isSoiled: true },
]
/** Pixels darker than this are black where a scanner knows no grey. */
const BLACK = 140

/** Even numbers from 0 to 1, the same in every run. */
function makeEven(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

function makeNoise(seed) {
  const next = makeEven(seed)
  return () => (next() + next() + next() + next() - 2) * 1.73
}

/** Two punched holes on the left, and the scanner's shadow along the right edge. */
function soil(pixels, width, height, dpi) {
  const radius = dpi * 0.11
  const holes = [0.3, 0.7].map((share) => [dpi * 0.25, height * share])
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isHole = holes.some(([left, top]) => (x - left) ** 2 + (y - top) ** 2 <= radius ** 2)
      if (isHole || x >= width - dpi * 0.12) pixels[y * width + x] = 25
    }
  }
}

/** Black and white pixels, one in `1 / dirt` turned over. */
function turnBlackAndWhite(pixels, dirt, seed) {
  const next = makeEven(seed)
  for (let i = 0; i < pixels.length; i++) pixels[i] = pixels[i] < BLACK !== next() < dirt ? 0 : 255
}

/** The picture of a drawn page after skew, blur, noise, soil and JPEG, or in black and white; the skew is about the middle of the page. */
async function spoil(bitmap, { skew, noise, blur, quality, dirt, isSoiled, dpi }) {
  const { width, height } = bitmap
  const grey = sharp(Buffer.from(bitmap.data), { raw: { width, height, channels: 4 } })
    .flatten({ background: 'white' })
    .greyscale()
  let image = await grey.png().toBuffer()
  if (skew !== 0) {
    const { data, info } = await sharp(image)
      .rotate(skew, { background: 'white' })
      .png()
      .toBuffer({ resolveWithObject: true })
    const place = { left: (info.width - width) >> 1, top: (info.height - height) >> 1, width, height }
    image = await sharp(data).extract(place).png().toBuffer()
  }
  const blurred = await sharp(image).blur(blur).greyscale().toColourspace('b-w').raw().toBuffer()
  const random = makeNoise(7)
  for (let i = 0; i < blurred.length; i++)
    blurred[i] = Math.max(0, Math.min(255, blurred[i] * 0.93 + 10 + random() * noise))
  if (isSoiled) soil(blurred, width, height, dpi)
  if (dirt) turnBlackAndWhite(blurred, dirt, 11)
  const spoilt = sharp(blurred, { raw: { width, height, channels: 1 } })
  return dirt ? spoilt.png().toBuffer() : spoilt.jpeg({ quality }).toBuffer()
}

/** Printed lines of a page as its own text says: text and box in points. */
function findTruth(page) {
  const cells = layOutPage(page).blocks.flatMap((block) =>
    block.kind === 'table' ? block.table.cells.flatMap((cell) => cell.lines) : block.note.lines,
  )
  return cells.filter((line) => line.box !== null).map(({ text, box }) => ({ text, box }))
}

/** Every page of the PDFs under every condition: `{ condition, dpi, width, height, picture, lines }`. */
export async function makeScans(files, pageNumbers) {
  const scans = []
  for (const file of files) {
    await withPdf(readFileSync(file), {}, async (pdf) => {
      for await (const page of pdf.pages()) {
        if (pageNumbers && !pageNumbers.includes(page.number)) continue
        for (const condition of CONDITIONS) {
          const bitmap = await pdf.render(page.number, condition.dpi)
          const picture = await spoil(bitmap, condition)
          const { width, height } = page
          scans.push({
            condition: condition.name,
            skew: condition.skew,
            dpi: condition.dpi,
            width,
            height,
            picture,
            lines: findTruth(page),
          })
        }
      }
    })
  }
  return scans
}
