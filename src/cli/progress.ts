/** How far a run is: a bar on a terminal, plain lines elsewhere. */
import { Presets, SingleBar } from 'cli-progress'
import type { Stage } from '../batch/events.ts'
import type { Language } from '../model/rule.ts'
import { tell } from './common.ts'

/** Plain lines come at most this often, so that a log of thousands of files stays short. */
const LINE_INTERVAL_MS = 5000

export interface Progress {
  /** A stage begins; the one before, if any, is over. */
  start(stage: Stage, documents: number): void
  advance(): void
  /** A line that stays, above the bar. */
  say(line: string): void
  stop(): void
}

const bars: Record<Language, string> = {
  en: '{bar} {value}/{total} {what} | {rate}/s | {eta_formatted} left',
  'zh-TW': '{bar} {value}/{total} {what} | 每秒 {rate} 份 | 剩餘 {eta_formatted}',
}

const whats: Record<Language, Record<Stage, string>> = {
  en: {
    documents: 'documents',
    tables: 'documents in the tables',
    report: 'documents in the report',
    database: 'documents in the database',
    queue: 'documents in the queue',
    workers: 'documents converted by workers',
  },
  'zh-TW': {
    documents: '份文件',
    tables: '份文件寫入表格',
    report: '份文件寫入報告',
    database: '份文件寫入資料庫',
    queue: '份文件送入佇列',
    workers: '份文件由 worker 轉換',
  },
}

function showBar(language: Language): Progress {
  let started = 0
  let total = 0
  let done = 0
  let what = ''
  // Its own care for Ctrl-C would keep Node from ending commands that have none.
  const bar = new SingleBar(
    {
      format: bars[language],
      stream: process.stderr,
      barsize: 24,
      clearOnComplete: true,
      gracefulExit: false,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  )
  const rate = (): string => (done / Math.max((Date.now() - started) / 1000, 0.001)).toFixed(1)
  return {
    start(stage, documents) {
      bar.stop()
      total = documents
      done = 0
      what = whats[language][stage]
      started = Date.now()
      if (total > 0) bar.start(total, 0, { rate: '-', what })
    },
    advance() {
      done += 1
      bar.update(done, { rate: rate(), what })
    },
    say(line) {
      bar.stop()
      process.stderr.write('\r\u001b[K')
      tell(line)
      if (done < total) bar.start(total, done, { rate: rate(), what })
    },
    stop() {
      bar.stop()
      total = 0
    },
  }
}

function showLines(language: Language): Progress {
  let total = 0
  let done = 0
  let what = ''
  let started = 0
  let lastLine = 0
  return {
    start(stage, documents) {
      total = documents
      done = 0
      what = whats[language][stage]
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
          ? `${done}/${total} ${what}, ${rate.toFixed(1)}/s, ${left} s left`
          : `${done}/${total} ${what}，每秒 ${rate.toFixed(1)} 份，剩餘 ${left} 秒`,
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
