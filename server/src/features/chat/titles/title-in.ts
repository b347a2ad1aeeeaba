const CHARACTERS_MAX = 80

/** The title that a model wrote: one short line; null where it wrote something else. */
export function titleIn(text: string): string | null {
  const line = text
    .trim()
    .replace(/^(?:#+|title:|标题[:：]|標題[:：])\s*/i, '')
    .replace(/^["'“”「『《*]+|["'“”」』》*.。]+$/gu, '')
    .trim()
  return line === '' || line.includes('\n') || [...line].length > CHARACTERS_MAX ? null : line
}
