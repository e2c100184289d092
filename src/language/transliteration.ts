/** Characters that spell foreign names in Taiwan. A clause holds one by chance, a name hardly anything else. */

const SPELLING =
  /[丁乃什利卓卡吉哈喬圖坦埃基塔塞士夏大夫契奇奈奧姆威妮娃娜安寧尼巴布希帕庫康弗德恩愛戈托拉拿提文斐斯普曼朗朱杜林柏查柯根格桑梅森歐比法波泰海溫漢潘烏爾特珍珊瑞瑟瑪瓊瓦甘登福科立米約納紐維羅翰艾芬芙芭若茉莉莎莫華萊葛蒂蒙蓋蓓薇薩藍蘇蘭西諾謝費赫路達邁里金阿雅雪雷霍韋馬鮑麗麥黎默]/u

/** How many characters beside the dot are looked at. */
const BESIDE = 3
/** Of those, so many spell a name. `達文西` and `奧納多` have 2 and 2, `團隊·突顯` none. */
const FEWEST = 2

/** Does the text before and behind a middle dot look like the parts of one foreign name? */
export function isForeignName(before: readonly string[], after: readonly string[]): boolean {
  const spells = (characters: readonly string[]): boolean =>
    characters.filter((character) => SPELLING.test(character)).length >= FEWEST
  return spells(before.slice(-BESIDE)) && spells(after.slice(0, BESIDE))
}
