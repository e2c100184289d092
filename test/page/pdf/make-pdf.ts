/** Writes small PDFs by hand, so that a test can say exactly what a page holds. */

export interface PageParts {
  /** The content stream. */
  content: string
  /** Entries of the page's dictionary, e.g. `/Rotate 90 /CropBox [0 0 100 100]`. */
  page?: string
  /** Entries of the page's resources; Helvetica is always there as `/F1`. */
  resources?: string
  /** Fonts as entries, e.g. `/F2 10 0 R`. */
  fonts?: string
}

export const HEIGHT = 200
export const WIDTH = 300

/** A PDF of some pages; `objects` are further objects by their numbers, from 100 on, each a dictionary or a stream. */
export function makePdf(pages: PageParts[], objects: Record<number, string> = {}, trailer = ''): Uint8Array {
  const all = new Map<number, string>()
  all.set(1, '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [90 0 R] /D << /OFF [90 0 R] >> >> >>')
  const kids = pages.map((_, index) => `${10 + 2 * index} 0 R`).join(' ')
  all.set(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 ${WIDTH} ${HEIGHT}] >>`)
  all.set(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  all.set(90, '<< /Type /OCG /Name (hidden layer) >>')
  pages.forEach((page, index) => {
    const number = 10 + 2 * index
    const resources = `/Resources << /Font << /F1 3 0 R ${page.fonts ?? ''} >> ${page.resources ?? ''} >>`
    all.set(number, `<< /Type /Page /Parent 2 0 R ${resources} ${page.page ?? ''} /Contents ${number + 1} 0 R >>`)
    all.set(number + 1, stream('', page.content))
  })
  for (const [number, object] of Object.entries(objects)) all.set(Number(number), object)
  let text = '%PDF-1.7\n'
  const numbers = [...all.keys()].sort((a, b) => a - b)
  const offsets = new Map<number, number>()
  for (const number of numbers) {
    offsets.set(number, text.length)
    text += `${number} 0 obj\n${all.get(number)}\nendobj\n`
  }
  const start = text.length
  text += 'xref\n0 1\n0000000000 65535 f \n'
  for (const number of numbers) text += `${number} 1\n${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`
  text += `trailer\n<< /Size 1000 /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** A stream object; its content one byte a character. */
export function stream(entries: string, content: string): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`
}
