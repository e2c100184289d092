import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { convert } from '../../src/index.ts'

/** What a person should look at in a scorecard, a line each. */
export async function findDoubts(path: string): Promise<string[]> {
  const bytes = await readFile(path)
  const { document } = await convert(bytes, { id: 'scorecard', name: basename(path), ocr: 'auto' })
  return document.anomalies
    .filter((anomaly) => anomaly.severity !== 'info')
    .map(({ place, rule, message }) => `${place.code} (${rule}): ${message}`)
}
