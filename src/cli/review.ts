/** `tidycard review`: a person settles what the machine could not, in a page on this machine. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { ConversionError } from '../model/errors.ts'
import type { Language } from '../model/rule.ts'
import {
  addCommonOptions,
  addExamples,
  type CommonOptions,
  exitStatus,
  namedLanguage,
  runAction,
  tell,
} from './common.ts'
import { many } from './summary.ts'

const GREATEST_PORT = 65_535

interface ReviewCommandOptions extends CommonOptions {
  port: number
  as?: string
  password?: string
  failOn: 'error' | 'warning' | 'never'
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > GREATEST_PORT) throw new InvalidArgumentError('give a port number')
  return port
}

async function review(output: string, options: ReviewCommandOptions, reportLanguage: Language | null): Promise<number> {
  const { startReview } = await import('../review/server.ts')
  const { port, lang, failOn, as, password } = options
  const started = await startReview({
    output,
    port,
    language: lang,
    failOn,
    ...(reportLanguage === null ? {} : { reportLanguage }),
    ...(as === undefined ? {} : { by: as }),
    ...(password === undefined ? {} : { password }),
  }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      throw new ConversionError('bad-option', { option: `--port ${port}`, detail: code })
    }
    throw error
  })
  if (options.json) process.stdout.write(`${JSON.stringify({ url: started.url, items: started.items })}\n`)
  if (!options.quiet) {
    tell(
      lang === 'en'
        ? `${many(started.items, 'finding')} to look at. Open ${started.url}\nDecisions are kept in ${output}/corrections.jsonl. End with Ctrl+C.`
        : `共 ${started.items} 筆待確認。請開啟 ${started.url}\n決定寫入 ${output}/corrections.jsonl。按 Ctrl+C 結束。`,
    )
  }
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await started.close()
  return exitStatus.done
}

export function registerReview(program: Command): void {
  const command = program
    .command('review')
    .description('a page on this machine to settle what needs a person; decisions are written back at once')
    .argument('[output]', 'an output folder of tidycard convert', 'output')
    .option('--port <port>', 'port on 127.0.0.1; 0: any that is free', parsePort, 0)
    .option('--as <name>', 'who decides, as kept with every decision (default: the user of the system)')
    .option('--password <password>', 'opens encrypted PDFs for their pictures')
    .addOption(
      new Option('--fail-on <severity>', 'what blocks a clean export')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
  addExamples(addCommonOptions(command), ['tidycard review', 'tidycard review output --as "Chen Yi-jun" --lang zh-TW'])
  command.action((output: string, options: ReviewCommandOptions) =>
    runAction(options, () => review(output, options, namedLanguage(command, options))),
  )
}
