// Some PDF writers use a radical where the identical-looking character was meant. Compatibility forms map the Kangxi
// radicals (U+2F00 on) but not these supplementary ones (U+2E80 on): each radical is followed by its character.
const pairs =
  '⺎兀⺒巳⺓幺⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟'

const characters = new Map(
  Array.from(pairs.matchAll(/(.)(.)/gu), ([, radical = '', character = '']) => [radical, character]),
)

// Kangxi radicals, duplicate Han characters, ligatures of Latin and Armenian letters, presentation forms of Hebrew and
// Arabic. Independent signs among them are left out.
const shapes =
  /[\u2F00-\u2FD5\uF900-\uFA0B\uFB00-\uFB06\uFB13-\uFB28\uFB2A-\uFB4F\uFB50-\uFC5D\uFC64-\uFDC7\uFE80-\uFEFC]/g

/** The same text with characters in place of the radicals, ligatures and letter shapes that fonts draw them by. */
export const mendShapes = (text: string): string =>
  text
    .replace(/[\u2E80-\u2EFF]/g, (radical) => characters.get(radical) ?? radical)
    .replace(shapes, (shape) => shape.normalize('NFKC'))
