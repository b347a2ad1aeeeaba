/** A piece of a pattern that may be repeated. */
export interface Term {
  /** A text that matches one character of the pattern, or the alternatives of a group; null for `^`, `\b` and the like. */
  readonly body: string | readonly (readonly Term[])[] | null
  readonly min: number
  readonly max: number
  /** Whether it looks at the text without taking any of it. */
  readonly isLook: boolean
}

const group = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/
const characterClass = /^\[(?:\\.|[^\]\\])*\]/s
const escape = /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Z]|k<\w+>|.)/su
const quantifier = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/

/** What a pattern is made of: its alternatives, each a row of terms. Enough of the grammar for patterns that compile. */
export function parsePattern(source: string): readonly (readonly Term[])[] {
  let at = 0
  const take = (pattern: RegExp) => {
    const found = pattern.exec(source.slice(at))
    at += found?.[0].length ?? 0
    return found
  }

  function alternatives(): (readonly Term[])[] {
    const rows: Term[][] = [[]]
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at++
        rows.push([])
      } else rows.at(-1)?.push(term())
    }
    return rows
  }

  function term(): Term {
    const opened = take(group)
    if (!opened) return repeated(atom(), false)
    const body = alternatives()
    at++
    return repeated(body, /^\(\?<?[=!]$/.test(opened[0]))
  }

  function atom(): string | null {
    const taken = take(characterClass) ?? take(escape)
    if (taken) return /^\\[bB]$/.test(taken[0]) ? null : taken[0]
    const one = String.fromCodePoint(source.codePointAt(at) ?? 0)
    at += one.length
    return one === '^' || one === '$' ? null : one
  }

  function repeated(body: Term['body'], isLook: boolean): Term {
    const found = take(quantifier)
    if (!found) return { body, min: 1, max: 1, isLook }
    const [, sign, min, comma, max] = found
    if (sign) return { body, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity, isLook }
    return { body, min: Number(min), max: max ? Number(max) : comma ? Infinity : Number(min), isLook }
  }

  return alternatives()
}
