/** The reason that a run was ended from outside. */
export class InterruptedError extends Error {
  override name = 'InterruptedError'
}
