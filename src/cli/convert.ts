/** `tidycard convert`: files and folders into checked tables. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { readCorrections } from '../batch/corrections.ts'
import { InterruptedError } from '../batch/interrupted.ts'
import type { BatchOptions } from '../batch/run.ts'
import { addCommonOptions, addExamples, addLimits, parseCount, refuseFile, runAction } from './common.ts'
import { addConversionOptions, type ConversionOptions, readConversion } from './conversion-options.ts'
import { untilInterrupted } from './interrupt.ts'
import { showProgress } from './progress.ts'
import { addOutputOptions, endRun, type OutputOptions, tellEvents, tellResult } from './run-output.ts'

interface ConvertCommandOptions extends OutputOptions, ConversionOptions {
  jobs: number
  force: boolean
  timeout: number
  watch: boolean
  memory: number
}

async function convert(inputs: string[], options: ConvertCommandOptions): Promise<number> {
  refuseFile(options.output)
  const conversion = await readConversion(options)
  const { runBatch } = await import('../batch/run.ts')
  const { runInPool } = await import('../batch/runner.ts')
  const batch: BatchOptions = {
    ...conversion,
    inputs,
    output: options.output,
    jobs: options.jobs,
    password: options.password ?? null,
    corrections: options.corrections === undefined ? [] : readCorrections(options.corrections),
    formats: options.format,
    excel: options.excel,
    force: options.force,
    language: options.lang,
  }
  const progress = showProgress(options)
  const runner = runInPool({
    jobs: options.jobs,
    timeoutSeconds: options.timeout,
    memoryMegabytes: options.memory,
  })
  const events = tellEvents(progress, options)
  const watch = async (signal: AbortSignal): Promise<never> => {
    const { watchInputs } = await import('../batch/watch.ts')
    await watchInputs(batch, runner, events, signal, (result) => {
      progress.stop()
      tellResult(result, options)
    })
    throw new InterruptedError()
  }
  return untilInterrupted(options, (signal) =>
    endRun(options, progress, runner, () => (options.watch ? watch(signal) : runBatch(batch, runner, events, signal))),
  )
}

export function registerConvert(program: Command): void {
  const command = program
    .command('convert')
    .description('convert scorecards (PDF, scan, text) into checked JSON and tables')
    .argument('<input...>', 'files, folders or glob patterns')
    .option('--jobs <n>', 'documents converted at once', parseCount, availableParallelism())
    .option('--watch', 'stay, and convert new files when they are complete', false)
    .option('--force', 'convert again what has not changed', false)
  addExamples(addCommonOptions(addLimits(addConversionOptions(addOutputOptions(command)))), [
    'tidycard convert scorecard.pdf',
    `tidycard convert scans/ '${join('text', '*.txt')}' -o output --jobs 4`,
    'tidycard convert archive/ --format csv,parquet,sqlite --fail-on never',
    'tidycard convert inbox/ --watch',
  ])
  command.action((inputs: string[], options: ConvertCommandOptions) =>
    runAction(options, () => convert(inputs, options)),
  )
}
