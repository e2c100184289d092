import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder, WholeFile, writeWhole } from '../../src/output/whole-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('whole files', () => {
  it('are not there before they are placed, and leave nothing behind', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a.csv')
    writeFileSync(path, 'old')
    const file = new WholeFile(path)
    file.write('new')
    file.seal()
    expect(readFileSync(path, 'utf8')).toBe('old')
    file.place()
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['a.csv'])
  })

  it('are not there when they are discarded', () => {
    const folder = temporaryFolder()
    const file = new WholeFile(join(folder, 'a.csv'))
    file.write('x'.repeat(1_000_000))
    file.discard()
    expect(readdirSync(folder)).toEqual([])
  })

  it('know their length and checksum', () => {
    const file = new WholeFile(join(temporaryFolder(), 'a'))
    file.write('客家')
    file.seal()
    expect([file.bytes, file.sha256.length]).toEqual([6, 64])
  })

  it('say who cannot be written, with a code', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(() => makeFolder(join(folder, 'file', 'below'))).toThrow(
      expect.objectContaining({ code: 'output-not-writable' }),
    )
    mkdirSync(join(folder, 'taken'))
    expect(() => writeWhole(join(folder, 'taken'), 'x')).toThrow(
      expect.objectContaining({ code: 'output-not-writable' }),
    )
    expect(readdirSync(folder).sort()).toEqual(['file', 'taken'])
    // A privileged user may write anywhere.
    if (process.getuid?.() !== 0) {
      chmodSync(folder, 0o500)
      expect(() => writeWhole(join(folder, 'x'), 'x')).toThrow(expect.objectContaining({ code: 'output-not-writable' }))
      chmodSync(folder, 0o700)
    }
    expect(existsSync(join(folder, 'x'))).toBe(false)
  })
})
