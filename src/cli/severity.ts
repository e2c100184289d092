/** `--severity rule=level`: what a person makes of a rule. */
import { InvalidArgumentError } from 'commander'
import type { Severities } from '../batch/history.ts'
import { severitySchema } from '../model/provenance.ts'

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
