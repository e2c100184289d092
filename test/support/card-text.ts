/** Scorecards as text, cells between tabs: what another extractor makes of a print. Converted by all the real stages. */
import { convertDocument } from '../../src/convert.ts'
import type { Document } from '../../src/model/document.ts'

/** Headings of the reference document. */
export const headings = [
  '策略目標',
  '關鍵成功因素(KSF)',
  'KPI (關鍵績效指標)',
  'KPI 計算公式及計量單位',
  '109年 實際值',
  '110年 實際值',
  '111年 目標值',
  'KPI 主責科室',
  '行動計畫',
  '行動計畫 已編111年預算(元)',
  '行動計畫 預估112年概算(元)',
  '行動計畫 主責科室',
]

export const agencyTitle = '臺北市政府客家事務委員會 平衡計分卡 (111年)'

/** A row with a KPI and a plan; cells between pipes, an empty cell goes on from above. */
export const printCard = (rows: readonly string[], title = agencyTitle, header: readonly string[] = headings): string =>
  [title, header.join('\t'), ...rows.map((row) => row.split('|').join('\t'))].join('\n')

export async function convertText(text: string): Promise<Document> {
  const bytes = new TextEncoder().encode(text)
  const { document } = await convertDocument(bytes, { id: 'text', name: 'text.txt', ocr: 'off' })
  return document
}
