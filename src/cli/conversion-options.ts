/** How documents are read and judged: --ocr, --severity and --without-repair, which their tables depend on. */
import type { Command } from 'commander'
import type { Severities } from '../batch/history.ts'
import type { ConvertOptions } from '../batch/task.ts'
import { compareText } from '../language/order.ts'
import { gather, ocrOption } from './common.ts'
import { parseSeverities, refuseRepairs, refuseSeverities } from './severity.ts'

export interface ConversionOptions {
  ocr: 'auto' | 'off' | 'force'
  severity?: Severities
  withoutRepair?: string[]
}

export function addConversionOptions(command: Command): Command {
  return command
    .addOption(ocrOption())
    .option('--severity <rule=level>', 'severity of a rule, or off; may be repeated', parseSeverities)
    .option(
      '--without-repair <rule>',
      'a repair that is not made: what it would change stays as printed, or unreadable; may be repeated',
      gather,
    )
}

/** Throws ConversionError where they name rules that are not there, or cannot be changed. */
export async function readConversion(given: ConversionOptions): Promise<ConvertOptions> {
  const { ocr, severity = {}, withoutRepair = [] } = given
  await refuseSeverities(severity)
  await refuseRepairs(withoutRepair)
  // In whatever order they were given they are the same options.
  const severities = Object.fromEntries(Object.entries(severity).sort(([a], [b]) => compareText(a, b)))
  return { ocr, severities, withoutRepairs: [...new Set(withoutRepair)].sort(compareText) }
}
