/** `tidycard check`: the rules again over what has been converted, across years too. */
import { type Command, Option } from 'commander'
import type { Severities } from '../batch/history.ts'
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
import { showProgress } from './progress.ts'
import { parseSeverities, refuseSeverities } from './severity.ts'
import { wordAnomalies } from './summary.ts'

interface CheckOptions extends CommonOptions {
  severity?: Severities
  failOn: 'error' | 'warning' | 'never'
}

async function check(output: string, options: CheckOptions, reportLanguage: Language | null): Promise<number> {
  const { severity = {} } = options
  await refuseSeverities(severity)
  const { runCheck } = await import('../batch/check.ts')
  const progress = showProgress(options)
  const events = { onStage: progress.start, onAdvance: progress.advance }
  const totals = await runCheck(output, severity, reportLanguage, events).finally(progress.stop)
  if (!options.quiet) tell(wordAnomalies(totals, options.lang))
  if (options.json) process.stdout.write(`${JSON.stringify({ output, ...totals }, null, 2)}\n`)
  const { error, warning } = totals.severities
  const reached = options.failOn === 'error' ? error > 0 : options.failOn === 'warning' && error + warning > 0
  return reached ? exitStatus.anomalies : exitStatus.done
}

export function registerCheck(program: Command): void {
  const command = program
    .command('check')
    .description('run the anomaly rules again over converted documents, across years too')
    .argument('[output]', 'an output folder of tidycard convert', 'output')
    .addOption(
      new Option('--fail-on <severity>', 'exit status 1 where anomalies reach it')
        .choices(['error', 'warning', 'never'])
        .default('error'),
    )
    .option('--severity <rule=level>', 'severity of a rule, or off; may be repeated', parseSeverities)
  addExamples(addCommonOptions(command), ['tidycard check', 'tidycard check output --severity revised-target=warning'])
  command.action((output: string, options: CheckOptions) =>
    runAction(options, () => check(output, options, namedLanguage(command, options))),
  )
}
