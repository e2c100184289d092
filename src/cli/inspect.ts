/** `tidycard inspect`: what the layout engine saw on each page, drawn over it. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { ConversionError } from '../model/errors.ts'
import {
  addCommonOptions,
  addExamples,
  type CommonOptions,
  exitStatus,
  ocrOption,
  parseCount,
  refuseFile,
  runAction,
  tell,
} from './common.ts'

/** Of the steps that the engine draws. */
const stepNumbers = ['1', '2', '3', '4'] as const

interface InspectCommandOptions extends CommonOptions {
  page?: number
  step?: (typeof stepNumbers)[number]
  output: string
  password?: string
  ocr: 'auto' | 'off' | 'force'
}

/** The file's name goes with what is wrong with it. */
const named = (error: unknown, path: string): unknown =>
  error instanceof ConversionError
    ? new ConversionError(error.code, { path, ...error.parameters }, { cause: error })
    : error

async function inspect(path: string, options: InspectCommandOptions): Promise<number> {
  refuseFile(options.output)
  const { nameId, readInput } = await import('../batch/inputs.ts')
  const { inspectPages } = await import('../inspect/index.ts')
  const { makeFolder, writeWhole } = await import('../output/whole-file.ts')
  const { closeScanner } = await import('../reading/scanners.ts')
  const reading = {
    ocr: options.ocr,
    ...(options.password === undefined ? {} : { password: options.password }),
    ...(options.page === undefined ? {} : { only: options.page }),
    ...(options.step === undefined ? {} : { steps: [Number(options.step)] }),
  }
  const step = options.step === undefined ? '' : `.step-${options.step}`
  const pages: { page: number; tables: number; svg: string; png: string }[] = []
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new ConversionError('input-not-supported')
    const bytes = readInput(path)
    await inspectPages(bytes, path, reading, async ({ page, tables, svg, png }) => {
      if (pages.length === 0) makeFolder(options.output)
      const base = join(options.output, `${nameId(path)}.page-${page}${step}`)
      writeWhole(`${base}.svg`, svg)
      writeWhole(`${base}.png`, png)
      pages.push({ page, tables, svg: `${base}.svg`, png: `${base}.png` })
      if (!options.quiet) tell(`${base}.svg`)
    })
  } catch (error) {
    throw named(error, path)
  } finally {
    await closeScanner()
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ input: path, output: options.output, pages }, null, 2)}\n`)
  return exitStatus.done
}

export function registerInspect(program: Command): void {
  const command = program
    .command('inspect')
    .description('draw what the layout engine saw: rulings, grids, cells and notes over the page, as SVG and PNG')
    .argument('<file>', 'a PDF, scan, picture or text')
    .option('--page <n>', 'only this page', parseCount)
    .addOption(new Option('--step <n>', 'only this step: 1 read, 2 rulings, 3 grids, 4 result').choices(stepNumbers))
    .option('-o, --output <folder>', 'where <id>.page-N.svg and .png go (<id>.page-N.step-M with --step)', 'inspect')
    .option('--password <password>', 'opens an encrypted PDF')
    .addOption(ocrOption())
  addExamples(addCommonOptions(command), [
    'tidycard inspect scorecard.pdf --page 3',
    'tidycard inspect report.pdf --page 12 --step 4 -o pictures',
  ])
  command.action((path: string, options: InspectCommandOptions) => runAction(options, () => inspect(path, options)))
}
