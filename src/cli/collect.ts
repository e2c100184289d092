/** `tidycard collect`: what the workers of a queue made, into an output folder. */
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { readCorrections } from '../batch/corrections.ts'
import { addCommonOptions, addExamples, addLimits, parseCount, refuseFile, runAction } from './common.ts'
import { refuseOtherAddress, withConnections } from './database.ts'
import { untilInterrupted } from './interrupt.ts'
import { showProgress } from './progress.ts'
import { ADDRESS_HELP, addQueueOption, openSteadyQueue, type QueueOptions, wordRetry } from './queue.ts'
import { addOutputOptions, endRun, type OutputOptions, tellEvents } from './run-output.ts'

interface CollectCommandOptions extends OutputOptions, QueueOptions {
  jobs: number
  wait: boolean
  timeout: number
  memory: number
}

async function collectOutput(address: string, options: CollectCommandOptions): Promise<number> {
  refuseOtherAddress(address)
  refuseFile(options.output)
  const { collect } = await import('../queue/collect.ts')
  const { runInPool } = await import('../batch/runner.ts')
  const corrections = options.corrections === undefined ? [] : readCorrections(options.corrections)
  const progress = showProgress(options)
  return untilInterrupted(options, (signal) =>
    withConnections(address, async (client) => {
      const retry = (error: unknown): void => progress.say(wordRetry(error, options.lang))
      const store = await openSteadyQueue(client, options, retry, signal)
      const { jobs } = options
      const runner = runInPool({ jobs, timeoutSeconds: options.timeout, memoryMegabytes: options.memory })
      const wanted = {
        queue: options.queue,
        wait: options.wait,
        output: options.output,
        jobs,
        password: options.password ?? null,
        corrections,
        formats: options.format,
        excel: options.excel,
        force: false,
        language: options.lang,
      }
      const events = tellEvents(progress, options)
      return endRun(options, progress, runner, () => collect(store, wanted, runner, events, signal))
    }),
  )
}

export function registerCollect(program: Command): void {
  const command = program
    .command('collect')
    .description('write the output folder of what the workers of a queue on PostgreSQL made')
    .argument('<address>', ADDRESS_HELP)
    .option('--jobs <n>', 'documents put into the tables at once', parseCount, availableParallelism())
    .option('--wait', 'until all documents are converted', false)
  addExamples(addCommonOptions(addLimits(addQueueOption(addOutputOptions(command)))), [
    'tidycard collect postgres://localhost/scorecards -o output',
    'tidycard collect postgres://localhost/scorecards -o output --wait --format csv,parquet',
  ])
  command.action((address: string, options: CollectCommandOptions) =>
    runAction(options, () => collectOutput(address, options)),
  )
}
