import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findInputs, nameId, readInput } from '../../src/batch/inputs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Makes files (name → content) and returns their folder. */
function makeFiles(files: Record<string, string>): string {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const idsIn = (patterns: string[], output = '/nowhere'): string[] =>
  findInputs(patterns, output).inputs.map((input) => input.id)

describe('inputs', () => {
  it('are the readable files of a folder and of those below it, in the order of their ids', () => {
    const folder = makeFiles({
      'b.PDF': '1',
      'sub/deep/a.txt': '2',
      'c.jpeg': '3',
      'd.docx': '4',
      '.hidden/e.pdf': '5',
      '.f.pdf': '6',
    })
    expect(idsIn([folder])).toEqual(['a', 'b', 'c'])
  })

  it('are not what an earlier run has written', () => {
    const folder = makeFiles({ 'a.pdf': '1', 'output/b.txt': '2', 'older/.tidycard/state/x': '', 'older/c.txt': '3' })
    expect(idsIn([folder], join(folder, 'output'))).toEqual(['a'])
  })

  it('are found by glob patterns', () => {
    const folder = makeFiles({ 'x/a.pdf': '1', 'y/b.pdf': '2', 'y/c.txt': '3' })
    expect(idsIn([`${folder}/*/*.pdf`])).toEqual(['a', 'b'])
    expect(idsIn([`${folder}/{x,y}`])).toEqual(['a', 'b', 'c'])
  })

  it('count once, however often they are named', () => {
    const folder = makeFiles({ 'a.pdf': '1' })
    expect(idsIn([folder, join(folder, 'a.pdf'), `${folder}/*.pdf`])).toEqual(['a'])
  })

  it('do not follow a linked folder round in a circle', () => {
    const folder = makeFiles({ 'sub/a.pdf': '1' })
    symlinkSync(folder, join(folder, 'sub', 'again'))
    expect(idsIn([folder])).toEqual(['a'])
  })

  it('are found beside links that lead nowhere, which are told', () => {
    const folder = makeFiles({ 'a.pdf': '1', 'sub/z.pdf': '2' })
    symlinkSync('loop.pdf', join(folder, 'loop.pdf'))
    symlinkSync('gone.pdf', join(folder, 'sub', 'dangling.pdf'))
    symlinkSync('gone', join(folder, 'sub', 'no-input'))
    symlinkSync('../a.pdf', join(folder, 'sub', 'linked.pdf'))
    const { inputs, failures } = findInputs([folder], '/nowhere')
    expect(inputs.map(({ id }) => id)).toEqual(['a', 'linked', 'z'])
    expect(failures.map(({ path, error }) => [path.slice(folder.length + 1), error.code])).toEqual([
      ['loop.pdf', 'input-not-readable'],
      ['sub/dangling.pdf', 'input-not-found'],
    ])
    expect(idsIn([`${folder}/*`])).toEqual(['a', 'linked', 'z'])
  })

  it('that are not there, or of no kind that can be read, are told apart', () => {
    const folder = makeFiles({ 'a.docx': '1' })
    const { failures } = findInputs([join(folder, 'none.pdf'), join(folder, 'a.docx'), `${folder}/*.pdf`], '/nowhere')
    expect(failures.map(({ error }) => error.code)).toEqual([
      'input-not-found',
      'input-not-supported',
      'input-not-found',
    ])
  })

  it('without content are an error of their own', () => {
    const folder = makeFiles({ 'a.pdf': '' })
    expect(() => readInput(join(folder, 'a.pdf'))).toThrow(expect.objectContaining({ code: 'input-empty' }))
  })
})

describe('ids', () => {
  it('of inputs with one name are told apart by content, not by order', () => {
    const folder = makeFiles({ 'x/a.pdf': '1', 'y/a.txt': '2', 'z/b.pdf': '3' })
    const names = [join(folder, 'x'), join(folder, 'y'), join(folder, 'z')]
    const ids = idsIn(names)
    expect(ids).toEqual([expect.stringMatching(/^a-[0-9a-f]{8}$/), expect.stringMatching(/^a-[0-9a-f]{8}$/), 'b'])
    expect(idsIn([...names].reverse())).toEqual(ids)
  })

  it('of copies are told apart too', () => {
    const folder = makeFiles({ 'x/a.pdf': '1', 'y/a.pdf': '1', 'w/A.pdf': '2' })
    expect(new Set(idsIn([folder]).map((id) => id.toLowerCase())).size).toBe(3)
  })

  it.each([
    ['x/111年計分卡.pdf', '111年計分卡'],
    ['a.b.pdf', 'a.b'],
    ['what?*.pdf', 'what__'],
    ['..pdf', '_'],
    ['caf\u0065\u0301.pdf', 'caf\u00e9'],
  ])('of %s is %s', (path, id) => {
    expect(nameId(path)).toBe(id)
  })

  it('fit into a file name, and long names stay different', () => {
    const [a, b] = ['一', '二'].map((last) => nameId(`${'長'.repeat(80)}${last}.pdf`))
    expect(Buffer.byteLength(a ?? '')).toBeLessThanOrEqual(200)
    expect(a).not.toBe(b)
  })
})
