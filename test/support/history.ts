/** Histories written in a line: `110: AC1.1 公車每日平均運量 人次 actual109=1553590; … | 111: …` */
import { linkHistory } from '../../src/history/organization.ts'
import type { HistoryFigure, HistoryRecord, OrganizationHistory } from '../../src/model/history.ts'

const isPlan = (record: HistoryRecord): boolean => record.code.split('.').length > 2

function readFigure(text: string): HistoryFigure {
  const [, kind, rocYear, value] = /^(actual|target|approved|estimated)(\d+)=(.*)$/.exec(text) ?? []
  if (kind === undefined) throw new Error(`no figure: ${text}`)
  return {
    kind: kind as HistoryFigure['kind'],
    rocYear: Number(rocYear),
    value: value === '' ? null : Number(value),
    raw: value ?? null,
    status: value === '' ? 'missing' : 'printed',
    confidence: 1,
    pieces: [],
  }
}

/** Cards divided by `|`, records by `;`; a record is code, name, unit (`-`: none) and figures. */
export function readHistory(text: string): OrganizationHistory {
  const sources = text.split('|').map((part) => {
    const [, year = '', rest = ''] = /^\s*(\d+):(.*)$/su.exec(part) ?? []
    const card = { document: `card-${year}`, card: 1, level: 'agency' as const, rocYear: Number(year) }
    const records = rest
      .split(';')
      .filter((line) => line.trim() !== '')
      .map((line): HistoryRecord => {
        const [code = '', name = '', unit = '', ...figures] = line.trim().split(/\s+/)
        return {
          card,
          code,
          series: 1,
          name,
          confidence: 1,
          formula: null,
          unit: unit === '-' ? null : unit,
          pieces: [],
          figures: figures.map(readFigure),
        }
      })
    return {
      organization: '機關',
      card,
      kpis: records.filter((record) => !isPlan(record)),
      plans: records.filter(isPlan),
    }
  })
  const [history] = linkHistory(sources)
  if (history === undefined) throw new Error(`no history: ${text}`)
  return history
}
