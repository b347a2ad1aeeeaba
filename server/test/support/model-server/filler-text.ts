const WORDS =
  'Parley answers in order and keeps every word that was said so nothing is lost on the way'.split(' ')
const MIXED = [
  '你好',
  '，世界。',
  'naïve ',
  '🌍',
  '繁體字',
  '👩‍👩‍👧‍👦',
  ' café ',
  'ありがとう',
  '𠮷野家',
  'ok ',
]

/** `count` pieces of text that are the same every time; `mixed` ones are of one to four bytes a character. */
export function fillerText(count: number, mixed: boolean): string[] {
  return Array.from({ length: count }, (_, index) =>
    mixed ? (MIXED[index % MIXED.length] ?? '') : `${WORDS[index % WORDS.length]} `,
  )
}
