/** `report.html` of an output folder, made of what is in it. */
import { ConversionError } from '../model/errors.ts'
import type { Language } from '../model/rule.ts'
import { renderReport, Summary, summarizeDocument } from '../output/report/index.ts'
import { WholeFile } from '../output/whole-file.ts'
import type { StageEvents } from './events.ts'
import { type KnownDocument, listOrganizations } from './history.ts'
import { type OutputLayout, readDocument } from './layout.ts'
import { mapInOrder } from './ordered.ts'
import type { ShowYearsTask } from './organization.ts'
import { type PictureSource, removeOtherPictures, sharePictures } from './pictures.ts'
import type { TaskRunner } from './runner.ts'
import { ruleTexts, type SectionTask } from './section.ts'
import { TOOL } from './version.ts'

export interface ReportRequest {
  language: Language
  /** Inputs that could not be converted, worded for a person. */
  failures: readonly { path: string; message: string }[]
  /** Of all documents. */
  summary: Summary
  /** Where the input of a document is. */
  sourceOf(id: string): PictureSource
  workers: Pick<TaskRunner, 'show' | 'showYears'>
}

/** Sections that are made ahead of the one that is written next. */
const AHEAD = 16

/** What the documents in the folder say together, one in memory at a time. */
export function summarize(layout: OutputLayout, known: readonly KnownDocument[]): Summary {
  const summary = new Summary()
  for (const { id } of known) summary.add(summarizeDocument(readDocument(layout, id)))
  return summary
}

async function* showSections(
  layout: OutputLayout,
  known: readonly KnownDocument[],
  { language, summary, sourceOf, workers }: ReportRequest,
  events: StageEvents,
): AsyncGenerator<string> {
  events.onStage?.('report', known.length)
  const shares = sharePictures(summary.documents)
  const { agencies } = summary
  const tasks = known.map(({ id }, position): SectionTask => {
    const share = shares.get(id) ?? 0
    return { output: layout.folder, id, language, position, agencies, share, source: sourceOf(id) }
  })
  for await (const [, result] of mapInOrder(tasks, AHEAD, workers.show)) {
    if ('fatal' in result) throw new ConversionError(result.fatal.code, result.fatal.parameters)
    events.onAdvance?.()
    yield result.section
  }
}

async function* showHistories(
  layout: OutputLayout,
  known: readonly KnownDocument[],
  { language, workers }: ReportRequest,
): AsyncGenerator<string> {
  const tasks = listOrganizations(known).map(
    (organization): ShowYearsTask => ({ output: layout.folder, organization, language }),
  )
  for await (const [, result] of mapInOrder(tasks, AHEAD, workers.showYears)) {
    if ('fatal' in result) throw new ConversionError(result.fatal.code, result.fatal.parameters)
    yield result.shown
  }
}

/** Writes the report over these documents (in this order), a few in memory at a time. */
export async function writeReport(
  layout: OutputLayout,
  known: readonly KnownDocument[],
  request: ReportRequest,
  events: StageEvents = {},
): Promise<void> {
  const documents = known.map(({ id }) => id)
  removeOtherPictures(layout, new Set(documents))
  const { language, summary, failures } = request
  const sections = showSections(layout, known, request, events)
  const histories = showHistories(layout, known, request)
  const file = new WholeFile(layout.report, layout.temporary)
  try {
    const source = { documents, summary, sections, histories, failures, rules: ruleTexts }
    for await (const chunk of renderReport(source, { language, madeBy: `${TOOL.name} ${TOOL.version}` })) {
      file.write(chunk)
    }
    file.place()
  } catch (error) {
    file.discard()
    throw error
  }
}
