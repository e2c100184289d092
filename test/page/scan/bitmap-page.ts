import type { Grey, Ink } from '../../../src/page/scan/bitmap.ts'

/** White paper to draw on. */
export function blankPage(width: number, height: number): Grey {
  return { width, height, data: new Uint8Array(width * height).fill(255) }
}

export function drawBox(page: Grey, x0: number, y0: number, x1: number, y1: number, level = 0): void {
  for (let y = Math.max(0, y0); y < Math.min(page.height, y1); y++) {
    for (let x = Math.max(0, x0); x < Math.min(page.width, x1); x++) page.data[y * page.width + x] = level
  }
}

/** Lines of square characters (with a hole each) of an em, set on a pitch of 1.1 em. */
export function drawText(page: Grey, x: number, y: number, characters: number, em: number): void {
  for (let k = 0; k < characters; k++) {
    const left = Math.round(x + k * em * 1.1)
    drawBox(page, left, y, left + em, y + em)
    drawBox(page, left + 4, y + 4, left + em - 4, y + em - 4, 255)
  }
}

export function inkOf(page: Grey): Ink {
  return { width: page.width, height: page.height, data: Uint8Array.from(page.data, (level) => (level < 128 ? 1 : 0)) }
}

/** A table of `columns` x `rows` cells with rules of `thickness` pixels. */
export function drawTable(
  page: Grey,
  box: { x0: number; y0: number; x1: number; y1: number },
  columns: number,
  rows: number,
  thickness = 3,
): void {
  const width = (box.x1 - box.x0) / columns
  const height = (box.y1 - box.y0) / rows
  for (let k = 0; k <= columns; k++) {
    const x = Math.round(box.x0 + k * width)
    drawBox(page, x, box.y0, x + thickness, box.y1 + thickness)
  }
  for (let k = 0; k <= rows; k++) {
    const y = Math.round(box.y0 + k * height)
    drawBox(page, box.x0, y, box.x1 + thickness, y + thickness)
  }
}

/** Grey fringes around the ink, as a scanner in grey makes them. */
export function soften({ width, data }: Grey): void {
  const hard = data.slice()
  for (let i = width; i < data.length - width; i++) {
    const isBeside = [i - 1, i + 1, i - width, i + width].some((at) => hard[at] === 0)
    if (hard[i] === 255 && isBeside) data[i] = 128
  }
}
