/** The file that the benchmarks keep their figures in, a section each. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const results = new URL('RESULTS.md', import.meta.url)

/** Puts a section (its first line is its heading) into bench/RESULTS.md, in the place of an older one. */
export function writeSection(section) {
  const [heading] = section.split('\n')
  const old = existsSync(results) ? readFileSync(results, 'utf8') : '# Results\n'
  const parts = old.split(/^(?=## )/m).map((part) => part.trimEnd())
  const at = parts.findIndex((part) => part.startsWith(`${heading}\n`))
  parts.splice(at < 0 ? parts.length : at, at < 0 ? 0 : 1, section.trimEnd())
  writeFileSync(results, `${parts.join('\n\n')}\n`)
}
