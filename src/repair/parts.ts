/** Which part of a cell's text a field holds: without its code, without its note, formula or unit. */
import { readLeadingCode } from '../language/code.ts'
import type { TextPart } from '../model/draft.ts'

/** A scan may have lost the colon, or have another mark for it; 注 is what a reader of Simplified characters writes. */
const COLON = '\\s*[：:；;，,、]?\\s*'
const NOTE = new RegExp(`\\s*[(（]\\s*備\\s*[註注]${COLON}(.*?)\\s*[)）]\\s*$`, 'su')
/** Whose unit it may be, where 單位 is an office: `主責單位：`, `各單位：`. */
const OFFICE =
  '主責|負責|承辦|主辦|協辦|辦理|執行|權責|權管|主政|責任|業務|業管|主管|管理|督導|推動|實施|填報|提報|參與|參加|合作|補助|委託|委辦|行政|公務|相關|所屬|各'
const UNIT_LABEL = new RegExp(`[(（]?\\s*(?:計量)?(?<!${OFFICE})單\\s*位\\s*[：:]\\s*`, 'u')

/** `CC1.1.1辦理客語家庭調查計畫(備註：於…項下辦理)`, 'note' → `於…項下辦理`; null where the cell has no such part. */
export function partOf(text: string, part: TextPart): string | null {
  switch (part) {
    case 'whole':
    case 'further-note':
      return emptyToNull(text)
    case 'after-code':
      return emptyToNull(readLeadingCode(text)?.rest ?? text)
    case 'before-note':
      return emptyToNull((readLeadingCode(text)?.rest ?? text).replace(NOTE, ''))
    case 'note':
      return emptyToNull(NOTE.exec(text)?.[1] ?? '')
    case 'formula':
      return formulaOf(text)
    case 'unit':
      return unitOf(text)
  }
}

/** The cell's text without its `單位：…` part. */
function formulaOf(text: string): string | null {
  const label = UNIT_LABEL.exec(text)
  return emptyToNull(label === null ? text : text.slice(0, label.index))
}

/**
 * What follows `單位：`; without that label, the text up to a parenthesis (`人數(含線上課程)` → `人數`). A formula that
 * ends in `100%` and names no unit is a percentage.
 */
function unitOf(text: string): string | null {
  const label = UNIT_LABEL.exec(text)
  if (label !== null) {
    const unit = text.slice(label.index + label[0].length)
    return emptyToNull(/[(（]/u.test(label[0]) ? unit.replace(/[)）]\s*$/u, '') : unit)
  }
  return emptyToNull(text.split(/[(（]/u)[0] ?? '') ?? (/100\s*[%％]\s*$/u.test(text) ? '%' : null)
}

const emptyToNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
