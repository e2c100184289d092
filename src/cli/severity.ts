/** `--severity rule=level` and other options that name rules: what a person makes of them. */
import { InvalidArgumentError } from 'commander'
import type { Severities } from '../batch/history.ts'
import { ConversionError } from '../model/errors.ts'
import { severitySchema } from '../model/provenance.ts'
import type { Rule } from '../rules.ts'

async function findNamed(id: string): Promise<Rule> {
  const { findRule } = await import('../rules.ts')
  const rule = findRule(id)
  if (rule === undefined) throw new ConversionError('unknown-rule', { rule: id })
  return rule
}

/** Throws ConversionError where `--severity` names what is no rule, or one that never reports. */
export async function refuseSeverities(severities: Severities): Promise<void> {
  for (const id of Object.keys(severities)) {
    const { severity } = await findNamed(id)
    if (severity === null) throw new ConversionError('rule-only-recorded', { rule: id })
  }
}

/** Throws ConversionError where `--without-repair` names what is no repair, or one that cannot be turned off. */
export async function refuseRepairs(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const rule = await findNamed(id)
    if (rule.kind !== 'repair') throw new ConversionError('unknown-rule', { rule: id })
    const { canBeTurnedOff } = await import('../rules.ts')
    if (!canBeTurnedOff(rule)) throw new ConversionError('repair-always-made', { rule: id })
  }
}

/** Gathers `rule=error|warning|info|off`, also several with commas between them. */
export function parseSeverities(text: string, before: Severities = {}): Severities {
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
