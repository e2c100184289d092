/** A worker thread of the pool: keeps its converter warm from one document to the next. */
import { workerData } from 'piscina'
import { type FinishResult, type FinishTask, finishTask } from './finish.ts'
import { judgeYears, showYears } from './organization.ts'
import drawPictures from './picture-task.ts'
import { makeSection, type SectionResult, type SectionTask } from './section.ts'
import { type Converter, convertTask, type Task, type TaskResult } from './task.ts'

export { judgeYears, showYears }

interface ConverterModule {
  convertDocument: Converter
}

const { converterModule }: { converterModule: string } = workerData
const { convertDocument }: ConverterModule = await import(converterModule)

export default function run(task: Task): Promise<TaskResult> {
  return convertTask(task, convertDocument)
}

export function finish(task: FinishTask): FinishResult {
  return finishTask(task)
}

export function show(task: SectionTask): Promise<SectionResult> {
  return makeSection(task, drawPictures)
}
