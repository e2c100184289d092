/** Loaded before the command line: says at the end how much memory the process had at most, in kilobytes. */
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const { MEMORY_FILE } = process.env
if (isMainThread && MEMORY_FILE) {
  process.on('exit', () => writeFileSync(MEMORY_FILE, String(process.resourceUsage().maxRSS)))
}
