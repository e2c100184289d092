/** Kind of a stream message in the protocol of pdf.js: the next piece of an operator list. */
const STREAM_ENQUEUE = 4

interface Message {
  stream?: number
  chunk?: { fnArray?: number[]; argsArray?: unknown[][] }
}

type Listener = (event: { data: unknown }) => void

/**
 * Joins the two halves of pdf.js inside one thread. The port that pdf.js uses itself copies every message deeply
 * (a third of the time of a page full of text); here both halves see the same objects, and only the two arrays that
 * the parsing half empties after sending are copied.
 */
export class DirectPort {
  readonly #listeners = new Map<Listener, () => void>()
  readonly #ready = Promise.resolve()
  #watch: (functions: number[], args: unknown[][]) => void = () => {}

  /** Calls `watch` with each piece of an operator list as it comes. */
  watch(watch: (functions: number[], args: unknown[][]) => void): void {
    this.#watch = watch
  }

  postMessage(message: Message): void {
    let data = message
    if (message.stream === STREAM_ENQUEUE && message.chunk?.fnArray && message.chunk.argsArray) {
      const chunk = {
        ...message.chunk,
        fnArray: message.chunk.fnArray.slice(),
        argsArray: message.chunk.argsArray.slice(),
      }
      this.#watch(chunk.fnArray, chunk.argsArray)
      data = { ...message, chunk }
    }
    this.#ready.then(() => {
      for (const listener of [...this.#listeners.keys()]) listener.call(this, { data })
    })
  }

  addEventListener(_name: string, listener: Listener, options?: { signal?: AbortSignal } | null): void {
    const signal = options?.signal
    if (signal?.aborted) return
    const abort = () => this.removeEventListener(_name, listener)
    signal?.addEventListener('abort', abort)
    this.#listeners.set(listener, () => signal?.removeEventListener('abort', abort))
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.#listeners.get(listener)?.()
    this.#listeners.delete(listener)
  }

  terminate(): void {
    for (const unsubscribe of this.#listeners.values()) unsubscribe()
    this.#listeners.clear()
  }
}
