/** The part of the report about one document, with its pictures; runs in a worker thread, or in process. */
import { documentRules } from '../anomaly/catalogue.ts'
import { historyRules } from '../anomaly/history-rules.ts'
import type { Language, RuleText } from '../model/rule.ts'
import { showSection } from '../output/report/index.ts'
import { repairRules } from '../repair/catalogue.ts'
import { describeFailure, type Failure } from './failure.ts'
import { outputLayout, readDocument } from './layout.ts'
import { type DrawPictures, type PictureSource, preparePictures } from './pictures.ts'

/** Wording of every rule. */
export const ruleTexts: ReadonlyMap<string, RuleText> = new Map(
  [...repairRules, ...documentRules, ...historyRules].map((rule) => [rule.id, rule]),
)

export interface SectionTask {
  output: string
  id: string
  language: Language
  position: number
  agencies: readonly (string | null)[]
  /** Characters of pictures that the document may have. */
  share: number
  source: PictureSource
}

/** `fatal`: the output folder cannot be read or written, which ends the run. */
export type SectionResult = { section: string } | { fatal: Failure }

/** Never throws. */
export async function makeSection(task: SectionTask, draw: DrawPictures): Promise<SectionResult> {
  const { id, language, position, agencies, share, source } = task
  const layout = outputLayout(task.output)
  try {
    const document = readDocument(layout, id)
    const pictures = await preparePictures(layout, document, share, source, draw)
    return { section: showSection(document, { language, rules: ruleTexts, position, agencies, pictures }) }
  } catch (error) {
    return { fatal: describeFailure(error) }
  }
}
