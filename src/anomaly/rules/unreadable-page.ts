import { defineAnomaly } from '../define.ts'
import { findingsOf } from '../findings.ts'

export default defineAnomaly({
  id: 'unreadable-page',
  scope: 'document',
  severity: 'error',
  messages: {
    en: 'page {page} was not read, or not all of it: {problem}',
    'zh-TW': '第 {page} 頁未能讀取，或未完整讀取：{problem}',
  },
  explanation: {
    en: 'The page is damaged (its data contradicts its checksum, or a font of its text cannot be loaded), asks for more than is safe, or can only be read from its picture (the page, or a table on it) and recognition was not allowed; or some of its text is drawn as outlines. What it prints there is not in the data. Fetch the file again, allow --ocr auto, or read pages with outlines by --ocr force.',
    'zh-TW':
      '該頁已損毀（資料與其檢查碼不符，或文字所用字型無法載入）、內容超出可安全處理的範圍，或該頁（或其中的表格）僅能由影像辨識而未允許辨識；或部分文字已轉外框；該處內容未納入資料。請重新取得檔案、使用 --ocr auto，或對已轉外框的頁面使用 --ocr force。',
  },
  examples: [
    { before: 'a page of a scan, with --ocr off', inChinese: '掃描頁，且 --ocr off', after: '' },
    { before: 'a blank page', inChinese: '空白頁', after: null },
  ],
  *check(context) {
    yield* findingsOf(context, 'unreadable-page')
  },
})
