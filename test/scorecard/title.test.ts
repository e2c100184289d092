import { describe, expect, it } from 'vitest'
import { perspectiveOfCode, readPerspective } from '../../src/scorecard/perspective.ts'
import { isCardTitle, isMapTitle, readCardTitle, readHeadline, readMapTitle } from '../../src/scorecard/title.ts'

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
    ['馬公市政府衛生局平衡計分卡(112年修正)', 'agency', '馬公市政府衛生局', null],
    ['附件一、馬公市政府衛生局平衡計分卡', 'agency', '馬公市政府衛生局', null],
    ['表2 馬公市政府衛生局平衡計分卡', 'agency', '馬公市政府衛生局', null],
    ['局處平衡計分卡：文化局(111年)', 'agency', '文化局', 111],
    ['馬公市政府衛生局平衡計分卡', 'agency', '馬公市政府衛生局', null],
    ['馬公市政府衛生局112-115年平衡計分卡', 'agency', '馬公市政府衛生局', null],
    ['馬公市政府衛生局平衡計分卡（民國112年至115年度）', 'agency', '馬公市政府衛生局', null],
    ['馬公市政府衛生局 112 ～ 115 年 平衡計分卡 (113年)', 'agency', '馬公市政府衛生局', 113],
    ['臺北市政府文化局 平衡計分卡 (111年) 1/2', 'agency', '臺北市政府文化局', 111],
    ['臺北市政府文化局平衡計分卡(111年) 第2頁，共3頁', 'agency', '臺北市政府文化局', 111],
    ['臺北市政府文化局平衡計分卡(修正版)', 'agency', '臺北市政府文化局', null],
    ['臺北市政府文化局111年度平衡計分卡執行成果表', 'agency', '臺北市政府文化局', 111],
    ['臺北市政府文化局施政計畫暨平衡計分卡', 'agency', '臺北市政府文化局', null],
    ['平衡計分卡－臺北市政府文化局', 'agency', '臺北市政府文化局', null],
    ['臺北市立聯合醫院 中興院區 平衡計分卡', 'agency', '臺北市立聯合醫院 中興院區', null],
    ['臺北市立建國高級中學平衡計分卡', 'agency', '臺北市立建國高級中學', null],
    ['臺北市政府文化局(文創發展科)平衡計分卡', 'agency', '臺北市政府文化局(文創發展科)', null],
    ['臺北市政府客家事務委員會 平衡計分卡 (一一一年)', 'agency', '臺北市政府客家事務委員會', 111],
    ['發展文化多元C組府級平衡計分卡(111年)(修正版)', 'city', '發展文化多元C組', 111],
    // When it was revised is not its year.
    ['臺北市政府客家事務委員會 111年平衡計分卡(112年3月1日修正)', 'agency', '臺北市政府客家事務委員會', 111],
    ['臺北市政府客家事務委員會平衡計分卡(112年3月1日修正)', 'agency', '臺北市政府客家事務委員會', null],
    ['臺北市政府客家事務委員會平衡計分卡(111年)(112年修正)', 'agency', '臺北市政府客家事務委員會', 111],
    ['臺北市政府客家事務委員會111年平衡計分卡 112年核定本', 'agency', '臺北市政府客家事務委員會', 111],
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

  it.each([
    '註：本平衡計分卡經本會111年2月10日主管會報通過',
    '備註：平衡計分卡之策略地圖另附',
    '※平衡計分卡及策略地圖每年檢討',
    '依據本府平衡計分卡及策略地圖作業規定',
    '有關平衡計分卡及策略地圖之修正，另案辦理。',
    '本平衡計分卡及策略地圖自111年起實施',
  ])('no title: %s', (text) => {
    expect([isCardTitle(text), isMapTitle(text)]).toEqual([false, false])
  })

  it.each<[line: string, organization: string, year: number | null, isOfDocument: boolean]>([
    ['臺北市政府交通局 111年度策略績效管理表', '臺北市政府交通局', 111, true],
    ['臺北市政府交通局', '臺北市政府交通局', null, false],
    ['臺北市政府交通局 策略績效管理表', '臺北市政府交通局', null, true],
    ['交通局111年度策略績效管理表', '交通局', 111, true],
    ['客家事務委員會111年度績效管理表', '客家事務委員會', 111, true],
  ])('headline: %s', (line, organization, rocYear, isOfDocument) => {
    expect(readHeadline(line)).toEqual({ organization, rocYear, isOfDocument })
  })

  it.each([
    '綜合規劃科 111年度工作計畫',
    '主責機關：臺北市政府交通局',
    '交通管制工程處',
    '製表機關 臺北市政府主計處',
    '臺北市政府秘書處 製表',
    '臺北市政府',
    '臺北市政府 111年度',
    '臺北市政府各局處',
    '臺北市議會',
    '註：臺北市政府交通局',
    '111年12月31日製表',
  ])('no headline: %s', (line) => {
    expect(readHeadline(line)).toBeNull()
  })

  it.each([`${'計分卡'.repeat(4000)}${'經'.repeat(4000)}`, `111年平衡計分卡(${'修正'.repeat(20_000)}`])(
    'a long line takes no time: %#',
    (line) => {
      expect(isCardTitle(line)).toBe(true)
      expect(readCardTitle(line).level).toBe('agency')
    },
    2000,
  )

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
