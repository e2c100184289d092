/** A run of `check`: the rules across years, and everything that is made of all documents, again. */
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { weighAnomalies } from '../anomaly/catalogue.ts'
import { judge } from '../judge.ts'
import type { Correction } from '../model/correction.ts'
import { type Document, type Manifest, manifestSchema } from '../model/document.ts'
import { ConversionError } from '../model/errors.ts'
import { type Anomaly, anomalySchema } from '../model/provenance.ts'
import type { Language } from '../model/rule.ts'
import { type TableFormat, tableFiles, tableFormats } from '../output/formats.ts'
import { orderAnomaly } from '../output/json.ts'
import { languageOfReport } from '../output/report/index.ts'
import type { Totals } from '../output/totals.ts'
import { makeFolder } from '../output/whole-file.ts'
import { assemble, writeManifest } from './assemble.ts'
import { readDecisions } from './corrections.ts'
import type { StageEvents } from './events.ts'
import { type FinishTask, finishTask, type JudgeAgain } from './finish.ts'
import type { KnownDocument, Severities } from './history.ts'
import { type OutputLayout, outputLayout } from './layout.ts'
import { lockOutput } from './lock.ts'
import { type JudgeTask, judgeYears, type ShowYearsTask, showYears } from './organization.ts'
import { readOwnFiles } from './own-files.ts'
import type { DrawPictures, PictureSource } from './pictures.ts'
import { readReading } from './reading.ts'
import { summarize, writeReport } from './report.ts'
import { makeSection, type SectionTask } from './section.ts'
import { readState } from './state.ts'

/** The manifest of an output folder. Throws ConversionError where there is none. */
export function readManifest(layout: OutputLayout): Manifest {
  if (!existsSync(layout.manifest)) throw new ConversionError('output-not-found', { path: layout.folder })
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(layout.manifest, 'utf8')))
  } catch (error) {
    throw new ConversionError('output-damaged', { path: layout.manifest, detail: 'not a manifest' }, { cause: error })
  }
}

/** The documents of an output folder, in the order of their ids. */
export function readKnown(layout: OutputLayout, manifest: Manifest): KnownDocument[] {
  return manifest.inputs
    .filter((input) => input.status !== 'failed')
    .map(({ id }) => {
      const state = readState(layout, id)
      if (state === null) {
        throw new ConversionError('output-damaged', { path: layout.documentPath(id), detail: 'changed by hand' })
      }
      return { id, organizations: state.organizations }
    })
}

/** In which formats an earlier run has written the tables. */
function findFormats(layout: OutputLayout): TableFormat[] {
  const own = readOwnFiles(layout)
  return tableFormats.filter((format) =>
    tableFiles(format).some((file) => own.has(file) && existsSync(join(layout.folder, file))),
  )
}

const isForExcel = (layout: OutputLayout): boolean => {
  const path = join(layout.tables, 'cards.csv')
  return existsSync(path) && readFileSync(path, 'utf8').startsWith('\ufeff')
}

/** Where pictures come from that are not in the folder yet. */
export interface Drawing {
  sourceOf(id: string): PictureSource
  draw: DrawPictures
}

const noDrawing: Drawing = { sourceOf: () => ({ path: null, password: null }), draw: async () => [] }

/** Of a report, that tell its language. */
const FIRST_BYTES = 200

/** The language that the last run wrote the report in. */
function readReportLanguage({ report }: OutputLayout): Language {
  if (!existsSync(report)) return 'en'
  const beginning = Buffer.alloc(FIRST_BYTES)
  const file = openSync(report, 'r')
  try {
    readSync(file, beginning)
  } finally {
    closeSync(file)
  }
  return languageOfReport(beginning.toString('utf8')) ?? 'en'
}

/** Writes the report of an output folder anew, in its own language where none is given; the caller holds the lock. */
export async function reportAgain(
  layout: OutputLayout,
  given: Language | null,
  { sourceOf, draw }: Drawing = noDrawing,
  events: StageEvents = {},
): Promise<void> {
  const manifest = readManifest(layout)
  const known = readKnown(layout, manifest)
  const failures = manifest.inputs.flatMap(({ path, error }) => (error ? [{ path, message: error.message }] : []))
  const language = given ?? readReportLanguage(layout)
  const workers = {
    show: (task: SectionTask) => makeSection(task, draw),
    showYears: async (task: ShowYearsTask) => showYears(task),
  }
  const summary = summarize(layout, known)
  await writeReport(layout, known, { language, failures, summary, sourceOf, workers }, events)
}

/** Writes the tables and the manifest of an output folder anew; the caller holds the lock. */
export async function reassemble(
  layout: OutputLayout,
  severities: Severities,
  judgeAgain?: JudgeAgain,
  events: StageEvents = {},
): Promise<Totals> {
  const manifest = readManifest(layout)
  const known = readKnown(layout, manifest)
  const { corrections } = readDecisions(layout.corrections)
  const options = { formats: findFormats(layout), excel: isForExcel(layout), severities, corrections }
  const workers = {
    judge: async (task: JudgeTask) => judgeYears(task),
    finish: async (task: FinishTask) => finishTask(task, judgeAgain),
  }
  const { summary, counts } = await assemble(layout, known, options, workers, events)
  writeManifest(
    layout,
    manifest.inputs.map((input) => ({ ...input, counts: counts.get(input.id) ?? input.counts })),
  )
  return summary.totals
}

/** Holds the lock of an output folder while `work` runs. */
export async function withLock<Result>(layout: OutputLayout, work: () => Promise<Result>): Promise<Result> {
  const unlock = lockOutput(layout)
  try {
    rmSync(layout.temporary, { recursive: true, force: true })
    makeFolder(layout.temporary)
    return await work()
  } finally {
    rmSync(layout.temporary, { recursive: true, force: true })
    unlock()
  }
}

/** Lets the rules about one document look at it again, from what was read of its input. */
function judgeDocument(
  layout: OutputLayout,
  document: Document,
  corrections: readonly Correction[],
  severities: Severities,
): Document {
  const kept = readReading(layout, document.id)
  const isOf = kept?.reading.head.source.sha256 === document.source.sha256
  const judged =
    kept && isOf
      ? judge({ ...kept.reading, severities }, corrections).document.anomalies
      : weighAnomalies(document.anomalies, severities)
  // As it is written: keys of parameters have one order there.
  const print = (anomalies: readonly Anomaly[]): string =>
    JSON.stringify(anomalies.map((anomaly) => orderAnomaly(anomalySchema.parse(anomaly))))
  return print(judged) === print(document.anomalies) ? document : { ...document, anomalies: judged }
}

/** Judges the documents of an output folder again and writes its tables anew; `language` is that of the report. */
export async function runCheck(
  output: string,
  severities: Severities,
  language: Language | null = null,
  events: StageEvents = {},
): Promise<Totals> {
  const layout = outputLayout(output)
  const manifest = readManifest(layout)
  const kept = manifest.inputs.map(({ id }) => readReading(layout, id)).find((reading) => reading !== null)
  const all = { ...kept?.options.severities, ...severities }
  return withLock(layout, async () => {
    const totals = await reassemble(
      layout,
      all,
      (document, corrections) => judgeDocument(layout, document, corrections, all),
      events,
    )
    await reportAgain(layout, language, noDrawing, events)
    return totals
  })
}
