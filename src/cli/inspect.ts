/** `tidycard inspect`: what the layout engine saw on each page. */
import type { Command } from 'commander'
export function registerInspect(_program: Command): void {}
