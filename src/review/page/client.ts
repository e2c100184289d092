/** Talks to the server; addresses are relative, so the token of the page's own address goes with every request. */
import type { Language } from '../../model/rule.ts'
import type { DecisionAnswer, DecisionRequest, ItemDetail, Overview, PlacedValue, RefusalCode } from '../api.ts'

export class RefusedError extends Error {
  readonly code: RefusalCode | 'offline'

  constructor(code: RefusalCode | 'offline') {
    super(code)
    this.code = code
  }
}

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(
    path,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  ).catch(() => null)
  if (response === null) throw new RefusedError('offline')
  const answer = await response.json().catch(() => ({ error: 'bad-request' }))
  if (!response.ok) throw new RefusedError(answer.error)
  return answer
}

type WithoutVersion<Request> = Request extends { version: string } ? Omit<Request, 'version'> : never
export type DecisionDraft = WithoutVersion<DecisionRequest>

export const getOverview = (since: number, language: Language): Promise<Overview> =>
  ask(`api/overview?since=${since}&lang=${language}`)
/** The worst findings alone, so that the first screen need not wait for tens of thousands. */
export const getFirst = (count: number, language: Language): Promise<Overview> =>
  ask(`api/overview?first=${count}&lang=${language}`)
export const getItem = (id: string, language: Language): Promise<ItemDetail> => ask(`api/items/${id}?lang=${language}`)
export const getValues = (document: string, page: number | null, language: Language): Promise<PlacedValue[]> =>
  ask(`api/documents/${encodeURIComponent(document)}/values?lang=${language}${page === null ? '' : `&page=${page}`}`)
export const pageAddress = (document: string, page: number): string =>
  `api/documents/${encodeURIComponent(document)}/pages/${page}`
export const postDecision = (draft: DecisionDraft, version: string): Promise<DecisionAnswer> =>
  ask('api/decisions', { ...draft, version })
export const postUndo = (version: string): Promise<DecisionAnswer> => ask('api/undo', { version })
export const postRedo = (version: string): Promise<DecisionAnswer> => ask('api/redo', { version })
