/** A run of the built batch in a process of its own, with documents given as JSON: `input output jobs`. */
import { runBatch } from '../../dist/batch/run.js'
import { runInPool } from '../../dist/batch/runner.js'

const [input, output, jobs] = process.argv.slice(2)
const runner = runInPool({
  jobs: Number(jobs),
  timeoutSeconds: 60,
  memoryMegabytes: 512,
  converterModule: new URL('./json-converter.mjs', import.meta.url).href,
})
try {
  await runBatch(
    {
      inputs: [input],
      output,
      jobs: Number(jobs),
      ocr: 'auto',
      password: null,
      corrections: [],
      formats: ['csv', 'parquet', 'sqlite'],
      excel: false,
      force: false,
    },
    runner,
  )
} catch (error) {
  process.stderr.write(`${error.code ?? error.name}: ${error.message}\n`)
  process.exitCode = 1
} finally {
  await runner.close()
}
