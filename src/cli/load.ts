/** `tidycard load`: the tables into PostgreSQL. */
import type { Command } from 'commander'
import { ConversionError } from '../model/errors.ts'
import { addCommonOptions, addExamples, type CommonOptions, exitStatus, runAction, tell } from './common.ts'
import { showProgress } from './progress.ts'
import { many } from './summary.ts'

interface LoadOptions extends CommonOptions {
  schema: string
}

/** The address may hold a password, so no error repeats it. */
function refuseOtherAddress(address: string): void {
  if (URL.canParse(address) && /^postgres(?:ql)?:$/u.test(new URL(address).protocol)) return
  throw new ConversionError('bad-address')
}

async function load(output: string, address: string, options: LoadOptions): Promise<number> {
  refuseOtherAddress(address)
  const { loadOutput } = await import('../batch/load.ts')
  const { readManifest } = await import('../batch/check.ts')
  const { outputLayout } = await import('../batch/layout.ts')
  // Before the database is asked for anything.
  readManifest(outputLayout(output))
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: address })
  const progress = showProgress(options)
  try {
    await client.connect()
    const counts = await loadOutput(
      output,
      { client, schema: options.schema },
      { onStage: progress.start, onAdvance: progress.advance },
    )
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
  } catch (error) {
    if (error instanceof ConversionError) throw error
    const detail =
      error instanceof Error ? error.message || String('code' in error ? error.code : error.name) : String(error)
    throw new ConversionError('database-failed', { detail }, { cause: error })
  } finally {
    progress.stop()
    await client.end().catch(() => {})
  }
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
