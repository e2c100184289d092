import type { Command } from 'commander'
import { expect, it } from 'vitest'
import { helpWords } from '../../src/cli/help.ts'
import { makeProgram } from '../../src/cli/program.ts'
import { runCli } from '../support/cli.ts'

const describeAll = (command: Command): string[] => [
  command.description(),
  ...command.registeredArguments.map(({ description }) => description),
  ...command.options.map(({ description }) => description),
  ...command.commands.flatMap(describeAll),
]

it('has every description in Chinese, and no other', async () => {
  const described = new Set(describeAll(await makeProgram([])))
  const words = Object.keys(helpWords).filter((text) => !/:$/u.test(text))
  expect(words.filter((text) => !described.has(text))).toEqual(['display help for command'])
  expect([...described].filter((text) => !(text in helpWords))).toEqual([])
})

it.each([
  [['--help', '--lang', 'zh-TW']],
  [['convert', '--lang=zh-TW', '--help']],
  [['submit', '--help', '--lang', 'zh-TW']],
])('%j is in Chinese', async (words) => {
  const { status, stdout } = await runCli(words)
  expect(status).toBe(0)
  expect(stdout).toMatch(/^用法： tidycard /u)
  // What is left of English: names, values, examples.
  expect(stdout).not.toMatch(/\b(?:Usage|Arguments|Options|Commands|Examples|default|choices|the)\b/u)
})

it('is in English unless another language is asked for', async () => {
  expect((await runCli(['convert', '--help', '--lang', 'en'])).stdout).toMatch(
    /^Usage: [\s\S]*Options:[\s\S]*Examples:/u,
  )
})
