/** Help in the language of the person. Commands describe themselves in English; here are their words in Chinese. */
import { type Command, Help } from 'commander'
import type { Language } from '../model/rule.ts'
import { wordUsageInChinese } from './usage-words.ts'

const ADDRESS = 'postgres://user:password@host:5432/database'

/** Every description of a command, argument or option. */
export const helpWords: Readonly<Record<string, string>> = {
  'Reads balanced scorecards (平衡計分卡) from PDF, scan or text into checked data':
    '讀取 PDF、掃描檔或文字檔中的平衡計分卡，轉換為經過檢核的資料',
  // commands
  'convert scorecards (PDF, scan, text) into checked JSON and tables':
    '將平衡計分卡（PDF、掃描、文字）轉換為經過檢核的 JSON 與表格',
  'read every table of any PDF, scan or text, scorecard or not, as JSON and CSV':
    '讀取任何 PDF、掃描或文字檔（不限平衡計分卡）的所有表格，輸出為 JSON 與 CSV',
  'run the anomaly rules again over converted documents, across years too':
    '對已轉換的文件再次執行異常規則（含跨年度）',
  'a page on this machine to settle what needs a person; decisions are written back at once':
    '在本機開啟審閱頁面，處理需要人工決定的項目；決定會立即寫回',
  'draw what the layout engine saw: rulings, grids, cells and notes over the page, as SVG and PNG':
    '將版面引擎所見的框線、格線、儲存格與註記畫在頁面上，輸出為 SVG 與 PNG',
  'load the tables of an output folder into PostgreSQL: made, widened and filled as needed':
    '將輸出資料夾的表格載入 PostgreSQL，視需要建立、增加欄位並填入',
  'list every repair and anomaly rule': '列出所有修復與異常規則',
  'what a rule finds, why it matters, what to do': '說明一項規則：找出什麼、為何重要、如何處理',
  'print the JSON Schema of a document (documents/<id>.json)': '印出文件（documents/<id>.json）的 JSON Schema',
  'put documents into a queue on PostgreSQL, for workers on any machine':
    '將文件送入 PostgreSQL 上的佇列，供任何機器上的 worker 轉換',
  'convert the documents of a queue on PostgreSQL, beside workers on other machines':
    '轉換 PostgreSQL 佇列中的文件，可與其他機器上的 worker 並行',
  'how far a queue on PostgreSQL is': 'PostgreSQL 佇列的進度',
  'write the output folder of what the workers of a queue on PostgreSQL made':
    '將 PostgreSQL 佇列中 worker 的成果寫成輸出資料夾',
  // arguments
  'files, folders or glob patterns': '檔案、資料夾或萬用字元樣式',
  [`files, folders or glob patterns, and ${ADDRESS}`]: `檔案、資料夾或萬用字元樣式，以及 ${ADDRESS}`,
  'an output folder of tidycard convert': 'tidycard convert 的輸出資料夾',
  'id of a rule, as tidycard rules lists them': '規則代碼，見 tidycard rules',
  'a PDF, scan, picture or text': 'PDF、掃描檔、影像或文字檔',
  [ADDRESS]: ADDRESS,
  // options
  'say nothing but errors': '只顯示錯誤',
  'print a summary as JSON on the standard output': '在標準輸出印出 JSON 摘要',
  'print the rule whole, as JSON': '以 JSON 印出完整規則',
  'print the rules whole, as JSON': '以 JSON 印出完整規則',
  'changes nothing: the schema is JSON': '沒有作用：schema 本身即為 JSON',
  'language of messages': '訊息的語言',
  'with details, and the stack of errors': '顯示細節與錯誤堆疊',
  'where the results go': '結果的存放位置',
  'where <id>.tables.json and <id>.table-N.csv go': '<id>.tables.json 與 <id>.table-N.csv 的存放位置',
  'where <id>.page-N.svg and .png go (<id>.page-N.step-M with --step)':
    '<id>.page-N.svg 與 .png 的存放位置（使用 --step 時為 <id>.page-N.step-M）',
  'documents converted at once': '同時轉換的文件數',
  'documents put into the tables at once': '同時寫入表格的文件數',
  'recognition of what is a picture: auto, where there is no usable text; force, every page; off, nothing':
    '影像的文字辨識：auto 於沒有可用文字處、force 每一頁、off 不辨識',
  'csv, json, parquet, sqlite; comma between them': 'csv、json、parquet、sqlite；以逗號分隔',
  'stay, and convert new files when they are complete': '持續執行，新檔案完整後即轉換',
  'corrections to apply, as JSON lines': '要套用的更正檔（JSON Lines）',
  'opens encrypted PDFs': '開啟加密的 PDF',
  'opens an encrypted PDF': '開啟加密的 PDF',
  'opens encrypted PDFs for their pictures': '開啟加密的 PDF 以取得其影像',
  'convert again what has not changed': '未變動者也重新轉換',
  'exit status 1 where anomalies reach it': '異常達到此等級時，結束狀態為 1',
  'severity of a rule, or off; may be repeated': '規則的等級，或 off；可重複使用',
  'a repair that is not made: what it would change stays as printed, or unreadable; may be repeated':
    '不執行的修復：其所改變者維持原樣或視為無法讀取；可重複使用',
  'CSV for spreadsheet programs: byte order mark, no formulas': '供試算表軟體使用的 CSV：含 BOM、不含公式',
  'longest time for one document': '單一文件的最長時間',
  'most memory for one document': '單一文件的記憶體上限',
  'only this page': '只處理此頁',
  'only this step: 1 read, 2 rulings, 3 grids, 4 result': '只畫此步驟：1 讀取、2 框線、3 格線、4 結果',
  'database schema that holds the tables': '存放表格的資料庫 schema',
  'database schema that holds the queue': '存放佇列的資料庫 schema',
  'port on 127.0.0.1; 0: any that is free': '127.0.0.1 上的連接埠；0 為任一可用者',
  'who decides, as kept with every decision (default: the user of the system)':
    '做決定的人，隨每項決定記錄（預設：系統使用者）',
  'what blocks a clean export': '視為未完成的異常等級',
  'documents that are not given now leave the queue': '此次未指定的文件自佇列移除',
  'end when nothing is left to convert, instead of waiting for more': '沒有文件可轉換時結束，而非持續等候',
  'until all documents are converted': '等到所有文件轉換完成',
  // what the library says
  'display help for command': '顯示指令說明',
  'output the version number': '顯示版本',
  'Usage:': '用法：',
  'Arguments:': '引數：',
  'Options:': '選項：',
  'Commands:': '指令：',
}

