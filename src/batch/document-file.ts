/** A document on its way to its place: written and checked, under a temporary name. */
import type { Document } from '../model/document.ts'
import { printDocument } from '../output/json.ts'
import { WholeFile } from '../output/whole-file.ts'
import type { OutputLayout } from './layout.ts'

/** The caller places or discards it. Throws ConversionError `invalid-result` for a document that breaks the schema. */
export function writeDocument(layout: OutputLayout, document: Document): WholeFile {
  const file = new WholeFile(layout.documentPath(document.id), layout.temporary)
  try {
    for (const chunk of printDocument(document)) file.write(chunk)
  } catch (error) {
    file.discard()
    throw error
  }
  return file
}
