/** A real Chromium, and the program as a user starts it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const root = join(import.meta.dirname, '../..')
const program = join(root, 'dist/cli.js')

/** Where Debian, or the one who runs the tests, has Chromium; null where there is none. */
export const chromiumPath =
  [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path)) ?? null

export const noChromium = 'there is no Chromium here: install it (apt-get install chromium) or name it in CHROMIUM_PATH'

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export function runProgram(...words: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [program, ...words], { cwd: root, encoding: 'utf8' })
  return { status, stderr }
}

export interface StartedReview {
  url: string
  stop(): Promise<void>
}

/** `tidycard review` in its own process. */
export async function startProgram(output: string, ...words: string[]): Promise<StartedReview> {
  const child: ChildProcess = spawn(process.execPath, [program, 'review', output, '--json', '--quiet', ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.includes('\n')) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`tidycard review ended with ${code}`)))
  })
  const { url }: { url: string } = JSON.parse(line)
  return {
    url,
    async stop() {
      child.kill('SIGINT')
      await ended
    },
  }
}
