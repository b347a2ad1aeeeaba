/** The size of passages in letters, and how much of it the next one may repeat. */
export interface PassageSize {
  readonly passage: number
  readonly overlap: number
}

// Models count tokens: about four letters each, or not quite two Chinese characters.
const LETTERS_PER_TOKEN = 4

/** The sizes of a knowledge base, which people set in tokens. */
export const sizeOfPassages = (knowledgeBase: {
  passage_tokens: number
  overlap_tokens: number
}): PassageSize => ({
  passage: knowledgeBase.passage_tokens * LETTERS_PER_TOKEN,
  overlap: knowledgeBase.overlap_tokens * LETTERS_PER_TOKEN,
})

/** The default: about 900 letters, or 400 Chinese characters, which say as much. */
export const usualSize: PassageSize = { passage: 900, overlap: 128 }

// 400 Chinese characters are as large as 900 letters.
const DENSE_WEIGHT = 900 / 400

/** The size of a text range, in letters. */
export function sizeOf(text: string, start: number, end: number): number {
  let size = 0
  for (let at = start; at < end; at++) size += weightAt(text, at)
  return size
}

/** Han, kana and hangul say more with one character. */
export const weightAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at)
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7a3) ? DENSE_WEIGHT : 1
}
