import { normalForm } from '#platform/lexical/normal-form.ts'

const digits = new Map(Array.from('零一二三四五六七八九', (character, value) => [character, value]))
for (const [character, value] of [
  ['〇', 0],
  ['两', 2],
  ['兩', 2],
] as const)
  digits.set(character, value)
const powers = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1_000],
  ['万', 10_000],
  ['萬', 10_000],
])
const words = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, value]),
)
for (const [word, value] of [
  ['fifteen', 15],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
] as const)
  words.set(word, value)

// A Chinese numeral counts something only before a unit; elsewhere it is often part of a word.
const unit =
  '(?=[\\s多余餘]?(?:个?[天日周週月年季]|個?[天日週月年季]|个?小时|個?小時|[分秒元块塊角次件台位倍折楼樓号號点點度米升斤克页頁章条條]))'
const numeral = new RegExp(
  `(\\d[\\d,]*(?:\\.\\d+)?)|([零〇一二两兩三四五六七八九十百千万萬]+)${unit}|\\b([a-z]+)\\b`,
  'giu',
)
// "A" rather than "one".
const vague = /^(?:一|one)$/i

// A superscript and a fraction are numbers of their own: 10² is not 102, nor is 5½ 51⁄2.
const raised = /[\u00B2\u00B3\u00B9\u00BC-\u00BE\u2070-\u2079\u2080-\u2089\u2150-\u215E\u2189]+/g
const plainDigits = (text: string): string => normalForm(text.replace(raised, ' $& '))

/** The numbers that a text states, written as `7`, `七天` or `seven`. A lone "one" may be just a word. */
export function quantitiesIn(text: string): { stated: Set<number>; all: Set<number> } {
  const stated = new Set<number>()
  const all = new Set<number>()
  for (const [whole, arabic, chinese, word] of plainDigits(text).matchAll(numeral)) {
    const value = arabic
      ? Number(arabic.replaceAll(',', ''))
      : chinese
        ? chineseValue(chinese)
        : words.get((word ?? '').toLowerCase())
    if (value === undefined) continue
    all.add(value)
    if (!vague.test(whole)) stated.add(value)
  }
  return { stated, all }
}

/** 十五 → 15, 二百零三 → 203, 二〇二五 → 2025. */
function chineseValue(numerals: string): number {
  if (![...numerals].some((character) => powers.has(character)))
    return Number([...numerals].map((character) => digits.get(character) ?? 0).join(''))
  let total = 0
  let section = 0
  let digit = 0
  for (const character of numerals) {
    const power = powers.get(character)
    if (power === undefined) digit = digits.get(character) ?? 0
    else if (power === 10_000) {
      total += (section + digit) * power
      section = 0
      digit = 0
    } else {
      section += (digit || 1) * power
      digit = 0
    }
  }
  return total + section + digit
}
