/**
 * One recogniser writes Simplified characters, the print is Traditional: which pairs are the same character.
 * The table comes from OpenCC (optional); without it only equal characters are the same.
 */
let table: Map<string, Set<string>> | undefined

async function loadPairs(name: string): Promise<string> {
  try {
    return ((await import(name)) as { default: string }).default
  } catch {
    return ''
  }
}

/** Loads the table once; must be awaited before `isSameCharacter` is of use for Simplified characters. */
export async function loadVariants(): Promise<void> {
  if (table) return
  const loaded = new Map<string, Set<string>>()
  for (const name of ['opencc-js/dict/STCharacters', 'opencc-js/dict/TWVariants', 'opencc-js/dict/HKVariants']) {
    for (const pair of (await loadPairs(name)).split('|')) {
      const [from, ...to] = pair.split(' ')
      if (!from) continue
      const known = loaded.get(from) ?? new Set()
      for (const character of to) known.add(character)
      loaded.set(from, known)
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
