/** One by one: spread over the arguments of one call, the rows of a long card are more than the stack holds. */
export function append<T>(to: T[], added: readonly T[]): void {
  for (const one of added) to.push(one)
}
