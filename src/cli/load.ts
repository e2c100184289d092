/** `tidycard load`: the tables into PostgreSQL. */
import type { Command } from 'commander'
import { addCommonOptions, addExamples, type CommonOptions, exitStatus, runAction, tell } from './common.ts'
import { refuseOtherAddress, withClient } from './database.ts'
import { showProgress } from './progress.ts'
import { many } from './summary.ts'

interface LoadOptions extends CommonOptions {
  schema: string
}

async function load(output: string, address: string, options: LoadOptions): Promise<number> {
  refuseOtherAddress(address)
  const { loadOutput } = await import('../batch/load.ts')
  const { readManifest } = await import('../batch/check.ts')
  const { outputLayout } = await import('../batch/layout.ts')
  // Before the database is asked for anything.
  readManifest(outputLayout(output))
  const progress = showProgress(options)
  return withClient(address, async (client) => {
    try {
      const target = { client, schema: options.schema }
      const counts = await loadOutput(output, target, { onStage: progress.start, onAdvance: progress.advance })
      progress.stop()
      if (!options.quiet) {
        tell(
          options.lang === 'en'
            ? `${many(counts.loaded, 'document')} loaded, ${counts.unchanged} unchanged, ${counts.removed} removed`
            : `已載入 ${counts.loaded} 份文件、未變動 ${counts.unchanged}、移除 ${counts.removed}`,
        )
      }
      if (options.json) process.stdout.write(`${JSON.stringify({ output, ...counts }, null, 2)}\n`)
      return exitStatus.done
    } finally {
      progress.stop()
    }
  })
}

export function registerLoad(program: Command): void {
  const command = program
    .command('load')
    .description('load the tables of an output folder into PostgreSQL: made, widened and filled as needed')
    .argument('<output>', 'an output folder of tidycard convert')
    .argument('<address>', 'postgres://user:password@host:5432/database')
    .option('--schema <name>', 'database schema that holds the tables', 'tidycard')
  addExamples(addCommonOptions(command), ['tidycard load output postgres://localhost/scorecards'])
  command.action((output: string, address: string, options: LoadOptions) =>
    runAction(options, () => load(output, address, options)),
  )
}
