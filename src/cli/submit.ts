/** `tidycard submit`: documents into a queue. */
import type { Command } from 'commander'
import { ConversionError, wordError } from '../model/errors.ts'
import type { Submitted } from '../queue/submit.ts'
import { addCommonOptions, addExamples, type CommonOptions, exitStatus, runAction, tell } from './common.ts'
import { addConversionOptions, type ConversionOptions, readConversion } from './conversion-options.ts'
import { isAddress, withConnections } from './database.ts'
import { untilInterrupted } from './interrupt.ts'
import { showProgress } from './progress.ts'
import { ADDRESS_HELP, addQueueOption, openSteadyQueue, type QueueOptions, wordRetry } from './queue.ts'
import { many } from './summary.ts'

interface SubmitCommandOptions extends CommonOptions, ConversionOptions, QueueOptions {
  replace: boolean
  force: boolean
}

function tellSubmitted(submitted: Submitted, options: SubmitCommandOptions): void {
  const { added, changed, unchanged, removed, failures } = submitted
  if (!options.quiet) {
    tell(
      options.lang === 'en'
        ? `${many(added, 'document')} added, ${changed} to be converted again, ${unchanged} unchanged, ${removed} removed, ${failures.length} failed`
        : `新增 ${added} 份文件、重新轉換 ${changed}、未變動 ${unchanged}、移除 ${removed}、失敗 ${failures.length}`,
    )
  }
  if (!options.json) return
  const summary = {
    queue: options.queue,
    added,
    changed,
    unchanged,
    removed,
    failed: failures.length,
    failures: failures.map(({ path, failure: { code, parameters } }) => ({
      path,
      code,
      message: wordError(code, parameters, options.lang),
    })),
  }
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`)
}

async function submitInputs(words: readonly string[], options: SubmitCommandOptions): Promise<number> {
  const [address, ...others] = words.filter(isAddress)
  if (address === undefined) throw new ConversionError('no-address')
  if (others.length > 0) throw new ConversionError('bad-address')
  const inputs = words.filter((word) => !isAddress(word))
  const conversion = await readConversion(options)
  const { submit } = await import('../queue/submit.ts')
  const progress = showProgress(options)
  return untilInterrupted(options, (signal) =>
    withConnections(address, async (client) => {
      const retry = (error: unknown): void => progress.say(wordRetry(error, options.lang))
      const store = await openSteadyQueue(client, options, retry, signal)
      const { queue, replace, force } = options
      try {
        const submitted = await submit(
          store,
          { inputs, conversion, queue, replace, force },
          {
            onStage: progress.start,
            onAdvance: progress.advance,
            onFailure: (path, { code, parameters }) =>
              progress.say(`${path}: ${wordError(code, parameters, options.lang)}`),
          },
          signal,
        )
        progress.stop()
        tellSubmitted(submitted, options)
        return submitted.failures.length > 0 ? exitStatus.someFailed : exitStatus.done
      } finally {
        progress.stop()
      }
    }),
  )
}

export function registerSubmit(program: Command): void {
  const command = program
    .command('submit')
    .description('put documents into a queue on PostgreSQL, for workers on any machine')
    .argument('<input...>', `files, folders or glob patterns, and ${ADDRESS_HELP}`)
    .option('--replace', 'documents that are not given now leave the queue', false)
    .option('--force', 'convert again what has not changed', false)
  addExamples(addCommonOptions(addQueueOption(addConversionOptions(command))), [
    'tidycard submit archive/ postgres://localhost/scorecards',
    'tidycard submit archive/ postgres://localhost/scorecards --replace --ocr force',
  ])
  command.action((words: string[], options: SubmitCommandOptions) =>
    runAction(options, () => submitInputs(words, options)),
  )
}
