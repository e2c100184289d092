/** Which findings the list shows. */

import type { Severity } from '../../model/provenance.ts'
import type { ItemRow } from '../api.ts'

export interface Row extends ItemRow {
  document: string
  name: string
}

export interface Filters {
  severities: readonly Severity[]
  rule: string
  agency: string
  year: string
  /** Only what was taken with less confidence; '' for all. */
  below: string
  state: 'open' | 'decided' | 'all'
  search: string
}

export const noFilters: Filters = {
  severities: ['error', 'warning', 'info'],
  rule: '',
  agency: '',
  year: '',
  below: '',
  state: 'open',
  search: '',
}

type FilterName = keyof Filters

/** `leave` names a filter that is not applied: its own counts must not depend on it. */
export function makeTest(filters: Filters, leave?: FilterName): (row: Row) => boolean {
  const words = filters.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const active = (name: FilterName): boolean => name !== leave
  const tests: ((row: Row) => boolean)[] = []
  if (active('severities') && filters.severities.length < 3)
    tests.push((row) => filters.severities.includes(row.severity))
  if (active('rule') && filters.rule !== '') tests.push((row) => row.rule === filters.rule)
  if (active('agency') && filters.agency !== '') tests.push((row) => row.agency === filters.agency)
  if (active('year') && filters.year !== '') tests.push((row) => String(row.rocYear ?? '') === filters.year)
  if (active('below') && filters.below !== '') {
    const limit = Number(filters.below)
    tests.push((row) => row.confidence !== null && row.confidence < limit)
  }
  if (active('state') && filters.state !== 'all') tests.push((row) => row.decided === (filters.state === 'decided'))
  if (words.length > 0) {
    tests.push((row) => {
      const text = `${row.place} ${row.message} ${row.rule} ${row.name} ${row.agency}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
  }
  return (row) => tests.every((test) => test(row))
}

/** How many findings each value of a filter would show. */
export function countBy(
  rows: readonly Row[],
  filters: Filters,
  name: FilterName,
  keyOf: (row: Row) => string,
): Map<string, number> {
  const test = makeTest(filters, name)
  const counts = new Map<string, number>()
  for (const row of rows) if (test(row)) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return counts
}
