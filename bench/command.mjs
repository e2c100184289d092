/** Runs the built command line and measures it; shared by the benchmarks of long runs. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The born-digital and text inputs of the practice set, else the samples: reading scans would measure the recogniser. */
export function findSources() {
  const practice = join(root, '..', 'shared', 'practice')
  const list = join(practice, 'cases.json')
  if (!existsSync(list)) return [join(root, 'samples', 'hakka-111.pdf')]
  const cases = JSON.parse(readFileSync(list, 'utf8')).filter((one) => one.needs !== 'ocr')
  return cases.flatMap((one) => one.inputs.map((input) => join(practice, one.case, input)))
}

/** One run of the command line: seconds, CPU seconds and peak memory of its process, threads and all. */
export async function measureCommand(words, usageFile) {
  const spy = new URL('./usage.mjs', import.meta.url).href
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', spy, join(root, 'dist', 'cli.js'), ...words], {
    stdio: 'inherit',
    env: { ...process.env, USAGE_FILE: usageFile },
  })
  const status = await new Promise((resolve) => child.on('exit', resolve))
  const seconds = (performance.now() - started) / 1000
  if (status !== 0) throw new Error(`${words[0]} ended with ${status}`)
  const usage = JSON.parse(readFileSync(usageFile, 'utf8'))
  rmSync(usageFile)
  return { seconds, ...usage }
}

/** Puts a section (its first line is its heading) into bench/RESULTS.md, in the place of an older one. */
export function writeSection(section) {
  const [heading] = section.split('\n')
  const path = join(root, 'bench', 'RESULTS.md')
  const old = existsSync(path) ? readFileSync(path, 'utf8') : '# Results\n'
  const parts = old.split(/^(?=## )/m).map((part) => part.trimEnd())
  const at = parts.findIndex((part) => part.startsWith(`${heading}\n`))
  parts.splice(at < 0 ? parts.length : at, at < 0 ? 0 : 1, section.trimEnd())
  writeFileSync(path, `${parts.join('\n\n')}\n`)
}
