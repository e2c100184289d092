/** Characters that producers emit for the ones a keyboard types: a font shares the glyph, and its map names the wrong one. */

/** CJK radicals (U+2E80 to U+2EF3) and the ideographs they stand for, after Unicode's EquivalentUnifiedIdeograph. */
const RADICALS =
  '⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳'
const IDEOGRAPHS =
  '厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟'

const IDEOGRAPH_OF_RADICAL = new Map(
  [...RADICALS].map((radical, index) => [radical, [...IDEOGRAPHS][index] ?? radical]),
)

const RADICAL = /[\u2e80-\u2ef3]/gu
/** Presentation ligatures, Kangxi radicals and compatibility ideographs. */
const COMPATIBLE = /[\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06\u{2f800}-\u{2fa1f}]/gu

/** `⺠⼯` → `民工`. Full-width forms stay: they are what was printed. */
export const foldRadicals = (text: string): string =>
  text
    .replace(COMPATIBLE, (character) => character.normalize('NFKC'))
    .replace(RADICAL, (radical) => IDEOGRAPH_OF_RADICAL.get(radical) ?? radical)
