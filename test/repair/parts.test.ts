/** Which part of a cell's text a field holds. */
import { describe, expect, it } from 'vitest'
import type { TextPart } from '../../src/model/draft.ts'
import { partOf } from '../../src/repair/parts.ts'

describe('partOf', () => {
  it.each<[part: TextPart, text: string, expected: string | null]>([
    ['whole', ' 人次 ', '人次'],
    ['whole', '', null],
    ['after-code', 'CC1.2客家節慶參與人次', '客家節慶參與人次'],
    ['after-code', 'CC1', null],
    ['after-code', '客家節慶', '客家節慶'],
    ['before-note', 'CC1.1.1辦理調查(備註：於基本行政項下辦理)', '辦理調查'],
    ['before-note', 'CC1.1.1辦理調查(含線上)', '辦理調查(含線上)'],
    ['note', 'CC1.1.1辦理調查(備註：於基本行政項下辦理)', '於基本行政項下辦理'],
    // a scan has lost the colon
    ['before-note', 'CC1.1.1辦理調查(備註於基本行政項下辦理)', '辦理調查'],
    ['note', 'CC1.1.1辦理調查(備注,於基本行政項下辦理)', '於基本行政項下辦理'],
    ['note', 'CC1.1.1辦理調查（備 註:無）', '無'],
    ['note', 'CC1.1.1辦理調查(含線上)', null],
    ['formula', '店家平均銷售額*展售會攤位數 單位：元', '店家平均銷售額*展售會攤位數'],
    ['formula', '人次', '人次'],
    ['unit', '店家平均銷售額*展售會攤位數 單位：元', '元'],
    ['unit', '(實際支付數/預算數)×100%\n單位：%', '%'],
    ['unit', '人數(含線上課程)', '人數'],
    ['unit', '人次', '人次'],
    ['unit', '人數（單位：人次）', '人次'],
    ['unit', '(實際支付數/預算數)×100%', '%'],
    ['unit', '累計參觀人數單位：人次', '人次'],
    ['unit', '樣本數，計量單位：份', '份'],
    // 單位 behind the word for what it does is an office
    ['unit', '主責單位：各科室參與人次合計', '主責單位：各科室參與人次合計'],
    ['formula', '主責單位：各科室參與人次合計', '主責單位：各科室參與人次合計'],
    ['formula', '各承辦單位：填報件數 單位：件', '各承辦單位：填報件數'],
    ['unit', '各承辦單位：填報件數 單位：件', '件'],
    ['further-note', ' 經費待追加 ', '經費待追加'],
    ['unit', '', null],
  ])('%s of %j', (part, text, expected) => {
    expect(partOf(text, part)).toBe(expected)
  })
})
