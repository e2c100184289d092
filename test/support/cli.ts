/** The command line as a user has it: the built program in a process of its own. `npm test` builds it first. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

export interface CliResult {
  status: number | null
  stdout: string
  stderr: string
}

export function runCli(words: readonly string[], folder?: string): Promise<CliResult> {
  if (!existsSync(program)) throw new Error('build first: npm run build')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    const result: CliResult = { status: null, stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      result.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      result.stderr += text
    })
    child.on('error', reject)
    child.on('close', (status) => resolve({ ...result, status }))
  })
}
