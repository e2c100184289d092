/** Every repair rule, in the order in which they are asked and listed. */
import type { NumberRepair, RepairRule, TextRepair } from './define.ts'
import displacedCell from './rules/displaced-cell.ts'
import malformedNumber from './rules/malformed-number.ts'
import middleDotComma from './rules/middle-dot-comma.ts'
import missingKpiCode from './rules/missing-kpi-code.ts'
import ocrConsensus from './rules/ocr-consensus.ts'
import pageSplitRow from './rules/page-split-row.ts'
import scaledNumber from './rules/scaled-number.ts'
import shiftedRow from './rules/shifted-row.ts'
import splitNumber from './rules/split-number.ts'
import splitText from './rules/split-text.ts'
import ungroupedNumber from './rules/ungrouped-number.ts'
import widthForm from './rules/width-form.ts'

export const repairRules: readonly RepairRule[] = [
  splitText,
  splitNumber,
  malformedNumber,
  ungroupedNumber,
  scaledNumber,
  pageSplitRow,
  shiftedRow,
  displacedCell,
  missingKpiCode,
  middleDotComma,
  widthForm,
  ocrConsensus,
]

export const numberRepairs = repairRules.filter((rule): rule is NumberRepair => rule.scope === 'number')
export const textRepairs = repairRules.filter((rule): rule is TextRepair => rule.scope === 'text')

export function findRepairRule(id: string): RepairRule {
  const rule = repairRules.find((one) => one.id === id)
  if (rule === undefined) throw new RangeError(`there is no repair rule ${id}`)
  return rule
}
