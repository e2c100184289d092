/** What the README and the documents say holds: the example runs, links lead somewhere, dependencies are all listed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findDoubts } from './example/library.ts'

const root = new URL('../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8')

describe('README', () => {
  it('shows the library example that is run here', async () => {
    const [, shown] = /```ts\n([\s\S]*?)```/.exec(read('README.md')) ?? []
    expect(shown?.replace("'tidycard'", "'../../src/index.ts'")).toBe(read('test/example/library.ts'))
    const doubts = await findDoubts(fileURLToPath(new URL('samples/hakka-111.txt', root)))
    expect(doubts).toContain(
      'AC1.1.1 (malformed-number): the digit groups of 1,4004,000 cannot be right; taken as 14,004,000',
    )
  })

  it('shows commands that exist', async () => {
    const commands = readdirSync(new URL('src/cli/', root))
    for (const [, name] of read('README.md').matchAll(/^npx tidycard (\w+)/gm)) expect(commands).toContain(`${name}.ts`)
  })
})

describe('documents', () => {
  const documents = [
    'README.md',
    ...['docs/', 'docs/rules/', 'bench/'].flatMap((folder) =>
      readdirSync(new URL(folder, root)).flatMap((name) => (name.endsWith('.md') ? [`${folder}${name}`] : [])),
    ),
  ]

  /** What the headings of a Markdown file are called in links. */
  const anchorsOf = (url: URL): string[] =>
    [...readFileSync(url, 'utf8').matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/gu, '-'),
    )

  it.each(documents)('%s has no dead link', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1] ?? '')
    const dead = links.filter((link) => {
      const [path = '', anchor] = link.split('#')
      const url = new URL(path === '' ? file : path, path === '' ? root : new URL(file, root))
      return !existsSync(url) || (anchor !== undefined && !anchorsOf(url).includes(anchor))
    })
    expect(dead).toEqual([])
  })

  it('of the package link only to what the package holds', () => {
    const { files } = JSON.parse(read('package.json'))
    for (const file of documents.filter((one) => !one.startsWith('bench/'))) {
      const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '')
      const paths = links.map((link) => new URL(link, new URL(file, root)).href.slice(root.href.length))
      const inside = (path: string): boolean => files.some((one: string) => path === one || path.startsWith(`${one}/`))
      expect(paths.filter((path) => !inside(path))).toEqual([])
    }
  })

  it('list every dependency with its exact version', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'))
    const declared = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies })
    const rows = [...read('docs/dependencies.md').matchAll(/^\| ([^| ]+) \| (\d\S*) \|/gm)].map(
      ([, name, version]) => `${name} ${version}`,
    )
    expect(rows).toEqual([...rows].sort())
    expect([...rows].sort()).toEqual(declared.map(([name, version]) => `${name} ${version}`).sort())
  })
})
