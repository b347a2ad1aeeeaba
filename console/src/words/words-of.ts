/** The words for a code of the server's; `otherwise` for one that came with a newer server than this page did. */
export const wordsOf = <C extends string, W>(words: Readonly<Record<C, W>>, code: C, otherwise: W): W =>
  Object.hasOwn(words, code) ? words[code] : otherwise
