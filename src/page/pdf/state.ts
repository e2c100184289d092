import type { Box } from '../../model/page.ts'
import type { FontFace } from './font.ts'
import { IDENTITY, type Matrix } from './matrix.ts'

/** A painting colour: `#rrggbb`, or null for a pattern or shading, whose colour is not known. */
export type Colour = string | null

/** The graphics state of PDF as far as it decides what is seen and where. Lengths are in user space. */
export class GraphicsState {
  matrix: Matrix = IDENTITY
  /** Visible area in page points; null is the whole page. */
  clip: Box | null = null
  lineWidth = 1
  fill: Colour = '#000000'
  stroke: Colour = '#000000'
  fillAlpha = 1
  strokeAlpha = 1
  /** False where a blend mode or a soft mask lets what lies beneath shine through. */
  covers = true
  font: FontFace | null = null
  fontSize = 0
  charSpacing = 0
  wordSpacing = 0
  horizontalScale = 1
  leading = 0
  rise = 0
  renderMode = 0

  clone(): GraphicsState {
    return Object.assign(new GraphicsState(), this)
  }
}
