/** The local server of the review: the page, the findings, pictures of pages, and the decisions that come back. */
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ServerType, serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { isBehind } from '../batch/apply.ts'
import { OutdatedError } from '../batch/corrections.ts'
import { outputLayout } from '../batch/layout.ts'
import type { Correction } from '../model/correction.ts'
import { type Language, languages } from '../model/rule.ts'
import type { DecisionAnswer, DecisionRequest, FailOn, Overview, Refusal, RefusalCode } from './api.ts'
import { makeDecision, RefusedError } from './decide.ts'
import { describeItem, listValues } from './detail.ts'
import { guard } from './guard.ts'
import { findUndo } from './history.ts'
import { countItems, describeProgress, listDocuments, listWorst } from './overview.ts'
import { fillPage, readPage } from './page-files.ts'
import { PagePictures } from './pages.ts'
import { makeApplyQueue } from './queue.ts'
import { Session } from './session.ts'
import { makeZip } from './zip.ts'

export interface ReviewOptions {
  output: string
  /** 0: any that is free. */
  port: number
  language: Language
  /** Of the report that is written again; as it is, where not given. */
  reportLanguage?: Language
  failOn: FailOn
  /** Who decides; default the user of the system. */
  by?: string
  /** Opens encrypted PDFs for their pictures. */
  password?: string
  /** Folder of the built page; tests name it. */
  pageFolder?: string
}

export interface Review {
  /** With the token: whoever has it may decide. */
  url: string
  /** Findings in the output. */
  items: number
  /** Resolves when the decisions made so far are in the tables. */
  settle(): Promise<void>
  close(): Promise<void>
}

const MOST_BODY_BYTES = 64 * 1024

const common = { item: z.string(), why: z.string().max(2000), version: z.string() }
const decisionSchema: z.ZodType<DecisionRequest> = z.discriminatedUnion('action', [
  z.object({ ...common, action: z.literal('keep') }),
  z.object({ ...common, action: z.literal('as-printed') }),
  z.object({ ...common, action: z.literal('choose'), candidate: z.int().nonnegative() }),
  z.object({ ...common, action: z.literal('type'), value: z.string().max(2000) }),
])
const versionSchema = z.object({ version: z.string() })

function nameUser(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}

const refusalStatus: Record<RefusalCode, 400 | 404 | 409 | 412> = {
  outdated: 412,
  'not-a-number': 400,
  'not-possible': 409,
  'nothing-left': 409,
  'not-found': 404,
  'bad-request': 400,
}

