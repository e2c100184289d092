/** The command line: one file a command, one line each here. */
import { Command, CommanderError } from 'commander'
import { TOOL } from '../batch/version.ts'
import { registerCheck } from './check.ts'
import { exitStatus } from './common.ts'
import { registerConvert } from './convert.ts'
import { registerExplain } from './explain.ts'
import { registerLoad } from './load.ts'
import { registerRules } from './rules.ts'
import { registerSchema } from './schema.ts'

const commands = [registerConvert, registerCheck, registerLoad, registerRules, registerExplain, registerSchema]

/** Carries out a command line (without node and script name); sets `process.exitCode`. */
export async function runProgram(words: readonly string[]): Promise<void> {
  const program = new Command('tidycard')
    .description('Reads balanced scorecards (平衡計分卡) from PDF, scan or text into checked data')
    .version(TOOL.version)
    .exitOverride()
    .showHelpAfterError('(see --help)')
  for (const register of commands) register(program)
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    process.exitCode = error.exitCode === 0 ? exitStatus.done : exitStatus.usage
  }
}
