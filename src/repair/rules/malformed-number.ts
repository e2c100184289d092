/** A number whose digit groups cannot be right: `1,4004,000`. Every sound reading is listed with what speaks for it. */

import {
  differsByOneDigit,
  formatNumber,
  listNumberAlternatives,
  lostDigit,
  readNumber,
  showNumber,
} from '../../language/number.ts'
import { tell } from '../../model/evidence.ts'
import type { Evidence } from '../../model/provenance.ts'
import { defineNumberRepair, type NumberProposal } from '../define.ts'
import { type DocumentIndex, isNear } from '../document-index.ts'
import { numberPieces, standsAlone } from '../number-pieces.ts'

/**
 * Weights: digits that all stand in the print weigh most; a dropped or lost digit needs a witness. Measured on 162 amounts of
 * three practice texts and the reference, each misprinted in four ways (comma moved, comma left out, digit doubled, digit
 * lost): of 580 prints, 471 were read right, 97 left unreadable, 12 read wrong. Ten of the wrong ones had lost or doubled the
 * one digit by which the plan's amount of the other year differs, two had two readings with all digits kept.
 */
const DIGITS_KEPT = 0.6
const DIGITS_KEPT_ONE_LOST = 0.3
const DIGIT_DROPPED = 0.15
const TOLD_ELSEWHERE = 0.3
const SAME_ROW = 0.25
const LIKE_NEIGHBOURS = 0.25
const UNLIKE_NEIGHBOURS = -0.2
const THOUSAND = 1000

/** Two amounts of millions printed on end, or one twice: `1,074,5071,074,507`. */
const TWO_AMOUNTS = /^(\d{1,3}(?:,\d{3})+)\1$|^\d{1,3}(?:,\d{3}){2,}\d{1,3}(?:,\d{3}){2,}$/u

export default defineNumberRepair({
  id: 'malformed-number',
  applicability: 'likely',
  severity: 'warning',
  messages: {
    en: 'the digit groups of {printed} cannot be right; taken as {taken}',
    'zh-TW': '{printed} 的千分位不正確，採用 {taken}',
  },
  explanation: {
    en: 'A comma stands in the wrong place or is printed as a point, or a digit too many or too few was printed, so the print has several sound readings. The best is taken only where it stands clear of the others: all digits kept, the same plan elsewhere in the file, sums of parts, the same figure in another year. Compare with the source and correct it where needed.',
    'zh-TW':
      '千分位逗號位置錯誤或印成小數點，或多印、漏印一位數，因此有多種讀法。只有在證據明顯時（保留全部數字、同一計畫他處、加總、他年）才採用最佳讀法。請與原件核對。',
  },
  examples: [
    { before: '1,4004,000', after: '14,004,000' },
    { before: '4,0282,000', after: '40,282,000' },
    { before: '1O,500', after: '10,500', why: { en: 'a letter among digits', 'zh-TW': '數字中夾有字母' } },
    { before: '1.200.000', after: '1,200,000', why: { en: 'points between groups', 'zh-TW': '位組間印成小數點' } },
    {
      before: '8,83,000',
      after: null,
      why: {
        en: 'a digit is lost; only another place could tell which',
        'zh-TW': '漏印一位數；只有他處能證明是哪一位',
      },
    },
    { before: '1,200 1,300', after: null, why: { en: 'two numbers, not one', 'zh-TW': '是兩個數字，不是一個' } },
    { before: '1,074,5071,074,507', after: null, why: { en: 'two numbers on end', 'zh-TW': '兩個數字相連' } },
    { before: '14,004,000', after: null, why: { en: 'nothing is wrong with it', 'zh-TW': '並無錯誤' } },
  ],
  *propose(field, index) {
    const pieces = numberPieces(field)
    // Two numbers in one cell are no malformed number.
    if (pieces.length > 1 && pieces.every(standsAlone)) return
    const print = pieces.join('')
    if (TWO_AMOUNTS.test(print)) return
    const reading = readNumber(print, field.unit ?? '')
    if (reading.kind === 'number' && reading.letters) {
      yield {
        value: reading.grouped ? showNumber(reading.value) : formatNumber(reading.value),
        figure: reading.value,
        score: DIGITS_KEPT,
        because: [tell('digit-grouping', 'letter-as-digit')],
      }
      return
    }
    const printsPoint = reading.kind === 'number' && index.hasPointForComma(field)
    if (reading.kind !== 'malformed' && !printsPoint) return
    // `12.5 00`: each piece may be a number, so that nothing shows a group
    if (printsPoint && pieces.length > 1 && pieces.every((piece) => readNumber(piece).kind === 'number')) return
    const elsewhere = index.sameElsewhere(field)
    const neighbours = index.neighbours(field)
    const proposals = new Map<number, NumberProposal>()
    if (printsPoint) {
      const figure = Math.round(reading.value * THOUSAND)
      const because = [
        tell('digit-grouping', 'point-for-comma'),
        ...groupingEvidence(index.groupingOf(field.place.card)),
      ]
      proposals.set(figure, { value: showNumber(figure), figure, score: DIGITS_KEPT, because })
    }
    const lost = lostDigit(print)
    for (const alternative of printsPoint ? [] : listNumberAlternatives(print)) {
      const kept = alternative.how === 'digits-kept'
      proposals.set(alternative.value, {
        value: alternative.text,
        figure: alternative.value,
        score: kept ? (lost ? DIGITS_KEPT_ONE_LOST : DIGITS_KEPT) : DIGIT_DROPPED,
        because: [tell('digit-grouping', kept ? 'digits-kept' : 'digit-dropped')],
      })
    }
    const witnesses = [
      ...elsewhere.map((one) => ({ ...one, weight: TOLD_ELSEWHERE })),
      ...neighbours.map((one) => ({
        figure: one.figure,
        evidence: tell('other-year', 'same-row', one.says),
        weight: SAME_ROW,
      })),
    ]
    for (const { figure, evidence, weight } of witnesses) {
      const known = proposals.get(figure)
      if (known !== undefined) addWitness(known, weight, evidence)
      else if (differsByOneDigit(print, figure))
        proposals.set(figure, {
          value: showNumber(figure),
          figure,
          score: TOLD_ELSEWHERE + weight,
          because: [evidence, tell('digit-grouping', 'one-digit-away')],
        })
    }
    for (const proposal of proposals.values()) {
      const near = nearness(
        proposal.figure,
        neighbours.map((one) => one.figure),
      )
      yield { ...proposal, score: clamp(proposal.score + near) }
    }
  },
})

function addWitness(proposal: NumberProposal, weight: number, evidence: Evidence): void {
  proposal.score += weight
  proposal.because.push(evidence)
}

function nearness(figure: number, neighbours: readonly number[]): number {
  if (neighbours.length === 0 || figure === 0) return 0
  return neighbours.some((other) => isNear(figure, other)) ? LIKE_NEIGHBOURS : UNLIKE_NEIGHBOURS
}

const groupingEvidence = ({ grouped, ungrouped }: ReturnType<DocumentIndex['groupingOf']>): Evidence[] =>
  grouped === 0
    ? []
    : [tell('digit-grouping', 'others-grouped', { grouped: String(grouped), all: String(grouped + ungrouped) })]

const clamp = (score: number): number => Math.round(Math.min(0.99, Math.max(0, score)) * 1000) / 1000
