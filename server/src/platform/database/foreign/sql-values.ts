import { VALUE_MAX } from './staging.ts'

/** Escape sequences after a backslash, in MySQL and in E'…'. */
const escapes: Readonly<Record<string, string>> = { 0: '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\x1a' }

interface Stretch {
  /** How far the text was read. */
  readonly at: number
  /** The rows completed by this chunk; null for one that is too long to be stored. */
  readonly rows: (readonly (string | null)[] | null)[]
  /** Whether the statement has ended. */
  readonly isDone: boolean
}

/** Parses the text after the word VALUES of an INSERT as it arrives: `(1,'a'),(2,NULL);`. */
export class SqlValues {
  readonly #isMySql: boolean
  #row: (string | null)[] | null = null
  #isTooLong = false
  #value = ''
  #isQuoted = false
  #inQuotes = false
  #escapes = false
  /** A backslash, or a quotation mark that may be the first of two, was the last character. */
  #pending: '' | '\\' | "'" = ''

  constructor(isMySql: boolean) {
    this.#isMySql = isMySql
  }

  read(text: string, from: number): Stretch {
    const rows: Stretch['rows'] = []
    for (let at = from; at < text.length; at += 1) {
      if (this.#pending !== '' && this.#readPending(text[at] ?? '')) continue
      if (this.#inQuotes) {
        at = this.#readQuoted(text, at)
        continue
      }
      const character = text[at] ?? ''
      if (this.#row === null) {
        if (character === ';') return { at: at + 1, rows, isDone: true }
        if (character === '(') this.#row = []
      } else if (character === "'") this.#openQuotes()
      else if (character === ',' || character === ')') {
        this.#endValue()
        if (character === ')') rows.push(this.#endRow())
      } else if (!this.#isQuoted) this.#value += character
    }
    return { at: text.length, rows, isDone: false }
  }

  #openQuotes(): void {
    // A prefix such as `E` is not part of the quotation.
    this.#escapes = this.#isMySql || /^\s*e$/i.test(this.#value)
    this.#value = ''
    this.#isQuoted = true
    this.#inQuotes = true
  }

  /** Reads up to the next significant character; returns its position, or that of the last one. */
  #readQuoted(text: string, from: number): number {
    let at = from
    while (at < text.length && text[at] !== "'" && !(this.#escapes && text[at] === '\\')) at += 1
    this.#keep(text.slice(from, at))
    if (at < text.length) this.#pending = text[at] as '\\' | "'"
    return at
  }

  /** The meaning of a character after a backslash or a quotation mark; false if it stands for itself. */
  #readPending(character: string): boolean {
    const pending = this.#pending
    this.#pending = ''
    if (pending === '\\') {
      this.#keep(escapes[character] ?? character)
      return true
    }
    if (character === "'") {
      this.#keep("'")
      return true
    }
    this.#inQuotes = false
    return false
  }

  #keep(piece: string): void {
    if (this.#value.length + piece.length > VALUE_MAX) this.#isTooLong = true
    else this.#value += piece
  }

  #endValue(): void {
    const bare = this.#value.trim()
    const isNull = !this.#isQuoted && /^(?:NULL|DEFAULT)$/i.test(bare)
    this.#row?.push(isNull ? null : this.#isQuoted ? this.#value : bare)
    this.#value = ''
    this.#isQuoted = false
  }

  #endRow(): readonly (string | null)[] | null {
    const row = this.#isTooLong ? null : this.#row
    this.#row = null
    this.#isTooLong = false
    return row
  }
}
