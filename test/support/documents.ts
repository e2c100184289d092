/** Small documents with a bit of everything that tables can hold. */
import { readFileSync } from 'node:fs'
import type { Document } from '../../src/model/document.ts'
import { documentFromFacts, type Facts } from './facts-document.ts'

/** Two scanned years of one agency, out of the practice data. */
export function readSeries(name: 'series-01' | 'series-10'): { documents: Facts[]; anomalies?: [string, string][] } {
  return JSON.parse(readFileSync(new URL(`../data/${name}.facts.json`, import.meta.url), 'utf8'))
}

const nowhere = { pieces: [], readings: [], confidence: 1 }

/** A document with awkward text, repairs, anomalies, a strategy map and declared counts. */
export function awkwardDocument(id = 'awkward'): Document {
  const [facts] = readSeries('series-01').documents
  if (facts === undefined) throw new Error('no test data')
  const document = documentFromFacts(facts, id)
  const place = { card: 1, level: 'agency' as const, code: 'AC1.1', series: 1, field: 'actual', rocYear: 108 }
  const pieces = [{ page: 2, box: [1.006, 2.344, 3.999, 4] as [number, number, number, number] }]
  const count = (value: number | null) => ({ ...nowhere, raw: String(value), status: 'printed' as const, value })
  const [card] = document.cards
  const kpi = card?.kpis[0]
  if (kpi) {
    kpi.name.text = '「引號", 逗號\n與換行」'
    kpi.owners.names = ['甲科', '乙;丙科']
    kpi.values = kpi.values.map((value, index) => ({
      ...value,
      value: [-5, 0.1, 1e21, 1.5e-7, null, 12.98][index] ?? null,
    }))
  }
  return {
    ...document,
    strategyMaps: [
      {
        organization: '苗栗縣政府教育處',
        rocYear: 109,
        title: null,
        statements: [
          { kind: 'mission', position: 1, code: null, text: '=SUM(A1)', pieces: [] },
          { kind: 'theme', position: 1, code: 'A', text: '主題', pieces: [] },
        ],
        themes: [{ code: 'A', name: '主題' }],
        objectives: [
          {
            code: 'AC1',
            name: { ...nowhere, raw: 'x', status: 'printed', text: '目標' },
            perspective: 'customer',
            themeCode: 'A',
          },
        ],
      },
    ],
    declaredCounts: [
      { organization: null, rocYear: 109, card: 1, objectives: count(8), kpis: count(14), actionPlans: count(null) },
    ],
    repairs: [
      {
        rule: 'malformed-number',
        place,
        before: '1,4004,000',
        after: '14004000',
        applicability: 'likely',
        confidence: 0.9,
        candidates: [
          { value: '14004000', score: 0.9, because: [] },
          { value: '1404000', score: 0.2, because: [] },
        ],
        pieces,
      },
    ],
    anomalies: [
      {
        rule: 'malformed-number',
        severity: 'warning',
        place,
        message: 'the number is malformed',
        parameters: { b: '2', a: '1' },
        printed: '1,4004,000',
        taken: '14004000',
        candidates: [],
        evidence: [{ kind: 'sum-of-parts', detail: 'x' }],
        pieces,
      },
    ],
  }
}
