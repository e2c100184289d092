/** What is said of a page that was not read, or has no table. */
import type { Language } from './rule.ts'
import type { EmptyReason } from './tables-file.ts'

export const problemWords: Record<EmptyReason, Record<Language, string>> = {
  'empty-page': { en: 'the page is blank', 'zh-TW': '空白頁' },
  'no-table': { en: 'no table on the page', 'zh-TW': '頁面上沒有表格' },
  'no-unicode': { en: 'its text has no readable characters', 'zh-TW': '文字無法對應到字元' },
  'too-coarse': { en: 'the scan is too coarse to be read surely', 'zh-TW': '掃描解析度過低，辨識結果不確定' },
  'needs-ocr': { en: 'only its picture can be read; allow --ocr auto', 'zh-TW': '僅能由影像辨識；請使用 --ocr auto' },
  damaged: { en: 'the page is damaged', 'zh-TW': '頁面已損毀' },
  'outlined-text': {
    en: 'some of its text is drawn as outlines and was not read; --ocr force reads the page from its picture',
    'zh-TW': '部分文字已轉外框而未讀取；可用 --ocr force 由影像辨識整頁',
  },
  'limit-exceeded': { en: 'the page holds more than can be read safely', 'zh-TW': '頁面內容超出可安全處理的範圍' },
}

const UNREAD: ReadonlySet<string> = new Set(['damaged', 'limit-exceeded', 'needs-ocr', 'outlined-text'])

/** Was nothing, or not all, read of a page with this problem? Characters without Unicode are told where they stand. */
export const leavesUnread = (code: string): boolean => UNREAD.has(code)
