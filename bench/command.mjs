/** Runs the built command line and measures it; shared by the benchmarks of long runs. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
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
