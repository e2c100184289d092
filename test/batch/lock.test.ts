import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { outputLayout } from '../../src/batch/layout.ts'
import { lockOutput } from '../../src/batch/lock.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** The number of a process that has ended. */
const endedProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid

describe('the lock of an output folder', () => {
  it('keeps a second run out until it is given back', () => {
    const layout = outputLayout(temporaryFolder())
    const unlock = lockOutput(layout)
    expect(() => lockOutput(layout)).toThrow(
      expect.objectContaining({ code: 'output-locked', parameters: { process: String(process.pid) } }),
    )
    unlock()
    lockOutput(layout)()
    expect(readdirSync(`${layout.folder}/.tidycard`)).toEqual(['state'])
  })

  it.each([
    ['a process that has ended', () => `${endedProcess()} `],
    ['an earlier process of the same number', () => `${process.pid} some-other-boot 1`],
    ['nobody: it is damaged', () => 'x'],
  ])('is taken over from %s', (_, holder) => {
    const layout = outputLayout(temporaryFolder())
    mkdirSync(layout.state, { recursive: true })
    symlinkSync(holder(), layout.lock)
    const unlock = lockOutput(layout)
    expect(readlinkSync(layout.lock)).toMatch(new RegExp(`^${process.pid} `))
    unlock()
  })

  it('is taken over where it is a file, as on systems without links', () => {
    const layout = outputLayout(temporaryFolder())
    mkdirSync(layout.state, { recursive: true })
    writeFileSync(layout.lock, `${endedProcess()} `)
    lockOutput(layout)()
    expect(readdirSync(`${layout.folder}/.tidycard`)).toEqual(['state'])
  })
})
