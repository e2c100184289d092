/** The rows of one card as records: objectives, KPIs with their series of values, action plans with their budgets. */

import { alignTexts } from '../language/align.ts'
import { codeDepth, type LeadingCode, objectiveOf, ofDepth } from '../language/code.ts'
import { CONTINUED_WORDS } from '../language/continued.ts'
import { foldName } from '../language/fold-name.ts'
import type { CardRow, CardTable, RowCell } from '../model/draft.ts'
import { tell } from '../model/evidence.ts'
import type { Card, Objective } from '../model/scorecard.ts'
import { blankText } from './blank.ts'
import { cellOf, codeIn, filled, joinCodes } from './cells.ts'
import { KpiReader } from './kpis.ts'
import { CardLedger } from './ledger.ts'
import { perspectiveOfCode, readPerspective } from './perspective.ts'
import { PlanReader } from './plans.ts'
import { foldRepeats } from './repeated-cells.ts'
import { NO_CELL } from './rows.ts'
import { settleCodes } from './scanned-codes.ts'
import { straightenRow } from './shifted-rows.ts'

/** Fills `card` with records; the ledger holds the fields that the repair stage has to read, in printed order. */
export function readRecords(card: Card, table: CardTable, without: ReadonlySet<string> = new Set()): CardLedger {
  return new RecordReader(card, table, without).read()
}

/** Behind a code instead of its name: `AC1（續）`. */
const CONTINUED = new RegExp(`^\\s*[(（]?\\s*(?:${CONTINUED_WORDS}|承上|同上)\\s*[)）]?\\s*$`, 'u')
/** Of a name that a picture prints twice, at least so many characters are read alike both times; reasoned, not measured. */
const MISREAD_SHARE = 0.5

/** The share of the longer text's characters that the other has in the same order. */
function similarity(a: string, b: string): number {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  const characters = [...long]
  const aligned = alignTexts(long, short)
  return characters.filter((character, at) => character === aligned[at]).length / characters.length
}

class RecordReader {
  private readonly ledger: CardLedger
  private readonly kpis: KpiReader
  private readonly plans: PlanReader
  private objective: Objective | null = null
  /** Its name as printed behind its code. */
  private objectiveName = ''
  private csf: RowCell | null = null
  /** Does the code beside the last printed label of a perspective tell the same one? */
  private codesAgree = false

  constructor(
    private readonly card: Card,
    private readonly table: CardTable,
    without: ReadonlySet<string>,
  ) {
    this.ledger = new CardLedger(card, table, without)
    this.kpis = new KpiReader(card, table, this.ledger)
    this.plans = new PlanReader(card, table, this.ledger)
  }

  read(): CardLedger {
    let above: CardRow | null = null
    for (const printedRow of this.table.rows) {
      const { columns } = this.table
      const row: CardRow = foldRepeats(
        this.settleScannedCodes(joinCodes(this.straighten(printedRow), columns)),
        above,
        columns,
      )
      this.readObjective(row, above !== null && above.perspective !== row.perspective)
      above = row
      this.kpis.read(row, this.objective?.code ?? null, this.csf)
      this.plans.read(row, this.kpis.current)
    }
    return this.ledger
  }

  private straighten(row: CardRow): CardRow {
    const straight =
      this.table.reader === 'rows' && this.ledger.allows('shifted-row') ? straightenRow(row, this.table.columns) : null
    if (straight === null) return row
    const code =
      codeIn(cellOf(straight, this.table, 'plan'))?.code ?? codeIn(cellOf(straight, this.table, 'kpi'))?.code ?? null
    const show = (cells: readonly RowCell[]) => cells.map((cell) => cell.raw).join('|')
    this.ledger.record({
      rule: 'shifted-row',
      place: this.ledger.place(code, null),
      before: show(row.cells),
      after: show(straight.cells),
      evidence: tell('row-structure', 'one-shift'),
      cells: straight.cells,
    })
    return straight
  }

  private settleScannedCodes(printedRow: CardRow): CardRow {
    if (!this.ledger.allows('ocr-consensus')) return printedRow
    const { row, settled } = settleCodes(printedRow, this.table.columns)
    for (const { cell, before, code } of settled) {
      this.ledger.record({
        rule: 'ocr-consensus',
        place: this.ledger.place(code, 'code'),
        before,
        after: code,
        evidence: tell('second-reading', 'code-in-reading'),
        cells: [cell],
      })
    }
    return row
  }

  /** `opensSection`: its perspective is not that of the row above. */
  private readObjective(row: CardRow, opensSection: boolean): void {
    const csf = cellOf(row, this.table, 'csf')
    const cell = cellOf(row, this.table, 'objective')
    const code = ofDepth(codeIn(cell), 1)
    if (filled(cell) && cell.own && (code === null || !this.goesOn(code, cell))) {
      const known = code?.code ?? this.objectiveFromKpi(row)
      if (known === null) this.ledger.findOrphan(this.ledger.place(null, 'objective_name'), [cell.raw], [cell])
      else this.openObjective(known, cell, row, code)
    } else if (this.objective === null || cell === NO_CELL || opensSection) {
      // a piece of the table without the column, or a merged cell that was lost (none reaches over a section): the codes tell
      const known = this.objectiveFromKpi(row)
      if (known !== null && known !== this.objective?.code) this.openObjective(known, null, row, null)
    }
    if (filled(csf) && csf.own) this.csf = csf
  }

  /** The open objective's code and name again, a piece of the name, or in a picture most of it. */
  private goesOn({ code, rest }: LeadingCode, cell: RowCell): boolean {
    if (code !== this.objective?.code) return false
    const [known, name] = [foldName(this.objectiveName), foldName(rest)]
    if (CONTINUED.test(rest)) return true
    if (known.includes(name) || name.includes(known)) return true
    return cell.lines.some(({ readings }) => readings.length > 0) && similarity(known, name) >= MISREAD_SHARE
  }

  private objectiveFromKpi(row: CardRow): string | null {
    const code = codeIn(cellOf(row, this.table, 'kpi'))
    return code === null || codeDepth(code.code) < 2 ? null : objectiveOf(code.code)
  }

  /** Where the column's codes agree with its labels, a code that does not has lost its own, or it says nothing: the cell above only seems to go on. */
  private perspectiveOf(code: string, row: CardRow): Objective['perspective'] {
    const label = cellOf(row, this.table, 'perspective')
    const told = perspectiveOfCode(code)
    const isCarried = label !== null && !(filled(label) && label.own && readPerspective(label.raw) !== null)
    if (!isCarried) this.codesAgree = told === row.perspective
    return isCarried && this.codesAgree ? (told ?? row.perspective) : (row.perspective ?? told)
  }

  private openObjective(code: string, cell: RowCell | null, row: CardRow, printed: LeadingCode | null): void {
    this.objective = { code, name: blankText(cell), perspective: this.perspectiveOf(code, row) }
    this.objectiveName = printed?.rest ?? ''
    this.card.objectives.push(this.objective)
    this.csf = null
    this.kpis.reset()
    if (printed === null)
      this.ledger.recordMissingCode(this.ledger.place(code, 'objective_code'), cell, 'objective-of-kpi')
    else if (cell !== null) this.ledger.recordCode(printed, cell)
    this.ledger.addText(this.ledger.place(code, 'objective_name'), cell, this.objective.name, 'after-code')
  }
}
