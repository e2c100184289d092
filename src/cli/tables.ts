/** `tidycard tables`: every table of any document as a grid. */
import type { Command } from 'commander'
import type { TablesOptions, TablesOutcome } from '../batch/tables.ts'
import { wordError } from '../model/errors.ts'
import { leavesUnread, problemWords } from '../model/problem-words.ts'
import type { Language } from '../model/rule.ts'
import type { PageReport } from '../model/tables-file.ts'
import {
  addCommonOptions,
  addExamples,
  addLimits,
  type CommonOptions,
  exitStatus,
  ocrOption,
  refuseFile,
  runAction,
  tell,
} from './common.ts'
import { showProgress } from './progress.ts'
import { many } from './summary.ts'

interface TablesCommandOptions extends CommonOptions {
  output: string
  ocr: 'auto' | 'off' | 'force'
  password?: string
  timeout: number
  memory: number
}

const sentences = {
  file: {
    en: (path: string, tables: number, pages: number) => `${path}: ${many(tables, 'table')} on ${many(pages, 'page')}`,
    'zh-TW': (path: string, tables: number, pages: number) => `${path}：${pages} 頁，${tables} 個表格`,
  },
  total: {
    en: (tables: number, done: number, failed: number, output: string) =>
      `${many(tables, 'table')} from ${many(done, 'document')} in ${output}${failed > 0 ? `; ${failed} could not be read` : ''}`,
    'zh-TW': (tables: number, done: number, failed: number, output: string) =>
      `${done} 份文件的 ${tables} 個表格已寫入 ${output}${failed > 0 ? `；${failed} 份無法讀取` : ''}`,
  },
} as const

const problemOf = ({ problems }: PageReport) => problems.find(({ code }) => leavesUnread(code))

/**
 * Pages that were not read, or not all of them, those with one reason on a line: `p. 1, 4-6: the page is damaged`. `all`: pages
 * without tables, too.
 */
function wordPages(pages: readonly PageReport[], language: Language, all: boolean): string[] {
  const byReason = new Map<string, number[]>()
  for (const report of pages) {
    const { page, why, problems } = report
    const problem = problemOf(report)
    const code = problem?.code ?? (all ? why : null)
    if (code === null) continue
    const detail = (problem ?? problems[0])?.detail ?? ''
    const reason = `${problemWords[code][language]}${detail === '' ? '' : ` (${detail})`}`
    byReason.set(reason, [...(byReason.get(reason) ?? []), page])
  }
  const place = (numbers: readonly number[]) =>
    language === 'en' ? `p. ${wordRanges(numbers)}: ` : `第 ${wordRanges(numbers)} 頁：`
  return [...byReason].map(([reason, numbers]) => `  ${place(numbers)}${reason}`)
}

/** `1, 4-6` */
function wordRanges(numbers: readonly number[]): string {
  const ranges: [from: number, to: number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}

function tellOutcome(outcome: TablesOutcome, options: TablesCommandOptions, say: (line: string) => void): void {
  if ('failure' in outcome) {
    const { code, parameters, stack } = outcome.failure
    say(`${outcome.path}: ${wordError(code, parameters, options.lang)}`)
    if (options.verbose && stack !== null) say(stack)
    return
  }
  if (options.quiet) return
  const { path, tables, pages } = outcome
  const all = options.verbose || tables === 0
  const lines = wordPages(pages, options.lang, all)
  if (all || lines.length > 0) say(sentences.file[options.lang](path, tables, pages.length))
  for (const line of lines) say(line)
}

async function readAll(inputs: string[], options: TablesCommandOptions): Promise<number> {
  refuseFile(options.output)
  const { runTables } = await import('../batch/tables.ts')
  const interrupt = new AbortController()
  const stop = (): void => interrupt.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const outcomes: TablesOutcome[] = []
  const request: TablesOptions = {
    inputs,
    output: options.output,
    ocr: options.ocr,
    ...(options.password === undefined ? {} : { password: options.password }),
    timeoutSeconds: options.timeout,
    memoryMegabytes: options.memory,
    signal: interrupt.signal,
  }
  const progress = showProgress(options)
  try {
    for await (const outcome of runTables(request, { onStage: progress.start, onAdvance: progress.advance })) {
      tellOutcome(outcome, options, progress.say)
      outcomes.push(outcome)
    }
  } finally {
    progress.stop()
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
  summarize(outcomes, options)
  if (interrupt.signal.aborted) {
    tell(options.lang === 'en' ? 'interrupted; what was finished is written' : '已中斷；已完成的部分已寫入')
    return exitStatus.interrupted
  }
  return outcomes.some((outcome) => 'failure' in outcome) ? exitStatus.someFailed : exitStatus.done
}

function summarize(outcomes: readonly TablesOutcome[], options: TablesCommandOptions): void {
  const documents = outcomes.flatMap((outcome) => ('failure' in outcome ? [] : [outcome]))
  const failures = outcomes.flatMap((outcome) => ('failure' in outcome ? [outcome] : []))
  const tables = documents.reduce((sum, document) => sum + document.tables, 0)
  const { output, lang } = options
  if (!options.quiet) tell(sentences.total[lang](tables, documents.length, failures.length, output))
  if (!options.json) return
  const summary = {
    output,
    tables,
    documents: documents.map(({ path, id, tables, pages }) => ({
      path,
      id,
      tables,
      pages: pages.length,
      pagesWithoutTables: pages.flatMap(({ page, why }) => (why === null ? [] : [{ page, why }])),
      unreadPages: pages.flatMap((report) => {
        const problem = problemOf(report)
        return problem === undefined ? [] : [{ page: report.page, problem: problem.code, detail: problem.detail }]
      }),
    })),
    failures: failures.map(({ path, failure: { code, parameters } }) => ({
      path,
      code,
      message: wordError(code, parameters, lang),
    })),
  }
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`)
}

export function registerTables(program: Command): void {
  const command = program
    .command('tables')
    .description('read every table of any PDF, scan or text, scorecard or not, as JSON and CSV')
    .argument('<input...>', 'files, folders or glob patterns')
    .option('-o, --output <folder>', 'where <id>.tables.json and <id>.table-N.csv go', 'tables')
    .addOption(ocrOption())
    .option('--password <password>', 'opens encrypted PDFs')
  addExamples(addCommonOptions(addLimits(command)), [
    'tidycard tables report.pdf',
    "tidycard tables 'statistics/*.pdf' scans/ -o grids",
    'tidycard tables locked.pdf --password secret --verbose',
  ])
  command.action((inputs: string[], options: TablesCommandOptions) =>
    runAction(options, () => readAll(inputs, options)),
  )
}
