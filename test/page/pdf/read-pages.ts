import type { Page, TextRun } from '../../../src/model/page.ts'
import { type PdfOptions, withPdf } from '../../../src/page/pdf/index.ts'

/** All pages of a PDF at once, which only tests do. */
export async function readPages(bytes: Uint8Array, options: PdfOptions = {}): Promise<Page[]> {
  return await withPdf(bytes, options, async (pdf) => {
    const pages: Page[] = []
    for await (const page of pdf.pages()) pages.push(page)
    return pages
  })
}

export async function readFirstPage(bytes: Uint8Array, options: PdfOptions = {}): Promise<Page> {
  const [page] = await readPages(bytes, options)
  if (!page) throw new Error('no page')
  return page
}

export function textsOf(page: Page): string[] {
  return page.runs.map((run) => run.text)
}

export function findRun(page: Page, text: string): TextRun {
  const run = page.runs.find((candidate) => candidate.text === text)
  if (!run) throw new Error(`no run ${text} among ${JSON.stringify(textsOf(page))}`)
  return run
}

/** A box in whole points. */
export function rounded(box: readonly number[]): number[] {
  return box.map((value) => Math.round(value))
}
