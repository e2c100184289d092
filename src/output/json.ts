/** Documents and manifests as JSON: checked before they are written, keys in the order of the schema. */
import { z } from 'zod'
import { type Document, documentSchema, type Manifest, manifestSchema } from '../model/document.ts'
import { ConversionError } from '../model/errors.ts'
import type { Anomaly } from '../model/provenance.ts'

/** What fits on one line is printed on one line, so that a person can read the file and a line tool compare two. */
const LINE_WIDTH = 120

/** JSON with the object keys as they come, broken into lines where a value is longer than a line. */
export function printJson(value: unknown): string {
  return `${printValue(value, 0)}\n`
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

const printScalar = (value: unknown): string =>
  typeof value === 'number' && Number.isFinite(value) ? `${value}` : JSON.stringify(value ?? null)

function printValue(value: unknown, depth: number): string {
  const parts: string[] = []
  collectParts(value, depth, parts)
  return parts.join('')
}

/** One list for the whole value: text joined level by level would be copied, and kept, once a level. */
function collectParts(value: unknown, depth: number, parts: string[]): void {
  const line = isContainer(value) ? printLine(value, LINE_WIDTH - depth) : printScalar(value)
  if (line !== null) {
    parts.push(line)
    return
  }
  const isArray = Array.isArray(value)
  const indent = lineAt(depth)
  let before = `${isArray ? '[' : '{'}${indent} `
  for (const [key, item] of membersOf(value as object)) {
    parts.push(key === null ? before : `${before}${JSON.stringify(key)}: `)
    collectParts(item, depth + 1, parts)
    before = `,${indent} `
  }
  parts.push(`${indent}${isArray ? ']' : '}'}`)
}

const lineAt = (depth: number): string => `\n${' '.repeat(depth)}`

/** What JSON shows of an array (without keys) or an object. */
function membersOf(value: object): [key: string | null, item: unknown][] {
  if (Array.isArray(value)) return value.map((item) => [null, item])
  return Object.entries(value).filter(([, item]) => item !== undefined)
}

/** The value on one line, or null as soon as that is seen to be longer than `width`. */
function printLine(value: object, width: number): string | null {
  const isArray = Array.isArray(value)
  let line = isArray ? '[' : '{'
  for (const [key, item] of membersOf(value)) {
    if (line.length > 1) line += ', '
    if (key !== null) line += `${JSON.stringify(key)}: `
    const left = width - line.length - 1
    const printed = isContainer(item) ? printLine(item, left) : printScalar(item)
    if (printed === null || printed.length > left) return null
    line += printed
  }
  return `${line}${isArray ? ']' : '}'}`
}

/** The value in the order of its schema. `path` is where it stands, for the message. */
function check<T>(schema: z.ZodType<T>, value: unknown, path: readonly PropertyKey[] = []): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ConversionError('invalid-result', {
    detail: issue ? `${[...path, ...issue.path].join('.')}: ${issue.message}` : 'unknown',
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

/**
 * The JSON of a document, piece by piece: what is checked and printed of a long one is not in memory as a whole.
 * Throws ConversionError `invalid-result` where it breaks the schema.
 */
export function* printDocument(document: Document): Iterable<string> {
  checkKeys(document)
  const ordered: Document = { ...document, anomalies: document.anomalies.map(orderAnomaly) }
  let before = '{\n '
  for (const [key, schema] of Object.entries(documentSchema.shape)) {
    const value: unknown = ordered[key as keyof Document]
    yield `${before}${JSON.stringify(key)}: `
    // So many items never fit on one line.
    if (Array.isArray(value) && schema instanceof z.ZodArray && value.length > LINE_WIDTH) {
      yield* printItems(key, schema.element as z.ZodType, value)
    } else yield printValue(check(schema as z.ZodType, value, [key]), 1)
    before = ',\n '
  }
  yield '\n}\n'
}

function* printItems(key: string, schema: z.ZodType, items: readonly unknown[]): Iterable<string> {
  for (const [index, item] of items.entries()) {
    yield `${index === 0 ? '[' : ','}${lineAt(2)}${printValue(check(schema, item, [key, index]), 2)}`
  }
  yield `${lineAt(1)}]`
}

/** The JSON of a manifest. */
export function printManifest(manifest: Manifest): string {
  const checked = check(manifestSchema, manifest)
  return printJson(checked)
}
