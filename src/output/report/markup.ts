/** HTML whose values are text unless they are themselves markup: document text can never become a tag. */

export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Content = Markup | string | number | null | false | readonly Content[]

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Characters that HTML forbids, or that turn the reading direction of what follows. */
const FORBIDDEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu

/** Text for between tags and in quoted attributes. Line breaks and tabs stay; other control characters are shown as �. */
export function escapeText(text: string): string {
  return text
    .replace(FORBIDDEN, (character) => (character === '\n' || character === '\t' ? character : '\uFFFD'))
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

function printContent(content: Content): string {
  if (content === null || content === false) return ''
  if (content instanceof Markup) return content.text
  if (typeof content === 'object') return content.map(printContent).join('')
  return escapeText(String(content))
}

/** `html\`<b>${name}</b>\`` */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  return new Markup(parts.map((part, index) => part + printContent(contents[index] ?? null)).join(''))
}
