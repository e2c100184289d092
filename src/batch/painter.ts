/** A thread that draws: a file that hangs while it is drawn is given up. */
import { Piscina } from 'piscina'
import type { PictureResult, PictureTask } from './picture-task.ts'

const TIMEOUT_MILLISECONDS = 120_000

export class Painter {
  readonly #pool: Piscina<PictureTask, PictureResult>

  constructor() {
    const filename = new URL('./picture-task.js', import.meta.url).href
    this.#pool = new Piscina({ filename, minThreads: 0, maxThreads: 1, idleTimeout: 30_000 })
    this.#pool.on('error', () => {})
  }

  /** Throws where the file cannot be opened, or takes too long. */
  async draw(task: PictureTask): Promise<PictureResult> {
    return this.#pool.run(task, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) })
  }

  close(): Promise<void> {
    return this.#pool.destroy()
  }
}
