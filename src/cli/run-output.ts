/** What commands share that fill an output folder from many inputs: their options, and what they tell in the end. */
import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { BatchEvents, BatchResult, InputOutcome } from '../batch/run.ts'
import type { TaskRunner } from '../batch/runner.ts'
import { wordError } from '../model/errors.ts'
import { type TableFormat, tableFormats } from '../output/formats.ts'
import { type CommonOptions, exitStatus, tell } from './common.ts'
import type { Progress } from './progress.ts'
import { wordStale } from './stale.ts'
import { wordSummary, wordUntouched } from './summary.ts'

export interface OutputOptions extends CommonOptions {
  output: string
  format: TableFormat[]
  corrections?: string
  password?: string
  failOn: 'error' | 'warning' | 'never'
  excel: boolean
}

/** `csv,parquet`; `json` names the documents, which are always written. */
function parseFormats(text: string): TableFormat[] {
  return text.split(',').flatMap((part) => {
    const name = part.trim()
    const format = tableFormats.find((known) => known === name)
    if (format === undefined && name !== 'json') {
      throw new InvalidArgumentError(`give one or more of csv, json, ${tableFormats.slice(1).join(', ')}`)
    }
    return format ?? []
  })
}

/** --output, --format, --corrections, --password, --fail-on and --excel. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('-o, --output <folder>', 'where the results go', 'output')
    .addOption(
      new Option('--format <list>', 'csv, json, parquet, sqlite; comma between them')
        .argParser(parseFormats)
        .default(['csv'], 'csv,json'),
    )
    .option('--corrections <file>', 'corrections to apply, as JSON lines')
    .option('--password <password>', 'opens encrypted PDFs')
    .addOption(
      new Option('--fail-on <severity>', 'exit status 1 where anomalies reach it')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .option('--excel', 'CSV for spreadsheet programs: byte order mark, no formulas', false)
}

function chooseExitStatus(result: BatchResult, failOn: OutputOptions['failOn']): number {
  if (result.outcomes.some((outcome) => outcome.status === 'failed')) return exitStatus.someFailed
  const { error, warning } = result.totals.severities
  const reached = failOn === 'error' ? error > 0 : failOn === 'warning' ? error + warning > 0 : false
  return reached ? exitStatus.anomalies : exitStatus.done
}

const countStatus = (result: BatchResult, status: InputOutcome['status']): number =>
  result.outcomes.filter((outcome) => outcome.status === status).length

export function tellResult(result: BatchResult, options: OutputOptions): void {
  for (const { id, correction } of result.staleCorrections) tell(wordStale(id, correction, options.lang))
  const counts = {
    converted: countStatus(result, 'converted'),
    unchanged: countStatus(result, 'unchanged'),
    failed: countStatus(result, 'failed'),
  }
  if (!options.quiet) {
    const lines = result.untouched
      ? [wordUntouched(options.output, options.lang)]
      : wordSummary(result.totals, counts, join(options.output, 'report.html'), options.lang)
    for (const line of lines) tell(line)
  }
  if (options.json) {
    const failures = result.outcomes.flatMap(({ path, failure }) =>
      failure === null
        ? []
        : [{ path, code: failure.code, message: wordError(failure.code, failure.parameters, options.lang) }],
    )
    const { staleCorrections } = result
    const summary = { output: options.output, ...counts, ...result.totals, failures, staleCorrections }
    process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`)
  }
}

/** Waits for a run, tells what came of it, and lets its workers go. Returns the exit status. */
export async function endRun(
  options: OutputOptions,
  progress: Progress,
  runner: Pick<TaskRunner, 'close'>,
  run: () => Promise<BatchResult>,
): Promise<number> {
  try {
    const result = await run()
    progress.stop()
    tellResult(result, options)
    return chooseExitStatus(result, options.failOn)
  } finally {
    progress.stop()
    await runner.close()
  }
}

/** Shows how far a run is, and which inputs fail. */
export const tellEvents = (progress: Progress, { lang, verbose }: CommonOptions): BatchEvents => ({
  onStage: progress.start,
  onAdvance: progress.advance,
  onDone({ path, failure }) {
    if (failure === null) return
    progress.say(`${path}: ${wordError(failure.code, failure.parameters, lang)}`)
    if (verbose && failure.stack !== null) progress.say(failure.stack)
  },
})
