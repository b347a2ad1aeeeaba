import { foldScript } from './fold-script.ts'
import { normal } from './analyse.ts'

/** Protected words, which are found as a whole: `C++`, a product's name. */
export interface KeptWords {
  /** Identifies the set of words; empty for none. */
  readonly mark: string
  /** Each occurrence in a text, as a term. */
  termsIn(text: string): string[]
  /** The text without them, in the script used for comparison, and what was removed. */
  cutOut(text: string): { rest: string; taken: string[] }
}

export const noKeptWords: KeptWords = {
  mark: '',
  termsIn: () => [],
  cutOut: (text) => ({ rest: text, taken: [] }),
}

/** A text in the form used for comparison: width, case, script and the amount of space make no difference. */
export const comparable = (text: string): string => foldScript(normal(text)).replace(/\s+/g, ' ').trim()

/** Prepares words for matching. A longer one takes precedence over a shorter one that it contains. */
export function keepWords(words: readonly string[]): KeptWords {
  const forms = [...new Set(words.map(comparable))].filter((form) => form !== '').sort()
  if (forms.length === 0) return noKeptWords
  const longestFirst = forms.toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(longestFirst.map(patternOf).join('|'), 'gu')
  const compared = (text: string) => foldScript(normal(text))
  return {
    mark: markOf(forms),
    termsIn: (text) => (compared(text).match(pattern) ?? []).map(termOf),
    cutOut(text) {
      const folded = compared(text)
      return { rest: folded.replace(pattern, ' \n '), taken: folded.match(pattern) ?? [] }
    },
  }
}

/** The term of a protected word, distinct from all other kinds. */
export const termOf = (word: string): string => `"${word.replace(/\s+/g, ' ')}`

/** Matches a word on its own: not within another word of a spaced script. */
export function patternOf(form: string): string {
  const text = form.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(' ', String.raw`\s+`)
  const before = /^[a-z\d]/.test(form) ? String.raw`(?<![a-z\d])` : ''
  const after = /[a-z\d]$/.test(form) ? String.raw`(?![a-z\d])` : ''
  return before + text + after
}

function markOf(forms: readonly string[]): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of Buffer.from(forms.join('\n')))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(36)
}