/** Starts the review on 127.0.0.1. Throws ConversionError where there is no output. */
export async function startReview(options: ReviewOptions): Promise<Review> {
  const layout = outputLayout(options.output)
  const session = new Session(layout)
  const password = options.password ?? null
  const { language, failOn } = options
  const pictures = new PagePictures(session, password)
  const queue = makeApplyQueue({ output: options.output, password, language: options.reportLanguage ?? null }, () => {
    try {
      session.refresh()
    } catch {
      // Another run is at work in the folder; the next request reads it again.
    }
  })
  // What a crash has left between the decision and the tables.
  for (const id of session.ids) {
    const held = session.held(id)
    if (held && session.standing(held).length > 0 && isBehind(layout, id)) queue.add(id)
  }
  const by = options.by ?? nameUser()
  const token = randomBytes(24).toString('base64url')
  const page = readPage(options.pageFolder ?? fileURLToPath(new URL('page/', import.meta.url)))
  let server: ServerType | null = null
  const port = (): number => (server?.address() as AddressInfo | null)?.port ?? 0

  const languageOf = (context: Context): Language =>
    languages.find((one) => one === context.req.query('lang')) ?? language
  const refuse = (context: Context, error: RefusalCode): Response =>
    context.json<Refusal>({ error }, refusalStatus[error])

  /** Writes a decision and tells what became of the finding. */
  const record = (decision: Correction, version: string): DecisionAnswer => {
    session.decide(decision, version)
    const place = JSON.stringify(decision.place)
    let item: DecisionAnswer['item'] = null
    let decided = false
    for (const id of session.ids) {
      const held = session.held(id)
      if (held?.sha256 !== decision.document) continue
      queue.add(id)
      const about = held.items.find(
        ({ anomaly }) =>
          anomaly.rule === decision.rule &&
          JSON.stringify(anomaly.place) === place &&
          (!decision.keep || anomaly.printed === decision.printed),
      )
      if (about) [item, decided] = [about.id, about.decided]
    }
    return { ...describeProgress(session, queue), item, decided }
  }

  const answer = async (context: Context, make: (body: unknown) => DecisionAnswer): Promise<Response> => {
    try {
      session.refresh()
      return context.json(make(await context.req.json()))
    } catch (error) {
      if (error instanceof OutdatedError) {
        session.refresh()
        return refuse(context, 'outdated')
      }
      if (error instanceof RefusedError) return refuse(context, error.code)
      if (error instanceof z.ZodError || error instanceof SyntaxError) return refuse(context, 'bad-request')
      throw error
    }
  }
  const now = (): string => new Date().toISOString()

  const app = new Hono()
  app.use(guard(token, port))
  app.use(bodyLimit({ maxSize: MOST_BODY_BYTES, onError: (context) => context.text('too large', 413) }))
  const routes = app.basePath(`/${token}`)

  routes.get('/api/overview', (context) => {
    session.refresh()
    const since = Number(context.req.query('since') ?? 0)
    const first = context.req.query('first')
    const asked = languageOf(context)
    return context.json<Overview>({
      ...describeProgress(session, queue),
      ...countItems(session, failOn),
      partial: first !== undefined,
      documents: first === undefined ? listDocuments(session, since, asked) : listWorst(session, Number(first), asked),
      ids: session.ids,
      failOn,
      by,
    })
  })
  routes.get('/api/items/:item', (context) => {
    const detail = describeItem(session, context.req.param('item'), languageOf(context))
    return detail === null ? refuse(context, 'not-found') : context.json(detail)
  })
  routes.get('/api/documents/:id/values', (context) => {
    const number = context.req.query('page')
    const asked = number === undefined ? null : Number(number)
    return context.json(listValues(session, context.req.param('id'), asked, languageOf(context)))
  })
  routes.get('/api/documents/:id/pages/:page', async (context) => {
    const number = Number(context.req.param('page'))
    const picture = Number.isInteger(number) && number > 0 ? await pictures.page(context.req.param('id'), number) : null
    if (picture === null) return refuse(context, 'not-found')
    context.header('Content-Type', 'image/webp')
    context.header('Cache-Control', 'private, max-age=3600')
    return context.body(new Uint8Array(picture))
  })
  routes.post('/api/decisions', (context) =>
    answer(context, (body) => {
      const request = decisionSchema.parse(body)
      return record(makeDecision(session, request, by, now()), request.version)
    }),
  )
  routes.post('/api/undo', (context) =>
    answer(context, (body) => {
      const { version } = versionSchema.parse(body)
      const { undo } = findUndo(session.file.corrections)
      if (undo === null) throw new RefusedError('nothing-left')
      return record({ ...undo, by, at: now(), undo: true }, version)
    }),
  )
  routes.post('/api/redo', (context) =>
    answer(context, (body) => {
      const { version } = versionSchema.parse(body)
      const { redo } = findUndo(session.file.corrections)
      if (redo === null) throw new RefusedError('nothing-left')
      return record({ ...redo, by, at: now() }, version)
    }),
  )
  routes.get('/tables.zip', async (context) => {
    await queue.settle()
    const names = existsSync(layout.tables) ? readdirSync(layout.tables).filter((name) => name.endsWith('.csv')) : []
    const files = names
      .sort()
      .map((name) => ({ name: `tables/${name}`, content: readFileSync(join(layout.tables, name)) }))
    if (existsSync(layout.dataPackage)) {
      files.push({ name: 'datapackage.json', content: readFileSync(layout.dataPackage) })
    }
    context.header('Content-Type', 'application/zip')
    context.header('Content-Disposition', 'attachment; filename="tables.zip"')
    return context.body(new Uint8Array(makeZip(files)))
  })
  routes.get('/report.html', async (context) => {
    await queue.settle()
    if (!existsSync(layout.report)) return refuse(context, 'not-found')
    // The report is made for itself: its own policy stands in it. What it may load is nothing all the same.
    context.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts",
    )
    return context.html(readFileSync(layout.report, 'utf8'))
  })
  routes.get('/*', (context) => {
    const name = context.req.path.slice(token.length + 2)
    const file = page.get(name === '' ? 'index.html' : name)
    if (file === undefined) return context.text('not found', 404)
    context.header('Content-Type', file.type)
    const content = name === '' ? fillPage(file.content, language) : file.content
    return context.body(content)
  })
  app.onError((_, context) => context.text('internal error', 500))

  server = await new Promise<ServerType>((resolve, reject) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: options.port }, () => resolve(started))
    started.on('error', reject)
  })
  const items = session.ids.flatMap((id) => session.held(id)?.items.map((item) => ({ id, item })) ?? [])
  // The first picture is ready when the page asks for it: a thread that draws takes seconds to start.
  const worst = items
    .filter(({ item }) => !item.decided && item.anomaly.pieces[0]?.page)
    .sort((a, b) => a.item.rank - b.item.rank)[0]
  if (worst) void pictures.page(worst.id, worst.item.anomaly.pieces[0]?.page ?? 1)
  return {
    url: `http://127.0.0.1:${port()}/${token}/`,
    items: items.length,
    settle: () => queue.settle(),
    async close() {
      await new Promise<void>((resolve) => {
        server?.close(() => resolve())
        if (server && 'closeAllConnections' in server) server.closeAllConnections()
      })
      await queue.close()
      await pictures.close()
    },
  }
}
