/** What a document tells the history of its organizations, and whose history it is. */
import { describe, expect, it } from 'vitest'
import kpiRenamed from '../../src/anomaly/rules/kpi-renamed.ts'
import { collectHistory } from '../../src/history/collect.ts'
import { linkHistory } from '../../src/history/organization.ts'
import type { Document } from '../../src/model/document.ts'
import { convertText, headings, printCard } from '../support/card-text.ts'
import { readHistory } from '../support/history.ts'

const row = 'CC1參與|設計|CC1.2參與人次|人次|10|11|12|研究發展組|CC1.2.1辦理節慶|1,000|2,000|文教推廣組'
const city = printCard([row], '發展文化多元C組 府級平衡計分卡 (111年)')
const sourcesOf = (document: Document) =>
  collectHistory(document).map(({ organization, card }) => [organization, card.level, card.rocYear])

describe('a card counts for', () => {
  it.each([
    ['its own organization', printCard([row]), [['臺北市政府客家事務委員會', 'agency', 111]]],
    [
      'the organization of its document',
      [city, '', printCard([row])].join('\n'),
      [
        ['臺北市政府客家事務委員會', 'city', 111],
        ['臺北市政府客家事務委員會', 'agency', 111],
      ],
    ],
    [
      'the agency above it where all are printed so',
      [
        printCard([row]),
        city,
        printCard([row], '臺北市政府文化局 平衡計分卡 (111年)'),
        printCard([row], '精進健康安全G組 府級平衡計分卡 (111年)'),
      ].join('\n\n'),
      [
        ['臺北市政府客家事務委員會', 'agency', 111],
        ['臺北市政府客家事務委員會', 'city', 111],
        ['臺北市政府文化局', 'agency', 111],
        ['臺北市政府文化局', 'city', 111],
      ],
    ],
    [
      'the next agency of its year where several share the document',
      [
        printCard([row], '發展文化多元C組 府級平衡計分卡 (110年)'),
        printCard([row], '臺北市政府客家事務委員會 平衡計分卡 (110年)'),
        city,
        printCard([row], '臺北市政府文化局 平衡計分卡 (111年)'),
        printCard([row], '精進健康安全G組 府級平衡計分卡 (111年)'),
      ].join('\n\n'),
      [
        ['臺北市政府客家事務委員會', 'city', 110],
        ['臺北市政府客家事務委員會', 'agency', 110],
        ['臺北市政府文化局', 'city', 111],
        ['臺北市政府文化局', 'agency', 111],
        ['臺北市政府文化局', 'city', 111],
      ],
    ],
    ['its group where no organization is named', city, [['發展文化多元C組', 'city', 111]]],
    ['none where nothing is named', printCard([row], '平衡計分卡', headings), []],
  ])('%s', async (_, text, expected) => {
    expect(sourcesOf(await convertText(text))).toEqual(expected)
  })
})

describe('two documents of one year', () => {
  it('are linked alike in any order', async () => {
    const read = async (id: string) => ({ ...(await convertText(printCard([row]))), id })
    const sources = [...collectHistory(await read('a')), ...collectHistory(await read('b'))]
    expect(linkHistory(sources)[0]?.cards.map(({ document }) => document)).toEqual(['a', 'b'])
    expect(linkHistory([...sources].reverse())).toEqual(linkHistory(sources))
  })
})

describe('a name that a scan may have misread', () => {
  it.each([
    [1, 1],
    [0.8, 0],
  ])('read with confidence %d is reported as renamed %d times', (confidence, times) => {
    const history = readHistory(
      '110: AC1.1 公車每日平均運量 人次 actual109=31 | 111: AC1.1 公車每日平均連量 人次 actual109=31',
    )
    for (const { records } of history.kpis) for (const record of records) record.confidence = confidence
    expect([...kpiRenamed.check(history)]).toHaveLength(times)
  })
})
