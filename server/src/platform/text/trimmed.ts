/**
 * A text without certain characters at its start and end, in linear time, unlike a pattern anchored at the end. A
 * character is a code point.
 */
export function trimmed(text: string, isCut: (character: string) => boolean): string {
  let start = 0
  while (start < text.length) {
    const character = codePointAt(text, start)
    if (!isCut(character)) break
    start += character.length
  }
  return trimmedEnd(text.slice(start), isCut)
}

/** The same at the end only. */
export function trimmedEnd(text: string, isCut: (character: string) => boolean): string {
  let end = text.length
  while (end > 0) {
    const character = codePointBefore(text, end)
    if (!isCut(character)) break
    end -= character.length
  }
  return text.slice(0, end)
}

const codePointAt = (text: string, at: number) => String.fromCodePoint(text.codePointAt(at) ?? 0)

const codePointBefore = (text: string, end: number) => {
  const last = text.slice(end - 2, end)
  return last.length === 2 && (last.codePointAt(0) ?? 0) > 0xffff ? last : text.slice(end - 1, end)
}
