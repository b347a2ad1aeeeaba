import { termsOf } from '../memory.ts'

/** Words that carry no meaning of their own, by their stems; `not` is none of them. */
const FUNCTION_WORDS = new Set(
  'a an the and or to of in on at by for from with as am is are be was were been has have had do doe i my me mine that this it 的 了 是 在 我 很 和'.split(
    ' ',
  ),
)
const CHINESE_OR_KANA = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}$/u

/** What says something: words, and of scripts without spaces single characters, which stand however they are joined. */
const contentOf = (text: string): string[] =>
  termsOf(text).filter((term) => !FUNCTION_WORDS.has(term) && !CHINESE_OR_KANA.test(term))

/** Whether every word of a memory that says something is in what a person said: others would have it in words of their own. */
export function isInWordsOf(said: string, memory: string): boolean {
  const content = contentOf(memory)
  const words = new Set(termsOf(said))
  return content.length > 0 && content.every((term) => words.has(term))
}
