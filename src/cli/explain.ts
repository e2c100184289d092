/** `tidycard explain <rule>`: the page of one rule. */
import type { Command } from 'commander'
import { ConversionError } from '../model/errors.ts'
import { printRule } from '../rule-pages.ts'
import { findRule } from '../rules.ts'
import { addCommonOptions, addExamples, type CommonOptions, exitStatus, runAction } from './common.ts'

export function registerExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('what a rule finds, why it matters, what to do')
    .argument('<rule>', 'id of a rule, as tidycard rules lists them')
  addExamples(addCommonOptions(command, 'print the rule whole, as JSON'), [
    'tidycard explain malformed-number',
    'tidycard explain declared-count-mismatch --lang zh-TW',
  ])
  command.action((id: string, options: CommonOptions) =>
    runAction(options, async () => {
      const rule = findRule(id)
      if (rule === undefined) throw new ConversionError('unknown-rule', { rule: id })
      process.stdout.write(`${options.json ? JSON.stringify(rule, null, 2) : printRule(rule, options.lang)}\n`)
      return exitStatus.done
    }),
  )
}
