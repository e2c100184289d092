/** `report.html` of an output folder, made of what is in it. */
import { readFileSync } from 'node:fs'
import pLimit from 'p-limit'
import { documentRules } from '../anomaly/catalogue.ts'
import { historyRules } from '../anomaly/historyRules.ts'
import type { Document } from '../model/document.ts'
import type { Language, RuleText } from '../model/rule.ts'
import { type ReportSource, renderReport } from '../output/report/index.ts'
import { WholeFile } from '../output/wholeFile.ts'
import { repairRules } from '../repair/catalogue.ts'
import { type KnownDocument, settleHistories } from './history.ts'
import type { OutputLayout } from './layout.ts'
import { drawDocument, Painter, type PictureSource, readPictures, removeOtherPictures } from './pictures.ts'
import { readFacts } from './state.ts'
import { TOOL } from './version.ts'

/** Wording of every rule. */
export const ruleTexts: readonly RuleText[] = [...repairRules, ...documentRules, ...historyRules]

export interface ReportRequest {
  language: Language
  /** Inputs that could not be converted, worded for a person. */
  failures: ReportSource['failures']
  /** Where the input of a document is; without it the report shows the pictures that are there. */
  sourceOf?(id: string): PictureSource
  /** Documents drawn at once. */
  jobs?: number
}

/** A document as it is in the folder. */
export function readDocument(layout: OutputLayout, id: string): Document {
  return JSON.parse(readFileSync(layout.documentPath(id), 'utf8'))
}

async function drawAll(layout: OutputLayout, known: readonly KnownDocument[], request: ReportRequest): Promise<void> {
  const { sourceOf, jobs = 1 } = request
  removeOtherPictures(layout, new Set(known.map(({ id }) => id)))
  if (sourceOf === undefined) return
  const painter = new Painter(jobs)
  try {
    const limit = pLimit(jobs)
    await limit.map([...known], ({ id }) => drawDocument(layout, readDocument(layout, id), sourceOf(id), painter))
  } finally {
    await painter.close()
  }
}

/** Writes the report over these documents (in this order), one in memory at a time. */
export async function writeReport(
  layout: OutputLayout,
  known: readonly KnownDocument[],
  request: ReportRequest,
): Promise<void> {
  await drawAll(layout, known, request)
  const source: ReportSource = {
    *documents() {
      for (const { id } of known) yield readDocument(layout, id)
    },
    *histories() {
      for (const { histories } of settleHistories(known, (id) => readFacts(layout, id))) yield histories
    },
    failures: request.failures,
    rules: ruleTexts,
    pictures: (document) => readPictures(layout, document, known.length),
  }
  const file = new WholeFile(layout.report, layout.temporary)
  try {
    const options = { language: request.language, madeBy: `${TOOL.name} ${TOOL.version}` }
    for (const chunk of renderReport(source, options)) file.write(chunk)
    file.place()
  } catch (error) {
    file.discard()
    throw error
  }
}
