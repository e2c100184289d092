import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printDocument, printJson } from '../../src/output/json.ts'
import { awkwardDocument } from '../support/documents.ts'

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
    expect(printDocument({ ...document, ...turned })).toBe(printDocument(document))
    expect(printDocument(document)).toContain('"parameters": {"a": "1", "b": "2"}')
  })

  it.each([
    ['a card number twice', (d: ReturnType<typeof awkwardDocument>) => ({ ...d, cards: [...d.cards, ...d.cards] })],
    ['a page that is none', (d: ReturnType<typeof awkwardDocument>) => ({ ...d, source: { ...d.source, pages: -1 } })],
  ])('refuses a document with %s', (_, spoil) => {
    expect(() => printDocument(spoil(awkwardDocument()))).toThrow(expect.objectContaining({ code: 'invalid-result' }))
  })
})
