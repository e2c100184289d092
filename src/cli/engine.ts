/**
 * Tunes V8 for a command that runs seconds, not hours. Its optimising compiler starts after 132 KB of bytecode in a
 * function and, on the table competition's 27 files (111 pages), takes a quarter of all CPU time for code that hardly pays
 * back: 5.4-6.5 CPU seconds so in three runs, 4.6-5.3 with the budget below (500,000: 4.5-5.2; 1,000,000: 4.6-5.1, but
 * slower over hundreds of pages).
 */
import { setFlagsFromString } from 'node:v8'

setFlagsFromString('--interrupt-budget=300000')
