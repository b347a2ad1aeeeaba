import { termsOf } from '../memory.ts'

/** Function words without a meaning of their own, by their stems; `not` is deliberately absent. */
const FUNCTION_WORDS = new Set(
  'a an the and or to of in on at by for from with as am is are be was were been has have had do doe i my me mine that this it 的 了 是 在 我 很 和'.split(
    ' ',
  ),
)
const CHINESE_OR_KANA = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}$/u

/**
 * The content words of a text; for scripts without spaces, single characters, which are independent of segmentation.
 */
const contentOf = (text: string): string[] =>
  termsOf(text).filter((term) => !FUNCTION_WORDS.has(term) && !CHINESE_OR_KANA.test(term))

/** Whether every content word of a memory occurs in what a person said: text from others would use words of its own. */
export function isInWordsOf(said: string, memory: string): boolean {
  const content = contentOf(memory)
  const words = new Set(termsOf(said))
  return content.length > 0 && content.every((term) => words.has(term))
}