export const examplesTitle: Readonly<Record<Language, string>> = { en: 'Examples:', 'zh-TW': '範例：' }

const toChinese = (text: string): string => helpWords[text] ?? text

/** What the library puts behind a description. */
const detailsToChinese = (text: string): string =>
  text
    .replace('(choices: ', '（可用值：')
    .replace('(default: ', '（預設：')
    .replace(', default: ', '，預設：')
    .replace(/\)$/u, '）')

/** A description, and behind it what the library adds. */
const describeInChinese = (own: string, whole: string): string =>
  toChinese(own) + detailsToChinese(whole.slice(own.length)).trimStart()

const english = new Help()

const chineseHelp: Partial<Help> = {
  commandDescription: (command) => toChinese(english.commandDescription(command)),
  subcommandDescription: (command) => toChinese(english.subcommandDescription(command)),
  optionDescription: (option) => describeInChinese(option.description, english.optionDescription(option)),
  argumentDescription: (argument) => describeInChinese(argument.description, english.argumentDescription(argument)),
  styleTitle: toChinese,
}

/** The language that a command line asks for, before it is understood. */
export function askedLanguage(words: readonly string[]): Language {
  const at = words.indexOf('--lang')
  return words.includes('--lang=zh-TW') || (at >= 0 && words[at + 1] === 'zh-TW') ? 'zh-TW' : 'en'
}

/** Help and wrong usage of this command, and of those that are added to it later, in the language of the person. */
export const speak = (command: Command, language: Language): Command =>
  language === 'en'
    ? command.showHelpAfterError('(see --help)')
    : command
        .configureHelp(chineseHelp)
        .configureOutput({ outputError: (message, write) => write(wordUsageInChinese(message)) })
        .showHelpAfterError('（請見 --help）')
