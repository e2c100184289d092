/** The Data Package, judged by the published profiles and read by a reader that is not ours. */
import { join } from 'node:path'
import { Package } from 'datapackage'
import { describe, expect, it } from 'vitest'
import { awkwardDocument, readSeries } from '../support/documents.ts'
import { documentFromFacts } from '../support/facts-document.ts'
import { runHere, writeInputs } from '../support/output-folder.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('datapackage.json', () => {
  it('is valid by the published profiles, and its tables have the types and keys that it says', async () => {
    const folder = temporaryFolder()
    const documents = readSeries('series-10').documents.map((facts) => documentFromFacts(facts))
    await runHere([writeInputs(join(folder, 'input'), [awkwardDocument(), ...documents])], join(folder, 'output'))
    const dataPackage = await Package.load(join(folder, 'output', 'datapackage.json'), { strict: true })
    expect(dataPackage.errors).toEqual([])
    expect(dataPackage.valid).toBe(true)
    expect(dataPackage.resourceNames).toHaveLength(12)
    for (const resource of dataPackage.resources) {
      // Reading casts every cell to its type, checks constraints and the primary key, and follows the foreign keys.
      const rows = await resource.read({ keyed: true, relations: true })
      expect(rows.length, resource.name).toBeGreaterThan(0)
    }
  })

  it('refuses a table that breaks its key: the reader does look', async () => {
    const descriptor = {
      profile: 'tabular-data-package',
      name: 'x',
      resources: [
        {
          name: 'a',
          profile: 'tabular-data-resource',
          data: [['id'], [1], [1]],
          schema: { fields: [{ name: 'id', type: 'integer' }], primaryKey: ['id'] },
        },
      ],
    }
    const dataPackage = await Package.load(descriptor)
    await expect(dataPackage.resources[0]?.read()).rejects.toThrow()
  })
})
