/** What is said of a command line that cannot be understood, in Chinese: the library's sentences, and the reasons given here. */
const sentences: readonly [english: RegExp, chinese: string][] = [
  [/^error: missing required argument '(.+)'/u, '錯誤：缺少必要的引數「$1」'],
  [/^error: option '(.+)' argument missing/u, '錯誤：選項「$1」缺少值'],
  [/^error: unknown option '(.+)'/u, '錯誤：沒有選項「$1」'],
  [/^error: unknown command '(.+)'/u, '錯誤：沒有指令「$1」'],
  [
    /^error: too many arguments for '(.+)'\. Expected (\d+) arguments? but got (\d+).*/u,
    '錯誤：「$1」的引數過多，應為 $2 個，收到 $3 個',
  ],
  [/^error: option '(.+)' argument '(.*)' is invalid\. ?/u, '錯誤：選項「$1」的值「$2」無效；'],
  [/\(Did you mean (?:one of )?(.+)\?\)/u, '（是否為 $1？）'],
  [/Allowed choices are (.+)\.$/mu, '可用值為 $1'],
  [/give a port number/u, '請提供連接埠號碼'],
  [/give a whole number of at least 1/u, '請提供 1 以上的整數'],
  [/give at most (\d+) seconds/u, '最多 $1 秒'],
  [/give a name of 1 to (\d+) bytes/u, '名稱長度為 1 至 $1 位元組'],
  [/give one or more of (.+)/u, '請提供 $1 之一或多個'],
  [/give rule=error, rule=warning, rule=info or rule=off/u, '請提供 規則=error、規則=warning、規則=info 或 規則=off'],
]

/** A message of wrong usage in Chinese; what has no words here stays as it is. */
export const wordUsageInChinese = (message: string): string =>
  sentences.reduce((text, [english, chinese]) => text.replace(english, chinese), message)
