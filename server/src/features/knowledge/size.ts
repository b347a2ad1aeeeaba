/** How large a passage may be: about 900 letters, or 400 Chinese characters, which say as much. */
export const PASSAGE_SIZE = 900
const DENSE_WEIGHT = PASSAGE_SIZE / 400

/** The size of a stretch of text in letters. */
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
