/** `tidycard status`: how far a queue is. */
import type { Command } from 'commander'
import type { Failure } from '../batch/failure.ts'
import { wordError } from '../model/errors.ts'
import type { Language } from '../model/rule.ts'
import type { QueueLook } from '../queue/store.ts'
import { addCommonOptions, addExamples, type CommonOptions, exitStatus, runAction, tell } from './common.ts'
import { refuseOtherAddress, withConnections } from './database.ts'
import { ADDRESS_HELP, addQueueOption, openQueue, type QueueOptions } from './queue.ts'

interface StatusOptions extends CommonOptions, QueueOptions {}

/** Minutes that `recent` counts. */
const RECENT_MINUTES = 5

const left = ({ arriving, waiting, taken }: QueueLook['counts']): number => arriving + waiting + taken

/** Minutes until all is converted, as fast as it went lately; null: nothing was finished lately. */
const minutesLeft = ({ counts, recent }: QueueLook): number | null =>
  recent === 0 ? null : Math.ceil((left(counts) * RECENT_MINUTES) / recent)

const sentences: Record<Language, (look: QueueLook) => string[]> = {
  en: (look) => {
    const { arriving, waiting, taken, converted, failed } = look.counts
    const minutes = minutesLeft(look)
    return [
      `${converted} converted, ${failed} failed, ${taken} being converted, ${waiting} waiting` +
        (arriving > 0 ? `, ${arriving} not yet whole in the queue` : ''),
      ...look.taken.map(({ path, worker, seconds }) => `${path}: ${worker}, for ${seconds} s`),
      ...(left(look.counts) > 0
        ? [minutes === null ? 'nothing was finished in the last 5 minutes' : `about ${minutes} min left`]
        : []),
    ]
  },
  'zh-TW': (look) => {
    const { arriving, waiting, taken, converted, failed } = look.counts
    const minutes = minutesLeft(look)
    return [
      `已轉換 ${converted}、失敗 ${failed}、轉換中 ${taken}、等候中 ${waiting}` +
        (arriving > 0 ? `、尚未完整送入 ${arriving}` : ''),
      ...look.taken.map(({ path, worker, seconds }) => `${path}：${worker}，已 ${seconds} 秒`),
      ...(left(look.counts) > 0 ? [minutes === null ? '最近 5 分鐘內沒有完成任何文件' : `約剩 ${minutes} 分鐘`] : []),
    ]
  },
}

async function showStatus(address: string, options: StatusOptions): Promise<number> {
  refuseOtherAddress(address)
  const { lang, queue } = options
  const { readFailure } = await import('../queue/failure.ts')
  const { requireQueue } = await import('../queue/settle.ts')
  return withConnections(address, async (client) => {
    const store = await openQueue(client, options)
    const { version } = await requireQueue(store, queue)
    const look = await store.look()
    const items = await store.listItems()
    const failures = items
      .flatMap(({ path, failure }) => (failure === null ? [] : [{ path, ...readFailure(failure) }]))
      .map(({ path, code, parameters }: Pick<Failure, 'code' | 'parameters'> & { path: string }) => ({
        path,
        code,
        message: wordError(code, parameters, lang),
      }))
    if (!options.quiet) {
      for (const { path, message } of failures) tell(`${path}: ${message}`)
      for (const line of sentences[lang](look)) tell(line)
    }
    if (options.json) {
      const minutes = minutesLeft(look)
      const summary = { queue, version, ...look.counts, minutesLeft: minutes, workers: look.taken, failures }
      process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`)
    }
    return exitStatus.done
  })
}

export function registerStatus(program: Command): void {
  const command = program
    .command('status')
    .description('how far a queue on PostgreSQL is')
    .argument('<address>', ADDRESS_HELP)
  addExamples(addCommonOptions(addQueueOption(command)), ['tidycard status postgres://localhost/scorecards'])
  command.action((address: string, options: StatusOptions) => runAction(options, () => showStatus(address, options)))
}
