import { describe, expect, it } from 'vitest'
import { perspectiveOfCode, readPerspective } from '../../src/scorecard/perspective.ts'
import { isCardTitle, isMapTitle, readCardTitle, readMapTitle } from '../../src/scorecard/title.ts'

describe('readCardTitle', () => {
  it.each<[title: string, level: 'city' | 'agency', name: string, year: number | null]>([
    ['發展文化多元 C 組 府級平衡計分卡 (111年)', 'city', '發展文化多元 C 組', 111],
    ['精進健康安全 G 組111年度府級平衡計分卡', 'city', '精進健康安全 G 組', 111],
    ['民國110年 健全都市發展 B 組 府級平衡計分卡', 'city', '健全都市發展 B 組', 110],
    ['強化社會支持E組府級平衡計分卡（113年度）', 'city', '強化社會支持E組', 113],
    ['臺北市政府客家事務委員會平衡計分卡(111年)', 'agency', '臺北市政府客家事務委員會', 111],
    ['南投市政府衛生局 平衡計分卡 (111 年)', 'agency', '南投市政府衛生局', 111],
    ['民國110年頭份市政府都市發展局平衡計分卡', 'agency', '頭份市政府都市發展局', 110],
    ['馬公市政府衛生局111年度平衡計分卡', 'agency', '馬公市政府衛生局', 111],
    ['馬公市政府衛生局平衡計分卡(111年)(續)', 'agency', '馬公市政府衛生局', 111],
    ['苗栗縣政府資訊處平衡計分卡(113年度修正版)', 'agency', '苗栗縣政府資訊處', 113],
    ['馬公市政府衛生局平衡計分卡', 'agency', '馬公市政府衛生局', null],
    ['馬公市政府衛生局112-115年平衡計分卡', 'agency', '馬公市政府衛生局', null],
    ['馬公市政府衛生局平衡計分卡（民國112年至115年度）', 'agency', '馬公市政府衛生局', null],
    ['馬公市政府衛生局 112 ～ 115 年 平衡計分卡 (113年)', 'agency', '馬公市政府衛生局', 113],
  ])('%s', (title, level, name, rocYear) => {
    const read = readCardTitle(title)
    expect([read.level, level === 'city' ? read.group : read.organization, read.rocYear]).toEqual([
      level,
      name,
      rocYear,
    ])
    expect(isCardTitle(title)).toBe(true)
    expect(read.text).not.toContain('續')
  })

  it.each<[title: string, organization: string | null, year: number | null]>([
    ['臺北市政府客家事務委員會111年策略地圖', '臺北市政府客家事務委員會', 111],
    ['三重市政府教育局 113 年度策略地圖', '三重市政府教育局', 113],
    ['策略地圖', null, null],
    ['三重市政府教育局112至115年策略地圖', '三重市政府教育局', null],
  ])('map: %s', (title, organization, rocYear) => {
    expect(isMapTitle(title)).toBe(true)
    expect(readMapTitle(title)).toEqual({ organization, rocYear })
  })

  it.each([
    ['spaces', `三重市政府${' '.repeat(5000)}教育局策略地圖`, '三重市政府 教育局'],
    ['dashes', `三重市政府${'-'.repeat(500_000)}教育局策略地圖`, `三重市政府${'-'.repeat(500_000)}教育局`],
  ])('goes once over very many %s', (_, title, organization) => {
    expect(readMapTitle(title).organization === organization).toBe(true)
  })

  it('tells titles from other text', () => {
    expect([isCardTitle('行動計畫'), isMapTitle('策略目標'), isCardTitle('平 衡 計 分 卡')]).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('perspectives', () => {
  it.each<[label: string, perspective: string | null]>([
    ['顧客', 'customer'],
    ['一、顧客構面', 'customer'],
    ['內部流程', 'internal_process'],
    ['內部流程構面 P', 'internal_process'],
    ['學習成長', 'learning_growth'],
    ['學習與\n成長', 'learning_growth'],
    ['財務構面', 'financial'],
    ['財務報表簽證會計師查核意見書', null],
    ['研究發展組', null],
    ['', null],
  ])('%j', (label, perspective) => {
    expect(readPerspective(label)).toBe(perspective)
  })

  it('follow from codes', () => {
    expect(['CC1', 'AP1', 'BL2', 'TF1', 'XX1'].map(perspectiveOfCode)).toEqual([
      'customer',
      'internal_process',
      'learning_growth',
      'financial',
      null,
    ])
  })
})
