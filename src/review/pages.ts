/** Pictures of whole pages for the review, drawn when they are looked at. */
import { Painter } from '../batch/painter.ts'
import { hasContent } from '../batch/sources.ts'
import type { Session } from './session.ts'

/** Enough to read 6 pt print at twice its size. */
const PAGE_DPI = 170
const PAGES_KEPT = 24

export class PagePictures {
  readonly #session: Session
  readonly #password: string | null
  readonly #painter = new Painter()
  readonly #kept = new Map<string, Promise<Uint8Array | null>>()

  constructor(session: Session, password: string | null) {
    this.#session = session
    this.#password = password
  }

  /** A page as WebP; null where there is none. Only inputs that the manifest names, unchanged since, are ever opened. */
  page(id: string, number: number): Promise<Uint8Array | null> {
    const held = this.#session.held(id)
    const path = this.#session.sources.get(id)
    if (held === null || path === undefined) return Promise.resolve(null)
    const key = `${held.sha256} ${number}`
    const picture = this.#kept.get(key) ?? this.#draw(path, held.sha256, number)
    this.#kept.delete(key)
    this.#kept.set(key, picture)
    const oldest = this.#kept.keys().next().value
    if (this.#kept.size > PAGES_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return picture
  }

  close(): Promise<void> {
    return this.#painter.close()
  }

  async #draw(path: string, sha256: string, page: number): Promise<Uint8Array | null> {
    if (!hasContent(path, sha256)) return null
    try {
      const crops = [{ page, box: null }]
      const [picture] = await this.#painter.draw({
        path,
        password: this.#password,
        dpi: PAGE_DPI,
        crops,
        format: 'webp',
      })
      return picture ?? null
    } catch {
      return null
    }
  }
}
