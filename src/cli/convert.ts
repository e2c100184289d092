/** `tidycard convert`: files and folders into checked tables. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { readCorrections } from '../batch/corrections.ts'
import type { Severities } from '../batch/history.ts'
import type { BatchEvents, BatchOptions, BatchResult, InputOutcome } from '../batch/run.ts'
import type { TaskRunner } from '../batch/runner.ts'
import { ConversionError, wordError } from '../model/errors.ts'
import { type TableFormat, tableFormats } from '../output/formats.ts'
import {
  addCommonOptions,
  addExamples,
  addLimits,
  type CommonOptions,
  exitStatus,
  gather,
  ocrOption,
  parseCount,
  refuseFile,
  runAction,
  tell,
} from './common.ts'
import { showProgress } from './progress.ts'
import { parseSeverities, refuseRepairs, refuseSeverities } from './severity.ts'
import { wordStale } from './stale.ts'
import { wordSummary, wordUntouched } from './summary.ts'

interface ConvertCommandOptions extends CommonOptions {
  output: string
  jobs: number
  ocr: 'auto' | 'off' | 'force'
  format: TableFormat[]
  corrections?: string
  password?: string
  force: boolean
  failOn: 'error' | 'warning' | 'never'
  excel: boolean
  severity?: Severities
  withoutRepair?: string[]
  timeout: number
  watch: boolean
  memory: number
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

function chooseExitStatus(result: BatchResult, failOn: ConvertCommandOptions['failOn']): number {
  if (result.outcomes.some((outcome) => outcome.status === 'failed')) return exitStatus.someFailed
  const { error, warning } = result.totals.severities
  const reached = failOn === 'error' ? error > 0 : failOn === 'warning' ? error + warning > 0 : false
  return reached ? exitStatus.anomalies : exitStatus.done
}

const countStatus = (result: BatchResult, status: InputOutcome['status']): number =>
  result.outcomes.filter((outcome) => outcome.status === status).length

function tellResult(result: BatchResult, options: ConvertCommandOptions): void {
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

async function convert(inputs: string[], options: ConvertCommandOptions): Promise<number> {
  refuseFile(options.output)
  const { severity = {}, withoutRepair = [] } = options
  await refuseSeverities(severity)
  await refuseRepairs(withoutRepair)
  const { InterruptedError, runBatch } = await import('../batch/run.ts')
  const { runInPool } = await import('../batch/runner.ts')
  const batch: BatchOptions = {
    inputs,
    output: options.output,
    jobs: options.jobs,
    ocr: options.ocr,
    password: options.password ?? null,
    corrections: options.corrections === undefined ? [] : readCorrections(options.corrections),
    formats: options.format,
    excel: options.excel,
    force: options.force,
    language: options.lang,
    severities: severity,
    withoutRepairs: withoutRepair,
  }
  const progress = showProgress(options)
  const interrupt = new AbortController()
  const stop = (): void => interrupt.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const runner: TaskRunner = runInPool({
    jobs: options.jobs,
    timeoutSeconds: options.timeout,
    memoryMegabytes: options.memory,
  })
  try {
    const events: BatchEvents = {
      onStage: progress.start,
      onAdvance: progress.advance,
      onDone({ path, failure }) {
        if (failure === null) return
        progress.say(`${path}: ${wordError(failure.code, failure.parameters, options.lang)}`)
        if (options.verbose && failure.stack !== null) progress.say(failure.stack)
      },
    }
    if (options.watch) {
      const { watchInputs } = await import('../batch/watch.ts')
      await watchInputs(batch, runner, events, interrupt.signal, (result) => {
        progress.stop()
        tellResult(result, options)
      })
      throw new InterruptedError()
    }
    const result = await runBatch(batch, runner, events, interrupt.signal)
    progress.stop()
    tellResult(result, options)
    return chooseExitStatus(result, options.failOn)
  } catch (error) {
    progress.stop()
    if (error instanceof ConversionError || !(error instanceof InterruptedError)) throw error
    tell(
      options.lang === 'en'
        ? 'interrupted; run the same command again, it continues where it was'
        : '已中斷；再次執行相同指令即可從中斷處繼續',
    )
    return exitStatus.interrupted
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    await runner.close()
  }
}

export function registerConvert(program: Command): void {
  const command = program
    .command('convert')
    .description('convert scorecards (PDF, scan, text) into checked JSON and tables')
    .argument('<input...>', 'files, folders or glob patterns')
    .option('-o, --output <folder>', 'where the results go', 'output')
    .option('--jobs <n>', 'documents converted at once', parseCount, availableParallelism())
    .addOption(ocrOption())
    .addOption(
      new Option('--format <list>', 'csv, json, parquet, sqlite; comma between them')
        .argParser(parseFormats)
        .default(['csv'], 'csv,json'),
    )
    .option('--watch', 'stay, and convert new files when they are complete', false)
    .option('--corrections <file>', 'corrections to apply, as JSON lines')
    .option('--password <password>', 'opens encrypted PDFs')
    .option('--force', 'convert again what has not changed', false)
    .addOption(
      new Option('--fail-on <severity>', 'exit status 1 where anomalies reach it')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .option('--severity <rule=level>', 'severity of a rule, or off; may be repeated', parseSeverities)
    .option(
      '--without-repair <rule>',
      'a repair that is not made: what it would change stays as printed, or unreadable; may be repeated',
      gather,
    )
    .option('--excel', 'CSV for spreadsheet programs: byte order mark, no formulas', false)
  addExamples(addCommonOptions(addLimits(command)), [
    'tidycard convert scorecard.pdf',
    `tidycard convert scans/ '${join('text', '*.txt')}' -o output --jobs 4`,
    'tidycard convert archive/ --format csv,parquet,sqlite --fail-on never',
    'tidycard convert inbox/ --watch',
  ])
  command.action((inputs: string[], options: ConvertCommandOptions) =>
    runAction(options, () => convert(inputs, options)),
  )
}
