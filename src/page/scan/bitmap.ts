/** Grey pixels and ink masks: what every step before reading works on. */

export interface Grey {
  width: number
  height: number
  /** 0 is black, 255 paper. */
  data: Uint8Array
}

/** 1 where there is ink, else 0. */
export interface Ink {
  width: number
  height: number
  data: Uint8Array
}

/** Share of pixels that may be darker than what is taken as black: the ink of a page with three words. */
const BLACK_SHARE = 0.002
/** A pixel is ink when it is darker than this share of the paper around it; thin 200 dpi strokes of a Ming font end near 0.6. */
const INK_SHARE = 0.66
/** Side of the squares in which the paper's level is taken, in inches: wider than a title's stroke, narrower than a shadow. */
const TILE_INCHES = 0.25
/** This share of a square's pixels is no lighter than its paper; a square of dense text is three parts in four paper. */
const PAPER_QUANTILE = 0.8
/** A square whose paper is darker than this after stretching is a dark filled cell: its text is light. */
const DARK_FILL = 110

function countLevels(data: Uint8Array): Uint32Array {
  const histogram = new Uint32Array(256)
  for (let i = 0; i < data.length; i++) {
    const level = data[i] ?? 0
    histogram[level] = (histogram[level] ?? 0) + 1
  }
  return histogram
}

/** Paper is lighter than this, and a page mostly darker is a negative. Reasoned: the shadows of own scans end at 200. */
const DARKEST_PAPER = 96

/** A negative, as from microfilm, as a positive: most of every page is paper. */
export function toPositive(image: Grey): Grey {
  const histogram = countLevels(image.data)
  let dark = 0
  for (let level = 0; level < DARKEST_PAPER; level++) dark += histogram[level] ?? 0
  return dark * 2 > image.data.length ? { ...image, data: image.data.map((level) => 255 - level) } : image
}

/** Grey levels spread so that the paper (the most common light level) is 255 and the ink 0. */
export function stretchContrast(image: Grey): Grey {
  const histogram = countLevels(image.data)
  let paper = 255
  let most = 0
  for (let level = DARKEST_PAPER; level < 256; level++) {
    const count = histogram[level] ?? 0
    if (count > most) {
      most = count
      paper = level
    }
  }
  let black = 0
  for (let seen = 0; black < paper - 32; black++) {
    seen += histogram[black] ?? 0
    if (seen > image.data.length * BLACK_SHARE) break
  }
  const levels = new Uint8Array(256)
  for (let level = 0; level < 256; level++) {
    levels[level] = Math.max(0, Math.min(255, Math.round(((level - black) * 255) / (paper - black))))
  }
  const data = new Uint8Array(image.data.length)
  for (let i = 0; i < data.length; i++) data[i] = levels[image.data[i] ?? 0] ?? 0
  return { width: image.width, height: image.height, data }
}

/**
 * Pixels neither ink nor paper, as a share of the ink: none in ten scans in black and white, also where they lie as stencils
 * over a tinted background and are drawn, and 0.27 or more in twenty grey ones at 150 to 400 dpi.
 */
const FEWEST_FRINGES = 0.05

/** Was the page black and white where it was scanned? In: the page with its contrast stretched, before it is turned. */
export function isOneBit({ data }: Grey): boolean {
  let ink = 0
  let fringe = 0
  for (let i = 0; i < data.length; i++) {
    const level = data[i] ?? 255
    if (level < 64) ink++
    else if (level < 192) fringe++
  }
  return fringe < ink * FEWEST_FRINGES
}

interface Tiles {
  size: number
  columns: number
  rows: number
  /** Grey level of the paper in each square. */
  paper: Uint8Array
}

function measurePaper(image: Grey, dpi: number): Tiles {
  const size = Math.max(16, Math.round(TILE_INCHES * dpi))
  const columns = Math.ceil(image.width / size)
  const rows = Math.ceil(image.height / size)
  const paper = new Uint8Array(columns * rows)
  const histogram = new Uint32Array(256)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      histogram.fill(0)
      let count = 0
      const yEnd = Math.min(image.height, (row + 1) * size)
      const xEnd = Math.min(image.width, (column + 1) * size)
      for (let y = row * size; y < yEnd; y += 2) {
        for (let i = y * image.width + column * size; i < y * image.width + xEnd; i += 2) {
          const level = image.data[i] ?? 0
          histogram[level] = (histogram[level] ?? 0) + 1
          count++
        }
      }
      let level = 255
      for (let above = 0; level > 0; level--) {
        above += histogram[level] ?? 0
        if (above > count * (1 - PAPER_QUANTILE)) break
      }
      paper[row * columns + column] = level
    }
  }
  return { size, columns, rows, paper }
}

