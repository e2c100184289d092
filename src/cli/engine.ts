/**
 * Tunes V8 for a command that runs seconds, not hours. Measured on the table competition's 27 files (111 pages), whose
 * CPU time varies by a fifth with what else runs on the machine; the shares below are of runs side by side on one core.
 *
 * Its optimising compiler starts after 132 KB of bytecode in a function and takes a quarter of all CPU time for code that
 * hardly pays back: 5.4-6.5 CPU seconds so in three runs, 4.6-5.3 with the budget below (500,000: 4.5-5.2; 1,000,000:
 * 4.6-5.1, but slower over hundreds of pages). It inlines up to 920 bytes of bytecode into a function: with 300 it takes
 * 3-7 % less. Simple machine code from the first call on, and young objects collected in one thread, take another 4-6 %.
 */
import { setFlagsFromString } from 'node:v8'

// V8 12 (Node 22) has a compiler in between, and counts calls instead; it would complain of a flag that it does not know.
if (Number.parseInt(process.versions.v8, 10) < 12) setFlagsFromString('--interrupt-budget=300000')
setFlagsFromString('--max-inlined-bytecode-size-cumulative=300')
setFlagsFromString('--always-sparkplug')
setFlagsFromString('--no-parallel-scavenge')
