/** The approximate number of tokens: one for each Han, kana or hangul character, one for four others. */
export function countTokens(text: string): number {
  const wide = text.match(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/gu)?.length ?? 0
  return wide + Math.ceil((text.length - wide) / 4)
}
