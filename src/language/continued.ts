/** Words that say that a cell, title or table goes on from the page before, `(續)`, as the source of a pattern. */
export const CONTINUED_WORDS = '(?:續前頁|續上頁|接上頁|接前頁|接續|延續|續)'
