/** A range of a text, in UTF-16 code units, with an exclusive end. */
export interface Stretch {
  start: number
  end: number
}

// A full stop of a spaced script ends a sentence only before space; other marks always do. Closing quotes and brackets
// belong to it.
const sentenceEnd = /[。｡!?！？…]+[”’」』）)"']*|．(?![\d０-９])|[;；]|(?<!\.)\.+["')\]]*(?=\s|$)|\n+/gu
const abbreviation =
  /(?<![\p{L}\p{N}])(?:[A-Za-z]|e\.g|i\.e|etc|vs|No|Nr|Mr|Mrs|Ms|Dr|Prof|St|Inc|Ltd|Co|Fig)\.$/u
const listNumber = /^\s*[\d０-９]{1,3}[.．]$/

/** The sentences of a text, each without the space around it. Together they hold everything but that space. */
export function sentencesOf(text: string): Stretch[] {
  const sentences: Stretch[] = []
  let start = 0
  const add = (end: number) => {
    const stretch = trimmed(text, { start, end })
    if (stretch) sentences.push(stretch)
    start = end
  }
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length
    if (
      (match[0] === '.' || match[0] === '．') &&
      (abbreviation.test(text.slice(Math.max(start, end - 8), end)) ||
        listNumber.test(text.slice(start, end)))
    )
      continue
    add(end)
  }
  add(text.length)
  return sentences
}

/** The range without space at its ends; null if there is nothing else. */
export function trimmed(text: string, { start, end }: Stretch): Stretch | null {
  const piece = text.slice(start, end)
  const from = start + piece.length - piece.trimStart().length
  const to = end - (piece.length - piece.trimEnd().length)
  return from < to ? { start: from, end: to } : null
}
