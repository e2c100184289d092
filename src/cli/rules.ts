/** `tidycard rules`: every repair and anomaly rule on a line. */
import type { Command } from 'commander'
import { kindWord, outlineMessage, severityWord } from '../rule-pages.ts'
import { rules } from '../rules.ts'
import { addCommonOptions, addExamples, type CommonOptions, exitStatus, runAction } from './common.ts'

/** Columns a text takes on a terminal: characters of Chinese take two. */
const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (/[\u1100-\uffdc]/u.test(character) ? 2 : 1), 0)

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? '')))) ?? []
  const pad = (cell: string, column: number): string => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n')
}

export function registerRules(program: Command): void {
  const command = program.command('rules').description('list every repair and anomaly rule')
  addExamples(addCommonOptions(command, 'print the rules whole, as JSON'), [
    'tidycard rules',
    'tidycard rules --json',
    'tidycard rules --lang zh-TW',
  ])
  command.action((options: CommonOptions) =>
    runAction(options, async () => {
      const text = options.json
        ? JSON.stringify(rules, null, 2)
        : alignColumns(
            rules.map((rule) => [
              rule.id,
              kindWord(rule, options.lang),
              severityWord(rule, options.lang),
              outlineMessage(rule, options.lang),
            ]),
          )
      process.stdout.write(`${text}\n`)
      return exitStatus.done
    }),
  )
}
