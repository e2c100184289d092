/** The command line: one file a command, one line each here. */
import { Command, CommanderError } from 'commander'
import { exitStatus } from './common.ts'
import { askedLanguage, speak } from './help.ts'

type Register = (program: Command) => void

/** Each is loaded only when it is called: what the others need takes longer to load than a page takes to read. */
const commands = new Map<string, () => Promise<Register>>(
  Object.entries({
    convert: async () => (await import('./convert.ts')).registerConvert,
    tables: async () => (await import('./tables.ts')).registerTables,
    review: async () => (await import('./review.ts')).registerReview,
    check: async () => (await import('./check.ts')).registerCheck,
    inspect: async () => (await import('./inspect.ts')).registerInspect,
    load: async () => (await import('./load.ts')).registerLoad,
    submit: async () => (await import('./submit.ts')).registerSubmit,
    worker: async () => (await import('./worker.ts')).registerWorker,
    status: async () => (await import('./status.ts')).registerStatus,
    collect: async () => (await import('./collect.ts')).registerCollect,
    rules: async () => (await import('./rules.ts')).registerRules,
    explain: async () => (await import('./explain.ts')).registerExplain,
    schema: async () => (await import('./schema.ts')).registerSchema,
  }),
)

/** The program with the command that these words call, or with all commands where they call none. */
export async function makeProgram(words: readonly string[]): Promise<Command> {
  const program = speak(new Command('tidycard'), askedLanguage(words))
    .description('Reads balanced scorecards (平衡計分卡) from PDF, scan or text into checked data')
    .exitOverride()
  const called = commands.get(words[0] ?? '')
  if (called !== undefined) {
    const register = await called()
    register(program)
    return program
  }
  // Help, the version, or a word that is no command: all of them are shown or named.
  const { TOOL } = await import('../batch/version.ts')
  program.version(TOOL.version)
  for (const load of commands.values()) {
    const register = await load()
    register(program)
  }
  return program
}

/** Carries out a command line (without node and script name); sets `process.exitCode`. */
export async function runProgram(words: readonly string[]): Promise<void> {
  const program = await makeProgram(words)
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    process.exitCode = error.exitCode === 0 ? exitStatus.done : exitStatus.usage
  }
}
