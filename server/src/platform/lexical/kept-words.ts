import { foldScript } from './fold-script.ts'
import { normal } from './analyse.ts'

/** Words that are found as wholes, whatever they are made of: `C++`, a product's name. */
export interface KeptWords {
  /** Says which words these are: the same for the same ones, empty for none. */
  readonly mark: string
  /** Each time one stands in a text, as a term. */
  termsIn(text: string): string[]
  /** The text without them, in the script that all is compared in, and what was taken out. */
  cutOut(text: string): { rest: string; taken: string[] }
}

export const noKeptWords: KeptWords = {
  mark: '',
  termsIn: () => [],
  cutOut: (text) => ({ rest: text, taken: [] }),
}

/** A text in the one form that words are compared in: width, case and script make no difference, nor does how much space there is. */
export const comparable = (text: string): string => foldScript(normal(text)).replace(/\s+/g, ' ').trim()

/** Makes words ready to be looked for. A longer one goes before a shorter one that it holds. */
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

/** The term of a kept word, as none of another kind looks. */
export const termOf = (word: string): string => `"${word.replace(/\s+/g, ' ')}`

/** Where a word stands by itself: not within another of a spaced script. */
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
