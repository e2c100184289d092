/** What a person has decided stands after `check`, and what was taken back is open again. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { applyDecisions } from '../../src/batch/apply.ts'
import { runCheck } from '../../src/batch/check.ts'
import { appendDecisions, readDecisions } from '../../src/batch/corrections.ts'
import type { Correction } from '../../src/model/correction.ts'
import { type Document, documentSchema } from '../../src/model/document.ts'
import { printCard } from '../support/card-text.ts'
import { convertInto, sampleText } from '../support/review.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const readOutput = (output: string, id: string): Document =>
  documentSchema.parse(JSON.parse(readFileSync(join(output, 'documents', `${id}.json`), 'utf8')))

/** Keeps what a rule says of a document. */
function keep(document: Document, rule: string): Correction {
  const found = document.anomalies.find((anomaly) => anomaly.rule === rule)
  if (found === undefined) throw new Error(`no ${rule}`)
  const { place, printed, taken } = found
  const said = { by: 'Chen', at: '2026-01-02T03:04:05.678Z', why: '' }
  return { document: document.source.sha256, place, printed, value: taken, rule, keep: true, ...said }
}

/** Lines of a table, but for their order. */
const linesOf = (output: string, table: string): string[] =>
  readFileSync(join(output, 'tables', `${table}.csv`), 'utf8')
    .split('\n')
    .sort()

it('a decision that was taken back after a conversion with it is open after check', async () => {
  const folder = temporaryFolder()
  const output = join(folder, 'output')
  copyFileSync(sampleText, join(folder, 'card.txt'))
  await convertInto(output, [join(folder, 'card.txt')])
  const before = linesOf(output, 'anomalies')
  const decided = keep(readOutput(output, 'card'), 'malformed-number')
  const path = join(output, 'corrections.jsonl')
  const version = appendDecisions(path, [decided], readDecisions(path).version)
  await convertInto(output, [join(folder, 'card.txt')], [], { force: true })
  expect(linesOf(output, 'anomalies')).toHaveLength(before.length - 1)
  appendDecisions(path, [{ ...decided, undo: true }], version)
  await applyDecisions({ output, step: 'tables', ids: ['card'], password: null, language: null })
  expect(linesOf(output, 'anomalies')).toEqual(before)
  await runCheck(output, {})
  expect(linesOf(output, 'anomalies')).toEqual(before)
})

it('what a file of corrections settles across years is settled after check and after a decision', async () => {
  const folder = temporaryFolder()
  const output = join(folder, 'output')
  const card = (values: string): string =>
    printCard([`CC1鼓勵|設計|CC1.1參與人次|人次|${values}|12,000|甲組|CC1.1.1節慶|4,000|5,000|乙組`])
  const nextYear = card('11,798|11,900').replaceAll('112年', '113年').replaceAll('111年', '112年')
  const inputs = [join(folder, '111.txt'), join(folder, '112.txt')]
  writeFileSync(join(folder, '111.txt'), card('10,280|11,789'))
  writeFileSync(join(folder, '112.txt'), nextYear.replace('110年', '111年').replace('109年', '110年'))
  const rules = () => readOutput(output, '112').anomalies.map(({ rule }) => rule)
  await convertInto(output, inputs)
  const before = rules()
  const settled = before.filter((rule) => rule !== 'restated-actual')
  expect(settled.length).toBeLessThan(before.length)
  await convertInto(output, inputs, [keep(readOutput(output, '112'), 'restated-actual')])
  expect(rules()).toEqual(settled)
  await runCheck(output, {})
  expect(rules()).toEqual(settled)
  await applyDecisions({ output, step: 'tables', ids: [], password: null, language: null })
  expect(rules()).toEqual(settled)
})

it.each([
  ['as it was seen', {}, 1],
  ['of another print', { printed: '1,404,000' }, 0.6],
  ['with another value', { value: '1,404,000' }, 0.6],
])('a value that was kept %s has the confidence that it deserves', async (_, seen, confidence) => {
  const folder = temporaryFolder()
  const output = join(folder, 'output')
  writeFileSync(join(folder, 'card.txt'), readFileSync(sampleText))
  await convertInto(output, [join(folder, 'card.txt')])
  const kept = { ...keep(readOutput(output, 'card'), 'malformed-number'), ...seen }
  await convertInto(output, [join(folder, 'card.txt')], [kept])
  const plans = readOutput(output, 'card').cards.flatMap(({ plans }) => plans)
  const budget = plans.find(({ code }) => code === kept.place.code)?.budgets.find(({ raw }) => raw === '1,4004,000')
  expect(budget?.confidence).toBe(confidence)
})
