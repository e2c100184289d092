import type { Box } from '../../model/page.ts'
import type { PdfLimits } from '../limits.ts'
import { FontFace } from './font.ts'
import { Ink } from './ink.ts'
import type { OperatorList, OptionalContent, PdfFont, PdfGlyph, PdfJsPage } from './library.ts'
import { IDENTITY, intersect, type Matrix, multiply, transformBox, unitBox } from './matrix.ts'
import { brushOf, fillBox, fillPath, isThin, paintDots, strokePath } from './paint-path.ts'
import { clipBox, readPath } from './path.ts'
import { placedPictures } from './placed-pictures.ts'
import { type Pen, showText } from './show-text.ts'
import { GraphicsState } from './state.ts'

/** Deepest nesting of saved states; files that never restore stop here. */
const STATE_DEPTH = 1000
const EMPTY: Box = [Infinity, Infinity, -Infinity, -Infinity]

type Arguments = readonly unknown[]

/** The operator codes of pdf.js that matter here. */
export type OperatorCodes = Record<string, number>

/** Goes through the operators of a page once and keeps what they paint. */
export class Walk {
  readonly ink: Ink
  readonly #page: PdfJsPage
  readonly #codes: OperatorCodes
  readonly #layers: OptionalContent | null
  readonly #base: Matrix
  readonly #fonts: Map<string, FontFace>
  readonly #stack: GraphicsState[] = []
  #state = new GraphicsState()
  #pen: Pen = { matrix: IDENTITY, x: 0, y: 0 }
  #lineX = 0
  #lineY = 0
  #clipping = false
  /** Marked content that is open, outermost first: false where its layer is switched off. */
  readonly #layersShown: boolean[] = []
  #masked = false

  constructor(
    page: PdfJsPage,
    codes: OperatorCodes,
    layers: OptionalContent | null,
    fonts: Map<string, FontFace>,
    limits: PdfLimits,
  ) {
    const viewport = page.getViewport({ scale: 1 })
    this.#page = page
    this.#codes = codes
    this.#layers = layers
    this.#fonts = fonts
    this.#base = multiply(IDENTITY, viewport.transform)
    this.#state.matrix = this.#base
    this.ink = new Ink([0, 0, viewport.width, viewport.height], limits)
  }

  run(list: OperatorList): Ink {
    const { fnArray, argsArray } = list
    for (let index = 0; index < fnArray.length; index += 1) {
      const code = fnArray[index]
      if (code !== undefined) this.#execute(code, argsArray[index] ?? [])
    }
    paintDots(this.ink)
    return this.ink
  }

