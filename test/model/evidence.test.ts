/** What evidence says, in both languages. */
import { describe, expect, it } from 'vitest'
import { evidenceWordings, tell, wordDetail } from '../../src/model/evidence.ts'

const parametersIn = (wording: string): string[] => (wording.match(/\{\w+\}/gu) ?? []).sort()

describe('the wordings of evidence', () => {
  it.each(Object.entries(evidenceWordings))('%s say the same in both languages', (_, wording) => {
    expect(parametersIn(wording['zh-TW'])).toEqual(parametersIn(wording.en))
  })

  it('are filled from the parameters; a part without its parameter is left out', () => {
    const says = { document: 'card-110', card: '1', code: 'AC1.1', unit: '人次' }
    const [without, within] = ['', '3'].map((page) => tell('other-year', 'other-unit', { ...says, page }))
    expect([without?.detail, within?.detail]).toEqual([
      'card-110, card 1: AC1.1 in 人次',
      'card-110, card 1, page 3: AC1.1 in 人次',
    ])
    expect(within && wordDetail(within, 'zh-TW')).toBe('card-110 第 1 張計分卡第 3 頁：AC1.1 單位為 人次')
  })

  it('leave what has none as it is', () => {
    expect(wordDetail({ detail: 'CC1.1 = 1,200' }, 'zh-TW')).toBe('CC1.1 = 1,200')
    expect(wordDetail({ detail: 'from a later version', wording: 'unheard-of' }, 'zh-TW')).toBe('from a later version')
  })
})
