/** Scripts written without spaces; their terms are pairs of characters. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]+/gu
const WORD = /[\p{L}\p{N}]+/gu

/** Characters and words that every question has; pairs are not formed across them. */
const FILLER =
  /[的了吗嗎呢吧啊是我你您他她它们們请請问問什么麼甚怎样樣如何在和与與有可以能要想会會这這那哪个個为為多少几幾谁誰哦呀]/gu
const STOP_WORDS = new Set(
  `a about an and any are as at be been but by can could did do does for from had has have how i if in into is it its
   just may me more my no not of on or our please so some tell than that the their them then there these they this to
   us was we were what when where which who whom whose why will with would you your`.split(/\s+/),
)

/** What a text is about: lower-cased word stems, and pairs of characters where there are no spaces. */
export function queryTerms(text: string): Set<string> {
  const normal = text.normalize('NFKC').toLowerCase()
  const terms = new Set<string>()
  for (const run of normal.replace(FILLER, ' ').match(UNSPACED) ?? []) {
    const characters = [...run]
    for (let i = 0; i + 1 < characters.length; i++) terms.add(`${characters[i]}${characters[i + 1]}`)
  }
  for (const word of normal.replace(UNSPACED, ' ').match(WORD) ?? []) {
    if (!STOP_WORDS.has(word)) terms.add(stem(word))
  }
  return terms
}

/** Enough for "refunds" to meet "refunded"; a passage is only ever compared with a question that found it. */
const stem = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, '').replace(/([b-df-hj-np-tv-z])\1$/, '$1') : word
