/** From what a person does in the page to a line of the decisions file. */
import { readNumber } from '../language/number.ts'
import type { Correction } from '../model/correction.ts'
import { lookAround } from '../output/report/place.ts'
import type { DecisionRequest, RefusalCode } from './api.ts'
import { readPrint } from './detail.ts'
import type { Session } from './session.ts'

export class RefusedError extends Error {
  override name = 'RefusedError'
  readonly code: RefusalCode

  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}

/** The decision that a request means. Throws RefusedError where the place cannot take it. */
export function makeDecision(session: Session, request: DecisionRequest, by: string, at: string): Correction {
  const found = session.find(request.item)
  if (found === null) throw new RefusedError('not-found')
  const { held, item } = found
  const { place, rule, printed, taken, candidates } = item.anomaly
  const about = { document: held.sha256, place, rule, by, at, why: request.why }
  const keep: Correction = { ...about, printed, value: taken, keep: true }
  if (request.action === 'keep') return keep
  const document = session.document(held.known.id)
  const { datum } = lookAround(document, place)
  if (datum === null) {
    if (request.action === 'as-printed') return keep
    throw new RefusedError('not-possible')
  }
  const change = (value: Correction['value']): Correction => ({ ...about, printed: datum.raw, value })
  const figure = 'value' in datum ? datum : null
  if (request.action === 'as-printed') {
    const print = datum.raw ?? printed ?? ''
    if (figure === null) return change(print.replace(/\n/gu, ''))
    const value = readPrint(print, figure)
    if (value === null) throw new RefusedError('not-a-number')
    return value === figure.value ? keep : change(value)
  }
  if (request.action === 'choose') {
    const candidate = candidates[request.candidate]
    if (candidate === undefined) throw new RefusedError('not-found')
    if (figure === null) return change(candidate.value === '' ? null : candidate.value)
    const value = readPrint(candidate.value, figure)
    if (value === null) throw new RefusedError('not-a-number')
    return change(value)
  }
  const typed = request.value.trim()
  if (typed === '') return change(null)
  if (figure === null) return change(typed)
  const reading = readNumber(typed)
  if (reading.kind !== 'number') throw new RefusedError('not-a-number')
  return change(reading.value)
}
