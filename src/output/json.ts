/** Documents and manifests as JSON: checked before they are written, keys in the order of the schema. */
import type { z } from 'zod'
import { type Document, documentSchema, type Manifest, manifestSchema } from '../model/document.ts'
import { ConversionError } from '../model/errors.ts'
import type { Anomaly } from '../model/provenance.ts'

/** What fits on one line is printed on one line, so that a person can read the file and a line tool compare two. */
const LINE_WIDTH = 120

/** JSON with the object keys as they come, broken into lines where a value is longer than a line. */
export function printJson(value: unknown): string {
  return `${printValue(value, 0)}\n`
}

function printValue(value: unknown, depth: number): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const parts = Array.isArray(value)
    ? value.map((item) => printValue(item, depth + 1))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${printValue(item, depth + 1)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const length = parts.reduce((sum, part) => sum + part.length + 2, depth + 2)
  if (length <= LINE_WIDTH && !parts.some((part) => part.includes('\n'))) return `${open}${parts.join(', ')}${close}`
  const indent = ' '.repeat(depth)
  return `${open}\n${parts.map((part) => `${indent} ${part}`).join(',\n')}\n${indent}${close}`
}

function check<T>(schema: z.ZodType<T>, value: T): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ConversionError('invalid-result', {
    detail: issue ? `${issue.path.join('.')}: ${issue.message}` : 'unknown',
  })
}

const sortKeys = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

/** An anomaly with its parameters in one order, however its rule named them. */
export const orderAnomaly = (anomaly: Anomaly): Anomaly => ({ ...anomaly, parameters: sortKeys(anomaly.parameters) })

/** Keys that the tables promise to be unique. */
function checkKeys(document: Document): void {
  const seen = new Set<string>()
  for (const card of document.cards) {
    for (const key of [
      `card ${card.number}`,
      ...card.kpis.map((kpi) => `card ${card.number} ${kpi.code} series ${kpi.series}`),
    ]) {
      if (seen.has(key)) throw new ConversionError('invalid-result', { detail: `${key} twice` })
      seen.add(key)
    }
  }
}

/** The JSON of a document. Throws ConversionError `invalid-result` where it breaks the schema. */
export function printDocument(document: Document): string {
  const checked = check(documentSchema, document)
  checkKeys(checked)
  return printJson({ ...checked, anomalies: checked.anomalies.map(orderAnomaly) })
}

/** The JSON of a manifest. */
export function printManifest(manifest: Manifest): string {
  const checked = check(manifestSchema, manifest)
  return printJson(checked)
}
