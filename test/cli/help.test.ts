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

it.each([
  [['convert'], '錯誤：缺少必要的引數「input」'],
  [['convert', 'a.pdf', '--output'], '錯誤：選項「-o, --output <folder>」缺少值'],
  [['convert', 'a.pdf', '--job', '2'], '錯誤：沒有選項「--job」\n（是否為 --jobs？）'],
  [['convrt'], '錯誤：沒有指令「convrt」\n（是否為 convert？）'],
  [['explain', 'a', 'b'], '錯誤：「explain」的引數過多，應為 1 個，收到 2 個'],
  [['convert', 'a.pdf', '--ocr', 'on'], '錯誤：選項「--ocr <mode>」的值「on」無效；可用值為 auto, off, force'],
  [['convert', 'a.pdf', '--jobs', '0'], '錯誤：選項「--jobs <n>」的值「0」無效；請提供 1 以上的整數'],
  [
    ['convert', 'a.pdf', '--timeout', '9999999999'],
    '錯誤：選項「--timeout <seconds>」的值「9999999999」無效；最多 2147483 秒',
  ],
  [
    ['convert', 'a.pdf', '--format', 'docx'],
    '錯誤：選項「--format <list>」的值「docx」無效；請提供 csv, json, parquet, sqlite 之一或多個',
  ],
  [
    ['convert', 'a.pdf', '--severity', 'a'],
    '錯誤：選項「--severity <rule=level>」的值「a」無效；請提供 規則=error、規則=warning、規則=info 或 規則=off',
  ],
  [['review', '--port', 'x'], '錯誤：選項「--port <port>」的值「x」無效；請提供連接埠號碼'],
  [
    ['status', 'postgres://localhost/none', '--queue', ''],
    '錯誤：選項「--queue <name>」的值「」無效；名稱長度為 1 至 63 位元組',
  ],
])('wrong usage (%j) is told in Chinese where asked', async (words, told) => {
  const { status, stderr } = await runCli([words[0] ?? '', '--lang', 'zh-TW', ...words.slice(1)])
  expect([status, stderr]).toEqual([2, `${told}\n（請見 --help）\n`])
})
