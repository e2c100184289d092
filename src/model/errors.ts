/** Every error that stops an input or a run: its code, and its wording. The code that raises one only names it. */
import { fillMessage, type Language, type Wording } from './rule.ts'

export const errorCatalogue = {
  // the command line
  'no-inputs': {
    en: 'nothing to convert in {input}: give PDF, PNG, JPEG, TIFF, TXT, TSV or MD files, or a folder that holds some',
    'zh-TW': '{input} 中沒有可轉換的檔案：請指定 PDF、PNG、JPEG、TIFF、TXT、TSV 或 MD 檔，或含有這些檔案的資料夾',
  },
  'bad-option': { en: '{option}: {detail}', 'zh-TW': '{option}：{detail}' },
  'unknown-rule': {
    en: 'there is no rule {rule}; tidycard rules lists them',
    'zh-TW': '沒有規則 {rule}；tidycard rules 列出所有規則',
  },
  'rule-only-recorded': {
    en: '{rule} is a repair that is recorded and never reported, so there is no severity to change; leave it out of --severity',
    'zh-TW': '{rule} 是僅記錄、不回報的修復，沒有可調整的等級；請自 --severity 移除',
  },
  'repair-always-made': {
    en: '{rule} cannot be turned off: rows are joined over page breaks before any rule is asked; leave it out of --without-repair',
    'zh-TW': '{rule} 無法關閉：跨頁的列在套用規則之前就已合併；請自 --without-repair 移除',
  },
  'output-not-folder': {
    en: 'is a file; choose a folder for the results with -o',
    'zh-TW': '是檔案；請以 -o 指定存放結果的資料夾',
  },
  // one input
  'input-not-found': {
    en: 'no such file or folder; check the path',
    'zh-TW': '找不到檔案或資料夾；請檢查路徑',
  },
  'input-not-readable': {
    en: 'cannot be read ({detail}); check its permissions',
    'zh-TW': '無法讀取（{detail}）；請檢查權限',
  },
  'input-empty': {
    en: 'the file is empty; fetch it again from its source',
    'zh-TW': '檔案是空的；請重新取得檔案',
  },
  'input-not-supported': {
    en: 'not a kind of file that can be read; give a PDF, PNG, JPEG, TIFF, TXT, TSV or MD file',
    'zh-TW': '不支援的檔案類型；請提供 PDF、PNG、JPEG、TIFF、TXT、TSV 或 MD 檔',
  },
  'not-a-pdf': {
    en: 'named .pdf, but its content is not a PDF; fetch it again from its source',
    'zh-TW': '副檔名為 .pdf，但內容不是 PDF；請重新取得檔案',
  },
  'damaged-pdf': {
    en: 'the PDF is damaged or cut short ({detail}); fetch it again from its source',
    'zh-TW': 'PDF 已損毀或不完整（{detail}）；請重新取得檔案',
  },
  'damaged-image': {
    en: 'the image is damaged or of an unknown kind ({detail}); save it again as PNG',
    'zh-TW': '影像已損毀或格式不明（{detail}）；請另存為 PNG',
  },
  'password-needed': {
    en: 'the PDF is encrypted; give its password with --password',
    'zh-TW': 'PDF 已加密；請以 --password 提供密碼',
  },
  'wrong-password': {
    en: 'the password does not open the PDF; check --password',
    'zh-TW': '密碼錯誤，無法開啟 PDF；請檢查 --password',
  },
  'no-scorecard': {
    en: 'no scorecard was found in it; to read its tables all the same, use: tidycard tables',
    'zh-TW': '檔案中找不到平衡計分卡；若只要讀取表格，請使用：tidycard tables',
  },
  'needs-ocr': {
    en: 'its pages are pictures and reading them is turned off; allow --ocr auto',
    'zh-TW': '頁面為影像，但文字辨識已關閉；請使用 --ocr auto',
  },
  'no-such-page': {
    en: 'there is no page {page}: it has {pages}',
    'zh-TW': '沒有第 {page} 頁：共 {pages} 頁',
  },
  'limit-exceeded': {
    en: 'more than can be read safely ({detail}); split the file',
    'zh-TW': '超出可安全處理的範圍（{detail}）；請分割檔案',
  },
  'time-limit': {
    en: 'not finished after {seconds} s and ended; allow more with --timeout',
    'zh-TW': '超過 {seconds} 秒仍未完成，已中止；可用 --timeout 放寬',
  },
  'memory-limit': {
    en: 'needed more than {megabytes} MB of memory and was ended; allow more with --memory, or split the file',
    'zh-TW': '所需記憶體超過 {megabytes} MB，已中止；可用 --memory 放寬，或分割檔案',
  },
  'worker-ended': {
    en: 'the worker thread ended while reading it ({detail}); please report this file',
    'zh-TW': '處理此檔案時工作執行緒異常結束（{detail}）；請回報此檔案',
  },
  'invalid-result': {
    en: 'the result broke its own rules and was not written ({detail}); please report this file',
    'zh-TW': '轉換結果不符合自身規則，未寫出（{detail}）；請回報此檔案',
  },
  'internal-error': {
    en: 'could not be converted ({detail}); please report this file',
    'zh-TW': '無法轉換（{detail}）；請回報此檔案',
  },
  // the output folder
  'output-not-found': {
    en: 'no tidycard output there; run tidycard convert first',
    'zh-TW': '該處沒有 tidycard 的輸出；請先執行 tidycard convert',
  },
  'output-locked': {
    en: 'another run (process {process}) is writing there; wait for it, or choose another folder with -o',
    'zh-TW': '另一個執行中的程序（{process}）正在寫入；請等候完成，或以 -o 指定其他資料夾',
  },
  'output-not-writable': {
    en: 'cannot be written ({detail}); check its permissions and that no other program has it open, or choose another folder with -o',
    'zh-TW': '無法寫入（{detail}）；請檢查權限並關閉開啟該檔案的程式，或以 -o 指定其他資料夾',
  },
  'disk-full': {
    en: 'no space left on the disk; free some and run the same command again, it continues where it was',
    'zh-TW': '磁碟空間不足；請釋出空間後再次執行相同指令，將從中斷處繼續',
  },
  'output-damaged': {
    en: 'is not as tidycard wrote it ({detail}); run tidycard convert with --force',
    'zh-TW': '內容與 tidycard 寫出的不符（{detail}）；請以 --force 重新執行 tidycard convert',
  },
  // options that are files or addresses
  'corrections-not-found': { en: 'no such file; check the path', 'zh-TW': '找不到檔案；請檢查路徑' },
  'corrections-not-file': { en: 'is a folder; give a file', 'zh-TW': '是資料夾；請指定檔案' },
  'bad-corrections': {
    en: 'not a file of corrections ({detail}); see docs/formats.md',
    'zh-TW': '不是有效的更正檔（{detail}）；請見 docs/formats.md',
  },
  'bad-address': {
    en: '<address>: not a PostgreSQL address; give postgres://user:password@host:5432/database',
    'zh-TW': '<address>：不是 PostgreSQL 位址；請用 postgres://user:password@host:5432/database',
  },
  'database-failed': {
    en: 'the database said: {detail}; check its address, and that it runs and lets this user in',
    'zh-TW': '資料庫回覆：{detail}；請檢查位址，並確認資料庫運作中且允許此使用者連線',
  },
  // a queue
  'no-address': {
    en: 'no PostgreSQL address among what was given; give one, such as postgres://user:password@host:5432/database',
    'zh-TW': '未指定 PostgreSQL 位址；請指定一個，例如 postgres://user:password@host:5432/database',
  },
  'no-queue': {
    en: 'the database has no queue {queue}; put documents in with tidycard submit, or name another with --queue',
    'zh-TW': '資料庫中沒有佇列 {queue}；請以 tidycard submit 送入文件，或以 --queue 指定其他佇列',
  },
  'queue-empty': {
    en: 'the queue {queue} holds no documents; put some in with tidycard submit',
    'zh-TW': '佇列 {queue} 中沒有文件；請以 tidycard submit 送入',
  },
  'queue-of-other-options': {
    en: 'the documents of queue {queue} were submitted with other options ({options}); give the same, put all in anew with --replace, or name another queue with --queue',
    'zh-TW':
      '佇列 {queue} 的文件是以其他選項（{options}）送入；請使用相同選項、以 --replace 全部重新送入，或以 --queue 指定其他佇列',
  },
  'queue-of-other-version': {
    en: 'the queue {queue} is for tidycard {wanted}, this is {version}; use that version, or submit the documents again with this one',
    'zh-TW': '佇列 {queue} 適用 tidycard {wanted}，目前為 {version}；請改用該版本，或以目前版本重新送入文件',
  },
  'not-converted-yet': {
    en: 'no worker has converted it yet; start tidycard worker, then collect again, or with --wait',
    'zh-TW': '尚未有 worker 轉換；請啟動 tidycard worker 後再次 collect，或使用 --wait',
  },
  'not-whole-in-queue': {
    en: 'was not put into the queue whole; submit it again',
    'zh-TW': '未完整送入佇列；請重新送入',
  },
  'worker-lost': {
    en: '{attempts} workers were lost while they converted it; look at their machines, then submit it again',
    'zh-TW': '轉換時有 {attempts} 個 worker 失去聯繫；請檢查其機器後重新送入',
  },
  'reading-of-other-node': {
    en: 'decisions about it cannot be applied: the worker that read it has another version of Node; use that version here',
    'zh-TW': '無法套用對此文件的決定：讀取它的 worker 使用不同版本的 Node；請在此使用相同版本',
  },
} as const satisfies Record<string, Wording>

export type ErrorCode = keyof typeof errorCatalogue

/** The sentence of an error, without the name of its file. */
export function wordError(code: ErrorCode, parameters: Readonly<Record<string, string>>, language: Language): string {
  return fillMessage(errorCatalogue[code][language], parameters)
}

/** An input that cannot be converted, or a run that cannot go on. `message` is the English sentence. */
export class ConversionError extends Error {
  readonly code: ErrorCode
  readonly parameters: Readonly<Record<string, string>>

  constructor(code: ErrorCode, parameters: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(wordError(code, parameters, 'en'), options)
    this.name = 'ConversionError'
    this.code = code
    this.parameters = parameters
  }
}