/** So many dark squares in a row or a column, of an eighth of an inch each, are a filled cell: a punched hole covers two. */
const FEWEST_DARK = 3

/** 1 for each dark square that is part of a filled cell. */
function findDarkFills({ paper, columns, rows }: Tiles): Uint8Array {
  const filled = new Uint8Array(paper.length)
  const markRuns = (length: number, at: (step: number) => number): void => {
    let from = 0
    for (let step = 0; step <= length; step++) {
      if (step < length && (paper[at(step)] ?? 255) < DARK_FILL) continue
      if (step - from >= FEWEST_DARK) for (let k = from; k < step; k++) filled[at(k)] = 1
      from = step + 1
    }
  }
  for (let row = 0; row < rows; row++) markRuns(columns, (step) => row * columns + step)
  for (let column = 0; column < columns; column++) markRuns(rows, (step) => step * columns + column)
  return filled
}

/** Dark filled squares turned into light ones, so that their light text becomes dark; other pixels stay. */
export function invertDarkFills(image: Grey, dpi: number): Grey {
  const tiles = measurePaper(image, dpi / 2)
  const filled = findDarkFills(tiles)
  if (!filled.includes(1)) return image
  const data = image.data.slice()
  for (let y = 0; y < image.height; y++) {
    const row = Math.floor(y / tiles.size) * tiles.columns
    for (let x = 0; x < image.width; x++) {
      if (filled[row + Math.floor(x / tiles.size)] !== 1) continue
      const i = y * image.width + x
      data[i] = 255 - (image.data[i] ?? 0)
    }
  }
  return { width: image.width, height: image.height, data }
}

/** The ink of a page: pixels clearly darker than the paper around them. */
export function findInk(image: Grey, dpi: number): Ink {
  const tiles = measurePaper(image, dpi)
  const data = new Uint8Array(image.data.length)
  const limits = Uint8Array.from(tiles.paper, (level) => Math.round(Math.max(level, DARK_FILL) * INK_SHARE))
  for (let y = 0; y < image.height; y++) {
    const row = Math.floor(y / tiles.size) * tiles.columns
    for (let column = 0; column < tiles.columns; column++) {
      const limit = limits[row + column] ?? 0
      const end = y * image.width + Math.min(image.width, (column + 1) * tiles.size)
      for (let i = y * image.width + column * tiles.size; i < end; i++) {
        if ((image.data[i] ?? 255) < limit) data[i] = 1
      }
    }
  }
  return { width: image.width, height: image.height, data }
}

/** Rows become columns. */
export function transposeInk(ink: Ink): Ink {
  const { width, height } = ink
  const data = new Uint8Array(width * height)
  const block = 32
  for (let yBlock = 0; yBlock < height; yBlock += block) {
    for (let xBlock = 0; xBlock < width; xBlock += block) {
      const yEnd = Math.min(height, yBlock + block)
      const xEnd = Math.min(width, xBlock + block)
      for (let y = yBlock; y < yEnd; y++) {
        for (let x = xBlock; x < xEnd; x++) data[x * height + y] = ink.data[y * width + x] ?? 0
      }
    }
  }
  return { width: height, height: width, data }
}

/** Median of three by three pixels: removes salt and pepper of one pixel. */
export function filterMedian(image: Grey): Grey {
  const { width, height, data } = image
  const out = data.slice()
  const nine = new Uint8Array(9)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const value = data[i] ?? 0
      // Flat paper is left alone: most pixels of a page need no sorting.
      if (value === 255 && data[i - 1] === 255 && data[i + 1] === 255 && data[i - width] === 255) continue
      for (let k = 0; k < 9; k++) nine[k] = data[i + (Math.floor(k / 3) - 1) * width + (k % 3) - 1] ?? 0
      nine.sort()
      out[i] = nine[4] ?? value
    }
  }
  return { width, height, data: out }
}

/** Turned clockwise by a multiple of 90 degrees. */
export function turnGrey(image: Grey, degrees: 0 | 90 | 180 | 270): Grey {
  const { width, height, data } = image
  if (degrees === 0) return image
  const out = new Uint8Array(data.length)
  if (degrees === 180) {
    for (let i = 0, j = data.length - 1; i < data.length; i++, j--) out[j] = data[i] ?? 0
    return { width, height, data: out }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const target = degrees === 90 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y
      out[target] = data[y * width + x] ?? 0
    }
  }
  return { width: height, height: width, data: out }
}
