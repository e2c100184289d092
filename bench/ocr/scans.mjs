/** Scans whose text is known: pages of born-digital PDFs, drawn and spoilt as an office scanner spoils them. */
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { withPdf } from '../../dist/page/pdf/index.js'
import { layOutPage } from '../../dist/table/index.js'

export const CONDITIONS = [
  { name: '300 dpi', dpi: 300, skew: 0, noise: 6, blur: 0.4, quality: 85 },
  { name: '200 dpi, skewed, noisy', dpi: 200, skew: 0.6, noise: 10, blur: 0.4, quality: 70 },
]

/** The same noise in every run. */
function makeNoise(seed) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state / 0x7fffffff
  }
  return () => (next() + next() + next() + next() - 2) * 1.73
}

/** Grey pixels of a drawn page after skew, blur, noise and JPEG; the skew is about the middle of the page. */
async function spoil(bitmap, { skew, noise, blur, quality }) {
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
  return sharp(blurred, { raw: { width, height, channels: 1 } })
    .jpeg({ quality })
    .toBuffer()
}

/** Printed lines of a page as its own text says: text and box in points. */
function findTruth(page) {
  const cells = layOutPage(page).blocks.flatMap((block) =>
    block.kind === 'table' ? block.table.cells.flatMap((cell) => cell.lines) : block.note.lines,
  )
  return cells.filter((line) => line.box !== null).map(({ text, box }) => ({ text, box }))
}

/** Every page of the PDFs under every condition: `{ condition, dpi, width, height, jpeg, lines }`. */
export async function makeScans(files, pageNumbers) {
  const scans = []
  for (const file of files) {
    await withPdf(readFileSync(file), {}, async (pdf) => {
      for await (const page of pdf.pages()) {
        if (pageNumbers && !pageNumbers.includes(page.number)) continue
        for (const condition of CONDITIONS) {
          const bitmap = await pdf.render(page.number, condition.dpi)
          const jpeg = await spoil(bitmap, condition)
          const { width, height } = page
          scans.push({
            condition: condition.name,
            skew: condition.skew,
            dpi: condition.dpi,
            width,
            height,
            jpeg,
            lines: findTruth(page),
          })
        }
      }
    })
  }
  return scans
}
