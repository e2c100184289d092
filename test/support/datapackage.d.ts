/** The parts of the `datapackage` reader that the tests use; it ships no types. */
declare module 'datapackage' {
  interface Resource {
    name: string
    read(options?: { keyed?: boolean; relations?: boolean }): Promise<unknown[]>
  }
  export class Package {
    static load(descriptor: string | object, options?: { strict?: boolean }): Promise<Package>
    readonly valid: boolean
    readonly errors: readonly Error[]
    readonly resources: readonly Resource[]
    readonly resourceNames: readonly string[]
  }
}
