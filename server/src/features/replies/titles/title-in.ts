const CHARACTERS_MAX = 80
/** The length of a title before it is trimmed; longer texts are not titles. */
const LOOKED_AT = 400

/** The title that a model wrote: one short line; null for anything else. */
export function titleIn(text: string): string | null {
  const said = text.trim()
  if (said.length > LOOKED_AT) return null
  const line = said
    .replace(/^(?:#+|title:|标题[:：]|標題[:：])\s*/i, '')
    .replace(/^["'“”「『《*]+|(?<!["'“”」』》*.。])["'“”」』》*.。]+$/gu, '')
    .trim()
  return line === '' || line.includes('\n') || [...line].length > CHARACTERS_MAX ? null : line
}
