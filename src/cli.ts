#!/usr/bin/env node
import './cli/engine.ts'
import { runProgram } from './cli/program.ts'

// A reader that has seen enough (`tidycard schema | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

await runProgram(process.argv.slice(2))