  #execute(code: number, args: Arguments): void {
    const ops = this.#codes
    const state = this.#state
    switch (code) {
      case ops.showText:
        this.#showText(args[0] as (PdfGlyph | number)[])
        break
      case ops.setTextMatrix:
        this.#pen.matrix = args[0] as ArrayLike<number>
        this.#pen.x = this.#pen.y = this.#lineX = this.#lineY = 0
        break
      case ops.moveText:
        this.#moveText(number(args[0]), number(args[1]))
        break
      case ops.setLeadingMoveText:
        state.leading = -number(args[1])
        this.#moveText(number(args[0]), number(args[1]))
        break
      case ops.nextLine:
        this.#moveText(0, -state.leading)
        break
      case ops.beginText:
        this.#pen = { matrix: IDENTITY, x: 0, y: 0 }
        this.#lineX = this.#lineY = 0
        break
      case ops.setFont:
        state.font = this.#font(String(args[0]))
        state.fontSize = number(args[1])
        break
      case ops.setCharSpacing:
        state.charSpacing = number(args[0])
        break
      case ops.setWordSpacing:
        state.wordSpacing = number(args[0])
        break
      case ops.setHScale:
        state.horizontalScale = number(args[0]) / 100
        break
      case ops.setLeading:
        state.leading = number(args[0])
        break
      case ops.setTextRise:
        state.rise = number(args[0])
        break
      case ops.setTextRenderingMode:
        state.renderMode = number(args[0])
        break
      case ops.constructPath:
        this.#paintPath(number(args[0]), (args[1] as ArrayLike<number>[])[0] ?? null)
        break
      case ops.clip:
      case ops.eoClip:
        this.#clipping = true
        break
      case ops.save:
        this.#save()
        break
      case ops.restore:
        this.#restore()
        break
      case ops.transform:
        state.matrix = multiply(state.matrix, args as number[])
        break
      case ops.setLineWidth:
        state.lineWidth = number(args[0])
        break
      case ops.setFillRGBColor:
        state.fill = String(args[0])
        break
      case ops.setStrokeRGBColor:
        state.stroke = String(args[0])
        break
      case ops.setFillColorN:
        state.fill = null
        break
      case ops.setStrokeColorN:
        state.stroke = null
        break
      case ops.setFillTransparent:
        state.fill = 'transparent'
        break
      case ops.setStrokeTransparent:
        state.stroke = 'transparent'
        break
      case ops.setGState:
        this.#setGraphicsState(args[0] as [string, unknown][])
        break
      case ops.paintFormXObjectBegin:
        this.#save()
        this.#enter(args[0] as ArrayLike<number> | null, args[1] as ArrayLike<number> | null)
        break
      case ops.beginGroup:
        this.#beginGroup(
          args[0] as { matrix?: ArrayLike<number> | null; bbox?: ArrayLike<number> | null; smask?: unknown },
        )
        break
      case ops.paintFormXObjectEnd:
      case ops.endGroup:
      case ops.endAnnotation:
        this.#restore()
        break
      case ops.beginAnnotation:
        this.#beginAnnotation(args)
        break
      case ops.beginMarkedContentProps:
        this.#layersShown.push(this.#isShown(args))
        break
      case ops.beginMarkedContent:
        this.#layersShown.push(true)
        break
      case ops.endMarkedContent:
        this.#layersShown.pop()
        break
      default:
        this.#paintPicture(code, args)
    }
  }

  /** Pictures, stencils and shadings. */
  #paintPicture(code: number, args: Arguments): void {
    const ops = this.#codes
    const { matrix } = this.#state
    switch (code) {
      case ops.paintSolidColorImageMask:
        this.#paintStencil(unitBox(matrix))
        break
      case ops.shadingFill:
        if (this.#seen()) {
          const area = this.#state.clip ?? this.ink.page
          this.ink.fills.push({ fill: { box: intersect(area, this.ink.page), colour: '' }, order: this.ink.next() })
        }
        break
      default: {
        const opaque = !this.#masked && (code === ops.paintImageXObject || code === ops.paintInlineImageXObject)
        for (const { place } of placedPictures(code, args, ops)) {
          this.#paintImage(unitBox(multiply(matrix, place)), opaque)
        }
      }
    }
  }

  #showText(items: readonly (PdfGlyph | number)[]): void {
    if (!this.#seen()) {
      const hidden = this.#state.clone()
      hidden.renderMode = 3
      showText(items, hidden, this.#pen, this.ink)
      return
    }
    showText(items, this.#state, this.#pen, this.ink)
  }

  #moveText(x: number, y: number): void {
    this.#pen.x = this.#lineX += x
    this.#pen.y = this.#lineY += y
  }

  #paintPath(paint: number, data: ArrayLike<number> | null): void {
    const ops = this.#codes
    const state = this.#state
    const clipping = this.#clipping
    this.#clipping = false
    const strokes = paint === ops.stroke || paint === ops.closeStroke
    const both =
      paint === ops.fillStroke ||
      paint === ops.eoFillStroke ||
      paint === ops.closeFillStroke ||
      paint === ops.closeEOFillStroke
    const fills = both || paint === ops.fill || paint === ops.eoFill
    if (!clipping && !strokes && !fills) return
    const subpaths = readPath(data, state.matrix, this.ink)
    if (this.#seen()) {
      const evenOdd = paint === ops.eoFill || paint === ops.eoFillStroke || paint === ops.closeEOFillStroke
      if (fills) fillPath(subpaths, state, evenOdd, this.ink)
      if (strokes || both) strokePath(subpaths, state, this.ink)
    }
    if (clipping) state.clip = subpaths.length > 0 ? intersect(state.clip, clipBox(subpaths)) : EMPTY
  }

  /** A stencil of one solid pixel, by which some writers draw their lines and backgrounds. */
  #paintStencil(box: Box): void {
    const brush = this.#seen() ? brushOf(this.#state, 'fill', this.ink) : null
    if (brush) fillBox(box, isUpright(this.#state.matrix), brush, this.ink)
  }

  #paintImage(box: Box, opaque: boolean): void {
    if (!this.#seen() || this.#state.fillAlpha <= 0) return
    const order = this.ink.next()
    const seen = intersect(this.#state.clip, intersect(this.ink.page, box))
    if (isThin(box)) {
      // Printer drivers draw lines as pictures of a few pixels.
      fillBox(box, false, { colour: null, opaque: false, order, area: seen, drawn: 'fill' }, this.ink)
      return
    }
    if (seen[2] <= seen[0] || seen[3] <= seen[1]) return
    this.ink.images.push(seen)
    const covers = opaque && this.#state.covers && this.#state.fillAlpha === 1 && isUpright(this.#state.matrix)
    if (covers) this.ink.covers.push({ box: seen, order, colour: null })
  }

  #setGraphicsState(entries: readonly [string, unknown][]): void {
    const state = this.#state
    for (const [key, value] of entries) {
      if (key === 'LW') state.lineWidth = number(value)
      else if (key === 'CA') state.strokeAlpha = number(value)
      else if (key === 'ca') state.fillAlpha = number(value)
      else if (key === 'BM') state.covers = value === 'source-over'
      // pdf.js announces a picture with a mask of its own by taking the page's soft mask away.
      else if (key === 'SMask') this.#masked = value === false && entries.length === 1
      else if (key === 'Font' && Array.isArray(value)) {
        state.font = this.#font(String(value[0]))
        state.fontSize = number(value[1])
      }
    }
  }

  #beginGroup(group: { matrix?: ArrayLike<number> | null; bbox?: ArrayLike<number> | null; smask?: unknown }): void {
    this.#save()
    if (group.bbox) {
      const matrix = group.matrix ? multiply(this.#state.matrix, group.matrix) : this.#state.matrix
      this.#clipTo(matrix, group.bbox)
    }
    // The drawing of a soft mask is not ink.
    if (group.smask) this.#state.clip = EMPTY
    this.#state.covers = this.#state.covers && this.#state.fillAlpha === 1
    if (this.#state.fillAlpha > 0) this.#state.fillAlpha = this.#state.strokeAlpha = 1
  }

  #beginAnnotation(args: Arguments): void {
    this.#save()
    const clean = new GraphicsState()
    clean.matrix = this.#base
    this.#state = clean
    const rect = args[1] as ArrayLike<number> | null
    if (rect) this.#clipTo(this.#base, rect)
    clean.matrix = multiply(multiply(this.#base, args[2] as number[]), args[3] as number[])
  }

  #enter(matrix: ArrayLike<number> | null, box: ArrayLike<number> | null): void {
    if (matrix) this.#state.matrix = multiply(this.#state.matrix, matrix)
    if (box) this.#clipTo(this.#state.matrix, box)
  }

  #clipTo(matrix: Matrix, box: ArrayLike<number>): void {
    const area = transformBox(matrix, box[0] ?? 0, box[1] ?? 0, box[2] ?? 0, box[3] ?? 0)
    this.#state.clip = intersect(this.#state.clip, area)
  }

  #save(): void {
    if (this.#stack.length < STATE_DEPTH) this.#stack.push(this.#state)
    this.#state = this.#state.clone()
  }

  #restore(): void {
    this.#state = this.#stack.pop() ?? this.#state
    this.#masked = false
  }

  #seen(): boolean {
    return !this.#layersShown.includes(false)
  }

  #isShown(args: Arguments): boolean {
    if (args[0] !== 'OC' || !this.#layers || !args[1]) return true
    return this.#layers.isVisible(args[1])
  }

  #font(id: string): FontFace | null {
    const known = this.#fonts.get(id)
    if (known) return known
    const objects = this.#page.commonObjs
    const font = objects.has(id) ? objects.get(id) : null
    if (!font || typeof font !== 'object') return null
    const face = new FontFace(font as PdfFont)
    this.#fonts.set(id, face)
    return face
  }
}

/** The sides of what the matrix paints run along the page's. */
function isUpright(matrix: Matrix): boolean {
  const small = 1e-3 * (Math.abs(matrix[0]) + Math.abs(matrix[1]) + Math.abs(matrix[2]) + Math.abs(matrix[3]))
  return (
    (Math.abs(matrix[1]) <= small && Math.abs(matrix[2]) <= small) ||
    (Math.abs(matrix[0]) <= small && Math.abs(matrix[3]) <= small)
  )
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
