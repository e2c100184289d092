import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/model/document.ts'
import { printDocument, printJson } from '../../src/output/json.ts'
import { awkwardDocument } from '../support/documents.ts'

const print = (document: Document): string => [...printDocument(document)].join('')

describe('JSON', () => {
  it('reads back as what went in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(printJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('keeps on one line what fits there', () => {
    expect(printJson({ page: 1, box: [1, 2, 3, 4] })).toBe('{"page": 1, "box": [1, 2, 3, 4]}\n')
    expect(printJson({ text: 'x'.repeat(200) }).split('\n')).toHaveLength(4)
  })

  it('has one order of keys, however the document came to be', () => {
    const document = awkwardDocument()
    const turned = Object.fromEntries(Object.entries(document).reverse())
    expect(print({ ...document, ...turned })).toBe(print(document))
    expect(print(document)).toContain('"parameters": {"a": "1", "b": "2"}')
  })

  it('prints a long document as it prints a short one', () => {
    const document = awkwardDocument()
    const anomalies = Array.from({ length: 200 }, () => document.anomalies).flat()
    const parsed: Document = JSON.parse(print({ ...document, anomalies }))
    expect(parsed.anomalies).toHaveLength(200 * document.anomalies.length)
    expect(print({ ...document, anomalies })).toBe(printJson(parsed))
    expect(print(document)).toBe(printJson(JSON.parse(print(document))))
  })

  it.each([
    ['a card number twice', (d: ReturnType<typeof awkwardDocument>) => ({ ...d, cards: [...d.cards, ...d.cards] })],
    ['a page that is none', (d: ReturnType<typeof awkwardDocument>) => ({ ...d, source: { ...d.source, pages: -1 } })],
  ])('refuses a document with %s', (_, spoil) => {
    expect(() => print(spoil(awkwardDocument()))).toThrow(expect.objectContaining({ code: 'invalid-result' }))
  })
})
