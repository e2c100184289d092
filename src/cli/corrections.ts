/** Files of corrections: JSON lines that only grow. */
import { readFileSync } from 'node:fs'
import { type Correction, correctionSchema } from '../model/correction.ts'
import { ConversionError } from '../model/errors.ts'

/** Reads a file of corrections, in its order. Throws ConversionError `bad-corrections` that names the line. */
export function readCorrections(path: string): Correction[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConversionError('bad-corrections', { path, detail: error instanceof Error ? error.message : '' })
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      return [correctionSchema.parse(JSON.parse(line))]
    } catch (error) {
      throw new ConversionError('bad-corrections', { path, detail: `line ${index + 1}` }, { cause: error })
    }
  })
}
