/** Stands for the converter where a test is about what is around it: the input file is the document, as JSON. */
export async function convertDocument(bytes, options) {
  const text = new TextDecoder().decode(bytes)
  if (text.startsWith('hang')) for (;;) {}
  if (text.startsWith('die')) process.exit(7)
  if (text.startsWith('eat')) {
    const eaten = []
    for (;;) eaten.push(new Array(100_000).fill(eaten.length))
  }
  if (text.startsWith('throw')) throw new Error('thrown')
  const document = JSON.parse(text)
  return {
    document: { ...document, id: options.id, source: { ...document.source, name: options.name } },
    timings: { read: 1 },
  }
}
