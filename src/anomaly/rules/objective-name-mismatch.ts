import { comparable } from '../../language/script.ts'
import { tell } from '../../model/evidence.ts'
import type { Card, StrategyMap } from '../../model/scorecard.ts'
import { defineAnomaly } from '../define.ts'
import { cardPlace } from '../places.ts'

export default defineAnomaly({
  id: 'objective-name-mismatch',
  scope: 'document',
  severity: 'warning',
  messages: {
    en: 'the strategy map names {code} “{mapName}”, the card “{cardName}”[ (swapped with {swapped})]',
    'zh-TW': '策略地圖的 {code} 為「{mapName}」，計分卡為「{cardName}」[（與 {swapped} 互換）]',
  },
  explanation: {
    en: 'Map and card give one objective different names. Where each name is that of another objective on the other side, the two were swapped and the message says so. Which is right only the publisher knows.',
    'zh-TW': '策略地圖與計分卡對同一目標的名稱不同；若兩個名稱互換，訊息會註明。何者正確須洽發布機關。',
  },
  examples: [
    {
      before: 'map: 提升客家專業能力, card: 提升員工政策行銷宣傳能力',
      inChinese: '策略地圖：提升客家專業能力，計分卡：提升員工政策行銷宣傳能力',
      after: '',
    },
    {
      before: 'map: 提升青年參與度, card: 提升 青年參與度',
      inChinese: '策略地圖：提升青年參與度，計分卡：提升 青年參與度',
      after: null,
      why: { en: 'only white space differs', 'zh-TW': '僅空白不同' },
    },
  ],
  *check({ scorecard }) {
    for (const map of scorecard.strategyMaps) {
      for (const card of cardsOfMap(map, scorecard.cards)) {
        for (const objective of card.objectives) {
          const mapped = map.objectives.find((one) => one.code === objective.code)
          const [mapName, cardName] = [mapped?.name.text ?? null, objective.name.text]
          if (
            mapped === undefined ||
            mapName === null ||
            cardName === null ||
            comparable(mapName) === comparable(cardName)
          )
            continue
          // Both must be told by the other's name: a third objective may share one of the two.
          const twin = map.objectives.find(
            (one) =>
              one.code !== objective.code &&
              isNamed(one.name.text, cardName) &&
              isNamed(card.objectives.find((other) => other.code === one.code)?.name.text ?? null, mapName),
          )
          yield {
            place: { ...cardPlace(card, objective.code), field: 'objective_name' },
            parameters: { code: objective.code, mapName, cardName, swapped: twin?.code ?? '' },
            printed: cardName,
            evidence: [tell('same-value-elsewhere', 'map-name', { name: mapName })],
            pieces: [...objective.name.pieces, ...mapped.name.pieces],
          }
        }
      }
    }
  },
})

const isNamed = (name: string | null, other: string): boolean => name !== null && comparable(name) === comparable(other)

/** The cards that a map is about: the same organization's and, where a document has several years, the same year's; else the only card of an agency. */
function cardsOfMap(map: StrategyMap, cards: readonly Card[]): Card[] {
  const agencies = cards.filter((card) => card.level === 'agency')
  const same = agencies.filter(
    (card) =>
      card.organization !== null &&
      map.organization !== null &&
      comparable(card.organization) === comparable(map.organization),
  )
  const ofYear = same.filter((card) => card.rocYear === map.rocYear)
  if (ofYear.length > 0) return ofYear
  const candidates = same.length > 0 ? same : agencies
  return candidates.length === 1 ? candidates : []
}
