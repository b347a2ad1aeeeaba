const CHARACTERS_MAX = 80
/** A title with all that is cut from it; what is longer is none. */
const LOOKED_AT = 400

/** The title that a model wrote: one short line; null where it wrote something else. */
export function titleIn(text: string): string | null {
  const said = text.trim()
  if (said.length > LOOKED_AT) return null
  const line = said
    .replace(/^(?:#+|title:|标题[:：]|標題[:：])\s*/i, '')
    .replace(/^["'“”「『《*]+|(?<!["'“”」』》*.。])["'“”」』》*.。]+$/gu, '')
    .trim()
  return line === '' || line.includes('\n') || [...line].length > CHARACTERS_MAX ? null : line
}
