// Writes one page a rule, and their list, from the rules' own files: `npm run docs:rules`.
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { markdownIndex, markdownOf } from '../../dist/rule-pages.js'
import { rules } from '../../dist/rules.js'

const folder = new URL('.', import.meta.url)
for (const file of readdirSync(folder)) if (file.endsWith('.md')) rmSync(new URL(file, folder))
for (const rule of rules) writeFileSync(new URL(`${rule.id}.md`, folder), markdownOf(rule))
writeFileSync(new URL('README.md', folder), markdownIndex(rules))
