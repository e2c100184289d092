#!/usr/bin/env node
import './cli/engine.ts'
import { runProgram } from './cli/program.ts'

// A reader that has seen enough (`tidycard schema | head`) is no error, and changes nothing about how the run ends.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

await runProgram(process.argv.slice(2))
