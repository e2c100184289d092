/** What is told of a long run where the output is no terminal. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showProgress } from '../../src/cli/progress.ts'

describe('progress', () => {
  const lines: string[] = []
  beforeEach(() => {
    lines.length = 0
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
      lines.push(String(line).trim())
      return true
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  const run = (quiet: boolean, lang: 'en' | 'zh-TW'): void => {
    const progress = showProgress({ quiet, lang })
    for (const stage of ['documents', 'report'] as const) {
      progress.start(stage, 10)
      for (let done = 0; done < 10; done++) {
        vi.setSystemTime(Date.now() + 2000)
        progress.advance()
      }
    }
    progress.stop()
  }

  it('comes every few seconds, of each stage anew', () => {
    run(false, 'en')
    expect(lines).toEqual([
      '3/10 documents, 0.5/s, 14 s left',
      '6/10 documents, 0.5/s, 8 s left',
      '9/10 documents, 0.5/s, 2 s left',
      '3/10 documents in the report, 0.5/s, 14 s left',
      '6/10 documents in the report, 0.5/s, 8 s left',
      '9/10 documents in the report, 0.5/s, 2 s left',
    ])
  })

  it('is told in the language of the person', () => {
    run(false, 'zh-TW')
    expect(lines[0]).toBe('3/10 份文件，每秒 0.5 份，剩餘 14 秒')
    expect(lines[3]).toBe('3/10 份文件寫入報告，每秒 0.5 份，剩餘 14 秒')
  })

  it('is not told where nothing may be said', () => {
    run(true, 'en')
    expect(lines).toEqual([])
  })
})
