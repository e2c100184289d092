/** Loaded before the command line: says at the end what the process, threads and all, has used. */
import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const { USAGE_FILE } = process.env
if (isMainThread && USAGE_FILE) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    const usage = { megabytes: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }
    writeFileSync(USAGE_FILE, JSON.stringify(usage))
  })
}
