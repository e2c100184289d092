/** Whom the review answers, and what it does with what it is told. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCorrections } from '../../src/batch/corrections.ts'
import { outputLayout } from '../../src/batch/layout.ts'
import type { DecisionAnswer, ItemDetail, Overview } from '../../src/review/api.ts'
import { makeDecision } from '../../src/review/decide.ts'
import { describeItem } from '../../src/review/detail.ts'
import { type Review, startReview } from '../../src/review/server.ts'
import { Session } from '../../src/review/session.ts'
import { headings, printCard } from '../support/card-text.ts'
import { convertInto, sampleText } from '../support/review.ts'
import { type Folder, makeTemporaryFolder } from '../support/temporary-folder.ts'

let folder: Folder
let output: string
let review: Review
let base: URL

beforeAll(async () => {
  folder = makeTemporaryFolder()
  output = join(folder.path, 'output')
  copyFileSync(sampleText, join(folder.path, 'card.txt'))
  await convertInto(output, [join(folder.path, 'card.txt')])
  review = await startReview({ output, port: 0, language: 'en', failOn: 'warning', by: 'Chen' })
  base = new URL(review.url)
})
afterAll(async () => {
  await review?.close()
  folder?.remove()
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** As it is written, without what a browser or `fetch` would tidy up. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: base.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
const get = async <T>(path: string): Promise<T> => JSON.parse((await send(base.pathname + path)).body)
const own = (): Record<string, string> => ({ origin: base.origin, 'content-type': 'application/json' })
const post = async (
  path: string,
  body: object,
): Promise<{ status: number; answer: DecisionAnswer & { error?: string } }> => {
  const { status, body: text } = await send(base.pathname + path, own(), 'POST', JSON.stringify(body))
  return { status, answer: JSON.parse(text) }
}
const findItem = async (rule: string, place: string): Promise<{ id: string; version: string }> => {
  const overview = await get<Overview>('api/overview?since=0')
  const item = overview.documents[0]?.items.find((one) => one.rule === rule && one.place.startsWith(place))
  return { id: item?.id ?? '', version: overview.version }
}
const tableRow = (table: string, ...parts: string[]): string =>
  readFileSync(join(output, 'tables', `${table}.csv`), 'utf8')
    .split('\n')
    .find((line) => parts.every((part) => line.includes(part))) ?? ''

describe('who is answered', () => {
  it.each<[string, () => [string, Record<string, string>], number]>([
    ['the page itself', () => [`${base.pathname}api/overview`, {}], 200],
    ['another host name', () => [`${base.pathname}api/overview`, { host: `example.com:${base.port}` }], 403],
    ['another port in the host', () => [`${base.pathname}api/overview`, { host: '127.0.0.1:1' }], 403],
    ['another site', () => [`${base.pathname}api/overview`, { origin: 'http://example.com' }], 403],
    ['a page without an origin of its own', () => [`${base.pathname}api/overview`, { origin: 'null' }], 403],
    ['another local server', () => [`${base.pathname}api/overview`, { origin: 'http://127.0.0.1:1' }], 403],
    ['a picture on another site', () => [`${base.pathname}api/overview`, { 'sec-fetch-site': 'cross-site' }], 403],
    ['no token', () => ['/', {}], 404],
    ['a wrong token', () => ['/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/api/overview', {}], 404],
    ['a part of the token', () => [`${base.pathname.slice(0, -2)}/api/overview`, {}], 404],
    ['a path that leads out', () => [`${base.pathname}../../package.json`, {}], 404],
    ['a path that leads out, encoded', () => [`${base.pathname}..%2f..%2fpackage.json`, {}], 404],
    ['the manifest, which is not part of the page', () => [`${base.pathname}manifest.json`, {}], 404],
    ['a page of a document that leads out', () => [`${base.pathname}api/documents/..%2f..%2fcard/pages/1`, {}], 404],
    ['an unknown finding', () => [`${base.pathname}api/items/0000`, {}], 404],
  ])('%s', async (_, make, status) => {
    const answer = await send(...make())
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('takes no decision without an origin, or from another one', async () => {
    const body = JSON.stringify({ version: '' })
    const undo = `${base.pathname}api/undo`
    expect((await send(undo, { 'content-type': 'application/json' }, 'POST', body)).status).toBe(403)
    expect((await send(undo, { ...own(), origin: 'http://example.com' }, 'POST', body)).status).toBe(403)
  })

  it.each([
    ['no JSON', '{', 400],
    ['not a decision', '{"action":"drop"}', 400],
    ['too much', 'x'.repeat(100_000), 413],
  ])('refuses %s', async (_, body, status) => {
    expect((await send(`${base.pathname}api/decisions`, own(), 'POST', body)).status).toBe(status)
  })
})

describe('decisions', () => {
  it('are kept with who and when, reach the tables at once, and are taken back by a further line', async () => {
    const { id, version } = await findItem('malformed-number', 'AC1.1.1 · approved')
    const detail = await get<ItemDetail>(`api/items/${id}`)
    expect(detail).toMatchObject({ printed: '1,4004,000', taken: '14,004,000', editable: 'number', decision: null })
    const inChinese = await get<ItemDetail>(`api/items/${id}?lang=zh-TW`)
    expect(inChinese.candidates[0]?.because[0]?.detail).toBe('保留全部數字，重作千分位分組')
    const candidate = detail.candidates.findIndex((one) => one.value === '1,404,000')
    const chosen = await post('api/decisions', {
      item: id,
      action: 'choose',
      candidate,
      why: 'called the agency',
      version,
    })
    expect(chosen).toMatchObject({ status: 200, answer: { item: id, decided: true, canUndo: true, canRedo: false } })
    await review.settle()
    expect(tableRow('budgets', 'AC1.1.1,111')).toContain(',1404000,"1,4004,000",repaired,1')
    expect(tableRow('repairs', 'AC1.1.1,approved,111,correction')).toContain('14004000,1404000')
    expect(tableRow('anomalies', 'AC1.1.1,approved,111')).toBe('')
    expect(readFileSync(join(output, 'report.html'), 'utf8')).not.toContain('AC1.1.1 · approved 111')
    expect(readCorrections(join(output, 'corrections.jsonl'))).toEqual([
      expect.objectContaining({
        value: 1404000,
        printed: '1,4004,000',
        rule: 'malformed-number',
        by: 'Chen',
        why: 'called the agency',
        at: expect.stringMatching(/^20\d\d-/),
      }),
    ])
    expect(await get(`api/items/${id}`)).toMatchObject({
      decision: { kind: 'change', value: 1404000 },
      taken: '1,404,000',
    })

    const undone = await post('api/undo', { version: chosen.answer.version })
    expect(undone).toMatchObject({ status: 200, answer: { item: id, decided: false, canUndo: false, canRedo: true } })
    await review.settle()
    expect(tableRow('budgets', 'AC1.1.1,111')).toContain(',14004000,"1,4004,000",repaired,0.6')
    const redone = await post('api/redo', { version: undone.answer.version })
    expect(redone).toMatchObject({ status: 200, answer: { item: id, decided: true, canUndo: true, canRedo: false } })
    expect(readCorrections(join(output, 'corrections.jsonl'))).toHaveLength(3)
    const { answer } = await post('api/undo', { version: redone.answer.version })
    expect((await post('api/undo', { version: answer.version })).answer).toEqual({ error: 'nothing-left' })
    await review.settle()
  })

  it('of a tab that has not seen the last one are refused', async () => {
    const { id, version } = await findItem('year-on-year-jump', 'BP2.1')
    expect((await post('api/decisions', { item: id, action: 'keep', why: '', version: 'older' })).answer).toEqual({
      error: 'outdated',
    })
    const kept = await post('api/decisions', { item: id, action: 'keep', why: '', version })
    expect(kept.status).toBe(200)
    expect((await post('api/decisions', { item: id, action: 'keep', why: '', version })).status).toBe(412)
    await review.settle()
    expect(tableRow('anomalies', 'BP2.1', 'year-on-year-jump')).toBe('')
    expect(tableRow('kpi_values', 'BP2.1,1,108')).toContain('printed,1')
    expect((await post('api/undo', { version: kept.answer.version })).status).toBe(200)
  })

  it('that the place cannot take are refused', async () => {
    const number = await findItem('malformed-number', 'AC1.1.1 · approved')
    expect(
      (
        await post('api/decisions', {
          item: number.id,
          action: 'type',
          value: 'many',
          why: '',
          version: number.version,
        })
      ).answer,
    ).toEqual({ error: 'not-a-number' })
    expect(
      (await post('api/decisions', { item: number.id, action: 'as-printed', why: '', version: number.version })).answer,
    ).toEqual({ error: 'not-a-number' })
    const series = await findItem('duplicate-series', 'CL1.1')
    expect(
      (await post('api/decisions', { item: series.id, action: 'type', value: '5', why: '', version: series.version }))
        .answer,
    ).toEqual({ error: 'not-possible' })
  })

  it('are the same data as a conversion with them makes', async () => {
    const { id, version } = await findItem('displaced-cell', 'CC2.2')
    await post('api/decisions', { item: id, action: 'type', value: '產業經濟組; 文教推廣組', why: '', version })
    await review.settle()
    const files = [
      'tables/kpis.csv',
      'tables/anomalies.csv',
      'tables/repairs.csv',
      'documents/card.json',
      'report.html',
      'datapackage.json',
    ]
    const reviewed = files.map((file) => readFileSync(join(output, file), 'utf8'))
    expect(reviewed[0]).toContain('產業經濟組;文教推廣組')
    const again = await convertInto(output, [join(folder.path, 'card.txt')])
    expect(again.outcomes[0]?.status).toBe('unchanged')
    expect(files.map((file) => readFileSync(join(output, file), 'utf8'))).toEqual(reviewed)
    const fresh = join(folder.path, 'fresh')
    await convertInto(fresh, [join(folder.path, 'card.txt')], readCorrections(join(output, 'corrections.jsonl')))
    expect(files.map((file) => readFileSync(join(fresh, file), 'utf8'))).toEqual(reviewed)
    expect(existsSync(join(fresh, 'corrections.jsonl'))).toBe(false)
  })
})

it('gives out the tables as an archive', async () => {
  const { status, headers, body } = await send(`${base.pathname}tables.zip`)
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('application/zip')
  expect(body.startsWith('PK')).toBe(true)
  expect(body).toContain('tables/kpi_values.csv')
})

it.each([
  ['千元', 1e3],
  ['百萬元', 1e6],
])('a reading of an amount in %s is taken in the unit of its column, as the page shows it', async (unit, scale) => {
  const more = makeTemporaryFolder()
  const path = join(more.path, 'card.txt')
  const scaled = headings.map((heading) => heading.replace('(元)', `(${unit})`))
  // The only plan: no other figure of the column tells what it is in.
  writeFileSync(
    path,
    printCard(['CC1鼓勵|設計|CC1.1人次|人次|1|2|3|甲組|CC1.1.1節慶|1,4004|14,500|乙組'], undefined, scaled),
  )
  await convertInto(join(more.path, 'output'), [path])
  const session = new Session(outputLayout(join(more.path, 'output')))
  const [held] = session.ids.map((id) => session.held(id))
  const item = held?.items.find(({ anomaly }) => anomaly.rule === 'malformed-number')
  const detail = describeItem(session, item?.id ?? '', 'en')
  const others = (detail?.candidates ?? []).map(({ value }) => Number(value.replaceAll(',', '')))
  expect(others).toContain(14004 * scale)
  expect(detail?.chart.map(({ value }) => value).sort()).toEqual([...others, 14500 * scale].sort())
  for (const [candidate, value] of others.entries()) {
    const asked = { item: item?.id ?? '', action: 'choose', candidate, why: '', version: '' } as const
    expect(makeDecision(session, asked, 'Chen', '2026-01-02T03:04:05.678Z').value).toBe(value)
  }
  more.remove()
})

it('each of several rows without a code is settled by itself', async () => {
  const more = makeTemporaryFolder()
  const path = join(more.path, 'card.txt')
  const wider = printCard(['CC1鼓勵|設計|CC1.1人次|人次|1|2|3|甲組|CC1.1.1節慶|4|5|乙組|是|否'], undefined, [
    ...headings,
    '承諾',
    '獎勵',
  ])
  writeFileSync(path, wider)
  await convertInto(join(more.path, 'output'), [path])
  const session = new Session(outputLayout(join(more.path, 'output')))
  const [held] = session.ids.map((id) => session.held(id))
  const find = () => held?.items.filter(({ anomaly }) => anomaly.rule === 'unmapped-column') ?? []
  expect(find().map(({ decided }) => decided)).toEqual([false, false])
  for (const { id } of find()) {
    const asked = { item: id, action: 'keep', why: '', version: session.file.version } as const
    session.decide(makeDecision(session, asked, 'Chen', '2026-01-02T03:04:05.678Z'), asked.version)
  }
  expect(find().map(({ decided }) => decided)).toEqual([true, true])
  more.remove()
})
