/** `tidycard worker`: converts what is in a queue, on this machine. */
import { availableParallelism, hostname } from 'node:os'
import type { Command } from 'commander'
import { wordError } from '../model/errors.ts'
import type { WorkCounts } from '../queue/work.ts'
import {
  addCommonOptions,
  addExamples,
  addLimits,
  type CommonOptions,
  exitStatus,
  parseCount,
  runAction,
  tell,
} from './common.ts'
import { refuseOtherAddress, withConnections } from './database.ts'
import { untilInterrupted } from './interrupt.ts'
import { ADDRESS_HELP, addQueueOption, openSteadyQueue, type QueueOptions, wordRetry } from './queue.ts'
import { many } from './summary.ts'

interface WorkerOptions extends CommonOptions, QueueOptions {
  jobs: number
  password?: string
  untilDone: boolean
  timeout: number
  memory: number
}

/** A log of thousands of documents stays short. */
const LINE_INTERVAL_MS = 5000

const sentences = {
  started: {
    en: (jobs: number) =>
      `converting ${many(jobs, 'document')} at once; Ctrl-C stops, and gives back what is not finished`,
    'zh-TW': (jobs: number) => `同時轉換 ${jobs} 份文件；按 Ctrl-C 停止，未完成者將退回佇列`,
  },
  soFar: {
    en: (converted: number, failed: number) => `${many(converted, 'document')} converted here, ${failed} failed`,
    'zh-TW': (converted: number, failed: number) => `此處已轉換 ${converted} 份文件、失敗 ${failed}`,
  },
}

async function convertFromQueue(address: string, options: WorkerOptions): Promise<number> {
  refuseOtherAddress(address)
  const { lang, quiet, jobs, queue, untilDone } = options
  const { runInPool } = await import('../batch/runner.ts')
  const { work } = await import('../queue/work.ts')
  let counts: WorkCounts | null = null
  let lastLine = 0
  const inform = (line: string): void => {
    if (quiet || Date.now() - lastLine < LINE_INTERVAL_MS) return
    lastLine = Date.now()
    tell(line)
  }
  return untilInterrupted(options, (signal) =>
    withConnections(address, async (client) => {
      const store = await openSteadyQueue(client, options, (error) => inform(wordRetry(error, lang)), signal)
      const runner = runInPool({ jobs, timeoutSeconds: options.timeout, memoryMegabytes: options.memory })
      const name = `${hostname()} ${process.pid}`
      try {
        await work(
          store,
          { jobs, password: options.password ?? null, untilDone, queue, name },
          runner,
          {
            onStart() {
              counts = { converted: 0, failed: 0 }
              if (!quiet) tell(sentences.started[lang](jobs))
            },
            onDone({ path, failure }, { converted, failed }) {
              counts = { converted, failed }
              if (failure !== null) tell(`${path}: ${wordError(failure.code, failure.parameters, lang)}`)
              if (failure?.stack && options.verbose) tell(failure.stack)
              inform(sentences.soFar[lang](converted, failed))
            },
          },
          signal,
        )
      } finally {
        await runner.close()
        if (counts !== null) tellCounts(counts, options)
      }
      return exitStatus.done
    }),
  )
}

function tellCounts({ converted, failed }: WorkCounts, { quiet, json, lang, queue }: WorkerOptions): void {
  if (!quiet) tell(sentences.soFar[lang](converted, failed))
  if (json) process.stdout.write(`${JSON.stringify({ queue, converted, failed }, null, 2)}\n`)
}

export function registerWorker(program: Command): void {
  const command = program
    .command('worker')
    .description('convert the documents of a queue on PostgreSQL, beside workers on other machines')
    .argument('<address>', ADDRESS_HELP)
    .option('--jobs <n>', 'documents converted at once', parseCount, availableParallelism())
    .option('--password <password>', 'opens encrypted PDFs')
    .option('--until-done', 'end when nothing is left to convert, instead of waiting for more', false)
  addExamples(addCommonOptions(addLimits(addQueueOption(command))), [
    'tidycard worker postgres://localhost/scorecards',
    'tidycard worker postgres://localhost/scorecards --jobs 8 --until-done',
  ])
  command.action((address: string, options: WorkerOptions) =>
    runAction(options, () => convertFromQueue(address, options)),
  )
}
