/** Name and version of the tool, from its package file. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { SCHEMA_VERSION } from '../model/document.ts'

const packageFile = new URL('../../package.json', import.meta.url)
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8')))

export const TOOL = { name: 'tidycard', version, schemaVersion: SCHEMA_VERSION } as const
