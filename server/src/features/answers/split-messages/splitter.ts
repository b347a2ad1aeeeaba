/** Splits text that is still arriving into the messages a person would send one after another. */
export interface Splitter {
  /** Adds text and returns the messages that are complete, each followed by an empty line. */
  take(text: string): string[]
  /** The rest, as the last message of this text, or nothing. */
  flush(): string[]
}

export const MESSAGES_MAX = 8
/** This many characters of a line show whether it continues the block before it. */
const BEGINNING = 6
/** Of a growing line, only this much is looked at again with each chunk. */
const LOOKED_AT = 200

/** A list item, a table row, a quotation or an indented line belongs to what comes before the empty line. */
const goesOn = (line: string) => /^(?:\s{2,}\S|\s*(?:[-*+•]|\d{1,3}[.)、])\s|\s*[|>])/u.test(line)
const isHeading = (text: string) => /^#{1,6} [^\n]*$/.test(text.trim())
const fenceIn = (line: string) => /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3) ?? null

/** Splits at empty lines, but never within code, lists, tables or quotations, or after a heading. */
export function openSplitter(): Splitter {
  let held = ''
  let isHeldHeading: boolean | null = null
  let line = ''
  /** The start of the line, so that a long line is not concatenated again with each chunk. */
  let beginning = ''
  let fence: string | null = null
  let isAfterBlank = false
  let given = 0

  const hold = (text: string) => {
    held = text
    isHeldHeading = null
  }
  const beginsNew = (next: string) =>
    isAfterBlank && given < MESSAGES_MAX - 1 && !goesOn(next) && !(isHeldHeading ??= isHeading(held))
  const close = (): string => {
    const whole = `${held.trimEnd()}\n\n`
    hold('')
    isAfterBlank = false
    given += 1
    return whole
  }
  const add = (whole: string) => {
    if (fence === null && whole.trim() === '') {
      isAfterBlank = held !== ''
      if (held !== '') hold(held + whole)
      return
    }
    isAfterBlank = false
    const mark = fenceIn(whole)
    if (mark !== null) fence = fence === null ? mark : mark === fence ? null : fence
    hold(held + whole)
  }

  return {
    take(text) {
      const messages: string[] = []
      const pieces = text.split('\n')
      const last = pieces.pop() ?? ''
      for (const piece of pieces) {
        const whole = `${line}${piece}\n`
        if (whole.trim() !== '' && beginsNew(whole)) messages.push(close())
        add(whole)
        line = ''
        beginning = ''
      }
      line += last
      if (beginning.length < LOOKED_AT) beginning = (beginning + last).slice(0, LOOKED_AT)
      if (beginning.trim().length >= BEGINNING && beginsNew(beginning)) messages.push(close())
      return messages
    },
    flush() {
      const messages = line.trim() !== '' && beginsNew(line) ? [close()] : []
      const rest = (held + line).trimEnd()
      hold('')
      line = ''
      beginning = ''
      fence = null
      isAfterBlank = false
      return rest === '' ? messages : [...messages, rest]
    },
  }
}
