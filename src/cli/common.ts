/** What all commands share: options, exit status, how an error is told. */
import { statSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { ConversionError, wordError } from '../model/errors.ts'
import { type Language, languages } from '../model/rule.ts'
import { examplesTitle } from './help.ts'

export const exitStatus = { done: 0, anomalies: 1, usage: 2, someFailed: 3, interrupted: 130 } as const

export interface CommonOptions {
  quiet: boolean
  json: boolean
  verbose: boolean
  lang: Language
}

/** --quiet, --json, --lang and --verbose, which every command has. `json`: what --json prints, where it is no summary. */
export function addCommonOptions(command: Command, json = 'print a summary as JSON on the standard output'): Command {
  return command
    .option('--quiet', 'say nothing but errors', false)
    .option('--json', json, false)
    .addOption(new Option('--lang <language>', 'language of messages').choices(languages).default('en'))
    .option('--verbose', 'with details, and the stack of errors', false)
}

/** A document of hundreds of scanned pages is read in less. */
const DEFAULT_TIMEOUT_SECONDS = 900
/** A document of 1,000 dense pages needs a third of it. */
const DEFAULT_MEMORY_MEGABYTES = 2048

/** --ocr, for commands that read pages. */
export const ocrOption = (): Option =>
  new Option(
    '--ocr <mode>',
    'recognition of what is a picture: auto, where there is no usable text; force, every page; off, nothing',
  )
    .choices(['auto', 'off', 'force'])
    .default('auto')

/** A timer of more milliseconds than a signed 32-bit number holds ends at once. */
const MOST_SECONDS = Math.floor((2 ** 31 - 1) / 1000)

/** --timeout and --memory, for commands that read documents. */
export function addLimits(command: Command): Command {
  return command
    .option('--timeout <seconds>', 'longest time for one document', parseSeconds, DEFAULT_TIMEOUT_SECONDS)
    .option('--memory <megabytes>', 'most memory for one document', parseCount, DEFAULT_MEMORY_MEGABYTES)
}

/** The language that a person named with --lang; null where they left it to the command. */
export const namedLanguage = (command: Command, { lang }: CommonOptions): Language | null =>
  command.getOptionValueSource('lang') === 'cli' ? lang : null

/** A line for the person at the terminal; the standard output is for data. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** The sentence of any error in the language of the person. */
export function wordAnyError(error: unknown, language: Language): string {
  if (error instanceof ConversionError) return wordError(error.code, error.parameters, language)
  const detail = error instanceof Error ? error.message : String(error)
  return wordError('internal-error', { detail: detail.split('\n')[0] ?? '' }, language)
}

const usageErrors: ReadonlySet<string> = new Set([
  'no-inputs',
  'bad-option',
  'unknown-rule',
  'rule-only-recorded',
  'repair-always-made',
  'output-not-folder',
  'corrections-not-found',
  'corrections-not-file',
  'bad-corrections',
  'bad-address',
  'no-address',
  'no-queue',
  'queue-empty',
  'queue-of-other-options',
  'queue-of-other-version',
  'output-not-found',
])

/** Runs a command: one line for an error, the stack only with --verbose. The process ends with the status. */
export async function runAction(options: CommonOptions, action: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await action()
  } catch (error) {
    const path = error instanceof ConversionError ? error.parameters.path : undefined
    tell(`tidycard: ${path === undefined ? '' : `${path}: `}${wordAnyError(error, options.lang)}`)
    if (options.verbose && error instanceof Error) tell(error.stack ?? '')
    process.exitCode =
      error instanceof ConversionError && usageErrors.has(error.code) ? exitStatus.usage : exitStatus.someFailed
  }
}

/** Throws ConversionError where results would go into a file. */
export function refuseFile(output: string): void {
  if (statSync(output, { throwIfNoEntry: false })?.isFile())
    throw new ConversionError('output-not-folder', { path: output })
}

/** An option that is a whole number of at least 1. */
export function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('give a whole number of at least 1')
  return count
}

/** An option that is a time for one document. */
function parseSeconds(text: string): number {
  const seconds = parseCount(text)
  if (seconds > MOST_SECONDS) throw new InvalidArgumentError(`give at most ${MOST_SECONDS} seconds`)
  return seconds
}

/** An option that may be repeated, or take several words with commas between them. */
export const gather = (text: string, before: readonly string[] = []): string[] => [
  ...before,
  ...text.split(',').map((part) => part.trim()),
]

/** Examples below the help of a command. */
export function addExamples(command: Command, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  $ ${example}`).join('\n')
  return command.addHelpText('after', () => `\n${examplesTitle[command.opts<CommonOptions>().lang]}\n${lines}`)
}
