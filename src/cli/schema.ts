/** `tidycard schema`: the JSON Schema of a document. */
import type { Command } from 'commander'
import { z } from 'zod'
import { documentSchema } from '../model/document.ts'
import { addCommonOptions, addExamples, type CommonOptions, exitStatus, runAction } from './common.ts'

export function registerSchema(program: Command): void {
  const command = program.command('schema').description('print the JSON Schema of a document (documents/<id>.json)')
  addExamples(addCommonOptions(command, 'changes nothing: the schema is JSON'), [
    'tidycard schema > document.schema.json',
  ])
  command.action((options: CommonOptions) =>
    runAction(options, async () => {
      process.stdout.write(`${JSON.stringify(z.toJSONSchema(documentSchema), null, 2)}\n`)
      return exitStatus.done
    }),
  )
}
