/** The built page that the review serves. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Language } from '../model/rule.ts'

interface PageFile {
  /** As the header Content-Type says it. */
  type: string
  content: Uint8Array<ArrayBuffer>
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The files of the page, read once: no path of a request ever reaches the file system. */
export function readPage(folder: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>()
  const add = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) add(name)
      else {
        const type = contentTypes[extname(name)]
        if (type !== undefined) files.set(name, { type, content: new Uint8Array(readFileSync(join(folder, name))) })
      }
    }
  }
  if (existsSync(folder)) add('')
  return files
}

/** The page starts in the language of the command line. */
export function fillPage(content: Uint8Array<ArrayBuffer>, language: Language): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder().decode(content)
  return new Uint8Array(new TextEncoder().encode(text.replace('lang="en"', `lang="${language}"`)))
}
