import { SURE_CONFIDENCE } from '../../model/provenance.ts'
import { defineAnomaly } from '../define.ts'
import { findingsOf } from '../findings.ts'
import { eachDatum } from '../places.ts'

export default defineAnomaly({
  id: 'ocr-uncertain',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: '{printed} was read from a picture and is not sure ({confidence})',
    'zh-TW': '{printed} 由影像辨識，尚不確定（{confidence}）',
  },
  explanation: {
    en: 'The value was read from a scan and its two readings differ, or the confidence is below what has earned trust. Both readings are listed; compare them with the picture and correct where needed. A heading that one reader misread, and that the other or the headings beside it settled, is told in the same way.',
    'zh-TW':
      '數值由掃描影像辨識，兩個辨識結果不同，或信心低於門檻。兩種結果均列出，請對照影像。標題經另一辨識結果或相鄰標題改正者，亦同樣列出。',
  },
  examples: [{ before: '9,49O / 9,490', after: '9,490' }],
  *check(context) {
    yield* findingsOf(context, 'ocr-uncertain')
    for (const { place, datum, taken } of eachDatum(context.scorecard)) {
      if (datum.readings.length === 0 || datum.confidence >= SURE_CONFIDENCE || datum.status === 'unreadable') continue
      yield {
        place,
        parameters: { printed: (datum.raw ?? '').replace(/\n/gu, ' '), confidence: datum.confidence.toFixed(2) },
        printed: datum.raw,
        taken,
        evidence: datum.readings.map((reading) => ({
          kind: 'second-reading' as const,
          detail: `${reading.reader}: ${reading.text}`,
        })),
        pieces: datum.pieces,
      }
    }
  },
})
