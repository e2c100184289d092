/** A name without what printing varies: width, spaces, punctuation, 臺 and 台. */
export function foldName(name: string | null): string {
  return (name ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{White_Space}\p{Punctuation}]/gu, '')
    .replaceAll('臺', '台')
}
