/**
 * One recogniser writes Simplified and some Japanese characters (産), the print is Traditional: which pairs are the same character.
 * The table comes from OpenCC (optional); without it only equal characters are the same.
 */
let table: Map<string, Set<string>> | undefined

/** A character and those that it stands for, an entry each. */
async function loadEntries(name: string): Promise<string[][]> {
  try {
    return ((await import(name)) as { default: string }).default.split('|').map((entry) => entry.split(' '))
  } catch {
    return []
  }
}

/** Of a character its Traditional forms. */
const FORWARDS = ['opencc-js/dict/STCharacters', 'opencc-js/dict/TWVariants', 'opencc-js/dict/HKVariants']
/** Of a Traditional character its Japanese form. */
const BACKWARDS = ['opencc-js/dict/JPShinjitaiCharactersRev']

/** The characters of Big5: of those that Japanese forms share with Traditional ones (予, 欠) nobody can tell which is meant. */
function readBig5(): Set<string> {
  const bytes: number[] = []
  for (let lead = 0xa4; lead <= 0xf9; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) bytes.push(lead, trail)
    for (let trail = 0x40; trail <= 0x7e; trail++) bytes.push(lead, trail)
  }
  return new Set(new TextDecoder('big5').decode(Uint8Array.from(bytes)))
}

/** Loads the table once; must be awaited before `isSameCharacter` is of use for Simplified characters. */
export async function loadVariants(): Promise<void> {
  if (table) return
  const loaded = new Map<string, Set<string>>()
  const add = (from: string, to: string) => loaded.set(from, (loaded.get(from) ?? new Set()).add(to))
  for (const name of FORWARDS) {
    for (const [from = '', ...to] of await loadEntries(name)) for (const character of to) add(from, character)
  }
  const ownCharacters = readBig5()
  // 里 stands for 裏, which Taiwan writes 裡: in its print a 里 is a 里 (公里).
  for (const character of ownCharacters) {
    const forms = [...(loaded.get(character) ?? [])]
    const isForeign = (form: string) => loaded.has(form) && !loaded.get(form)?.has(character)
    if (forms.length > 0 && forms.every(isForeign)) loaded.delete(character)
  }
  for (const name of BACKWARDS) {
    for (const [to = '', ...from] of await loadEntries(name)) {
      for (const character of from) if (!ownCharacters.has(character)) add(character, to)
    }
  }
  table = loaded
}

/** Traditional characters that this one may be written for, the most common first; none where it is its own. */
export function traditionalOf(character: string): string[] {
  return [...(table?.get(character) ?? [])]
}

/** Punctuation that looks alike at this size; the print's width decides, not the reader. */
const LOOKALIKE: Record<string, string> = {
  '，': ',',
  '．': '.',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
  '％': '%',
  '／': '/',
  '＊': '*',
  '×': 'x',
  '＋': '+',
  '－': '-',
  '—': '-',
  '–': '-',
  '“': '"',
  '”': '"',
}

/** The character by which two readings are compared: width folded. */
export function foldCharacter(character: string): string {
  return LOOKALIKE[character] ?? character.normalize('NFKC')
}

/** Do two readings mean the same printed character? Widths and Simplified forms do not count. */
export function isSameCharacter(a: string, b: string): boolean {
  if (a === b || foldCharacter(a) === foldCharacter(b)) return true
  return (table?.get(a)?.has(b) ?? false) || (table?.get(b)?.has(a) ?? false)
}
