/** How far a run is: a bar on a terminal, plain lines elsewhere. */
import { Presets, SingleBar } from 'cli-progress'
import type { Language } from '../model/rule.ts'
import { tell } from './common.ts'

/** Plain lines come at most this often, so that a log of thousands of files stays short. */
const LINE_INTERVAL_MS = 5000

export interface Progress {
  start(total: number): void
  advance(): void
  /** A line that stays, above the bar. */
  say(line: string): void
  stop(): void
}

const bars: Record<Language, string> = {
  en: '{bar} {value}/{total} documents | {rate}/s | {eta_formatted} left',
  'zh-TW': '{bar} {value}/{total} 份文件 | 每秒 {rate} 份 | 剩餘 {eta_formatted}',
}

function showBar(language: Language): Progress {
  let started = 0
  let total = 0
  let done = 0
  const bar = new SingleBar(
    { format: bars[language], stream: process.stderr, hideCursor: true, clearOnComplete: true, etaBuffer: 50 },
    Presets.shades_classic,
  )
  const rate = (): string => (done / Math.max((Date.now() - started) / 1000, 0.001)).toFixed(1)
  return {
    start(count) {
      total = count
      started = Date.now()
      bar.start(count, 0, { rate: '-' })
    },
    advance() {
      done += 1
      bar.update(done, { rate: rate() })
    },
    say(line) {
      bar.stop()
      process.stderr.write('\r\u001b[K')
      tell(line)
      if (done < total) bar.start(total, done, { rate: rate() })
    },
    stop: () => bar.stop(),
  }
}

function showLines(language: Language): Progress {
  let total = 0
  let done = 0
  let started = 0
  let lastLine = 0
  return {
    start(count) {
      total = count
      started = Date.now()
      lastLine = started
    },
    advance() {
      done += 1
      const now = Date.now()
      if (now - lastLine < LINE_INTERVAL_MS || done === total) return
      lastLine = now
      const rate = done / ((now - started) / 1000)
      const left = Math.round((total - done) / rate)
      tell(
        language === 'en'
          ? `${done}/${total} documents, ${rate.toFixed(1)}/s, ${left} s left`
          : `${done}/${total} 份文件，每秒 ${rate.toFixed(1)} 份，剩餘 ${left} 秒`,
      )
    },
    say: tell,
    stop() {},
  }
}

const silent: Progress = { start() {}, advance() {}, say: tell, stop() {} }

export function showProgress(options: { quiet: boolean; lang: Language }): Progress {
  if (options.quiet) return silent
  return process.stderr.isTTY ? showBar(options.lang) : showLines(options.lang)
}
