const pointsBack =
  /\b(?:it|its|that|this|those|these|they|them|their|theirs|he|she|him|his|her|same|former|latter)\b|它|他们|她们|他們|她們|[这這那](?:个|個|些|种|種|样|樣|款|件|项|項)|[这這]|上述|刚才|剛才|以上|前者|后者|後者|それ|これ|その|この/iu
const goesOn =
  /^(?:and|but|or|so|also|then|what about|how about|what if|why)\b|^(?:那|还有|還有|另外|如果|为什么|為什麼)|呢[?？]?$/iu
const CHARACTERS_MIN = 12
const WORDS_MIN = 4

/** Whether a question can be understood without what was said before it. */
export function standsAlone(question: string): boolean {
  const text = question.trim()
  if (pointsBack.test(text) || goesOn.test(text)) return false
  const isSpaced = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\P{L}]*$/u.test(text)
  const isShort = [...text].length < CHARACTERS_MIN || (isSpaced && text.split(/\s+/).length < WORDS_MIN)
  return !isShort
}
