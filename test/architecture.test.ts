/** How the source is built: floors that import downwards only, and folders of one floor that do not know each other. */
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'

/** A part of `src/` and the floor it stands on. */
const floors: Record<string, number> = {
  language: 0,
  geometry: 0,
  model: 1,
  relation: 1,
  page: 2,
  table: 2,
  scorecard: 2,
  repair: 2,
  anomaly: 2,
  output: 2,
  history: 2,
  reading: 3,
  batch: 4,
  inspect: 4,
  review: 5,
  queue: 5,
  cli: 6,
  'cli.ts': 7,
  'index.ts': 7,
}

/** `repair/rules/split-text.ts` → `repair` */
const partOf = (file: string): string => file.split('/')[0] ?? file

/** The files of `src/` itself put the stages of one document together. */
const FLOOR_OF_FILES = 3
const floorOf = (file: string): number | undefined =>
  floors[partOf(file)] ?? (file.includes('/') ? undefined : FLOOR_OF_FILES)

const root = new URL('../src/', import.meta.url)
const files = (readdirSync(root, { recursive: true }) as string[])
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(?<!\.d)\.tsx?$/u.test(file))

interface Import {
  file: string
  to: string
  /** `import type`: gone when it runs, but knowledge all the same. */
  isType: boolean
}

const IMPORT = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gm

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(new URL(file, root), 'utf8')
  return [...text.matchAll(IMPORT)].map((match) => ({
    file,
    to: match[2] ?? match[3] ?? '',
    isType: match[1] !== undefined,
  }))
})
const inside = imports
  .filter(({ to }) => to.startsWith('.'))
  .map((one) => ({ ...one, to: posix.normalize(posix.join(posix.dirname(one.file), one.to)) }))

describe('the source', () => {
  it('has a floor for each of its parts', () => {
    expect(files.filter((file) => floorOf(file) === undefined)).toEqual([])
  })

  it('imports downwards only', () => {
    const upwards = inside.filter(({ file, to }) => (floorOf(to) ?? 0) > (floorOf(file) ?? 0))
    expect(upwards.map(({ file, to }) => `${file} → ${to}`)).toEqual([])
  })

  it('has folders of one floor that do not know each other', () => {
    const apart = new Set([0, 2])
    const aside = inside.filter(({ file, to }) => {
      const [from, target] = [floorOf(file), floorOf(to)]
      return partOf(file) !== partOf(to) && from === target && apart.has(from ?? -1)
    })
    expect(aside.map(({ file, to }) => `${file} → ${to}`)).toEqual([])
  })

  it('has no import that goes round in a circle', () => {
    const next = new Map<string, string[]>()
    for (const { file, to, isType } of inside) if (!isType) next.set(file, [...(next.get(file) ?? []), to])
    const done = new Set<string>()
    const circles: string[] = []
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      if (done.has(file) || path.includes(file)) return
      for (const target of next.get(file) ?? []) walk(target, [...path, file])
      done.add(file)
    }
    for (const file of files) walk(file, [])
    expect(circles).toEqual([])
  })

  it('imports source files by their real name', () => {
    const existing = new Set(files)
    const broken = inside.filter(({ to }) => !existing.has(to) && !/\.(?:js|mjs|json|css|html)$/.test(to))
    expect(broken.map(({ file, to }) => `${file} → ${to}`)).toEqual([])
  })

  it('needs nothing of the lowest floors but what is in them', () => {
    const outside = imports.filter(({ file, to }) => floorOf(file) === 0 && !to.startsWith('./'))
    expect(outside.map(({ file, to }) => `${file} → ${to}`)).toEqual([])
  })

  it('uses no package that is not declared', () => {
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(new URL('../package.json', root), 'utf8'))
    const declared = new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies)])
    const packageOf = (to: string): string =>
      to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/')
    // The browser's page is bundled when it is built.
    const installed = imports.filter(({ file }) => !file.startsWith('review/page/'))
    const used = installed.filter(({ to }) => !to.startsWith('.') && !to.startsWith('node:'))
    expect([...new Set(used.map(({ to }) => packageOf(to)))].filter((name) => !declared.has(name))).toEqual([])
  })
})
