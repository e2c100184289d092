/** `--severity rule=level` and other options that name rules: what a person makes of them. */
import { InvalidArgumentError } from 'commander'
import type { Severities } from '../batch/history.ts'
import { ConversionError } from '../model/errors.ts'
import { severitySchema } from '../model/provenance.ts'
import type { Rule } from '../rules.ts'

/** Throws ConversionError where one of the ids is no rule, or no repair where those are asked for. */
export async function refuseUnknownRules(ids: readonly string[], kind?: Rule['kind']): Promise<void> {
  if (ids.length === 0) return
  const { findRule } = await import('../rules.ts')
  for (const id of ids) {
    const rule = findRule(id)
    if (rule === undefined || (kind !== undefined && rule.kind !== kind))
      throw new ConversionError('unknown-rule', { rule: id })
  }
}

/** Gathers `rule=error|warning|info|off`, also several with commas between them. */
export function parseSeverities(text: string, before: Severities): Severities {
  const added = text.split(',').map((part): [string, Severities[string]] => {
    const [rule = '', level = ''] = part.trim().split('=')
    const severity = level === 'off' ? 'off' : severitySchema.safeParse(level).data
    if (rule === '' || severity === undefined) {
      throw new InvalidArgumentError('give rule=error, rule=warning, rule=info or rule=off')
    }
    return [rule, severity]
  })
  return { ...before, ...Object.fromEntries(added) }
}
