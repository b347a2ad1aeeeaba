import type { Topics } from '#contract/shapes/report.ts'
import { normal, runsOf, wordOf } from '#platform/lexical/analyse.ts'
import { grammarIn, isFunctionWord } from '#platform/lexical/grammar.ts'
import { stem } from '#platform/lexical/stem.ts'

const WORDS_MAX = 20
const LOOKED_AT = 80
const SHORTEST = 3
// So much of a word that is as usual as ever counts against one that is new.
const USUAL = 0.2
// Two adjacent bigrams that share a character are one word if one hardly occurs without the other.
const TOGETHER = 0.8

interface Term {
  word: string
  isDense: boolean
  count: number
  before: number
}

/** The words that distinguish these questions from earlier ones, most distinctive first. */
export function tellingWords(questions: readonly string[], earlier: readonly string[]): Topics['words'] {
  const now = count(questions)
  const then = count(earlier)
  const usual = (key: string) => ((then.get(key)?.count ?? 0) + 0.5) / (earlier.length + 1)
  const score = ([key, { count: often }]: [string, { count: number }]) =>
    often * (USUAL + Math.max(0, Math.log2(often / questions.length / usual(key))))
  const terms = [...now]
    .filter(([, { count: often }]) => often > 1)
    .sort((a, b) => score(b) - score(a) || (a[0] < b[0] ? -1 : 1))
    .slice(0, LOOKED_AT)
    .map(
      ([key, { count: often, forms, isDense }]): Term => ({
        word: mostFrequent(forms),
        isDense,
        count: often,
        before: then.get(key)?.count ?? 0,
      }),
    )
  return joined(terms)
    .slice(0, WORDS_MAX)
    .map(({ word, count: often, before }) => ({ word, count: often, before }))
}

interface Seen {
  count: number
  isDense: boolean
  forms: Map<string, number>
}

/** The document frequency of each term, by its stem, with its spelling. */
function count(texts: readonly string[]): Map<string, Seen> {
  const seen = new Map<string, Seen>()
  for (const text of texts)
    for (const [key, { form, isDense }] of termsOf(text)) {
      const term = seen.get(key) ?? { count: 0, isDense, forms: new Map() }
      term.count += 1
      term.forms.set(form, (term.forms.get(form) ?? 0) + 1)
      seen.set(key, term)
    }
  return seen
}

/** The candidate terms of a text: content words, and bigrams in scripts without spaces. */
function termsOf(text: string): Map<string, { form: string; isDense: boolean }> {
  const terms = new Map<string, { form: string; isDense: boolean }>()
  for (const { isDense, text: run } of runsOf(normal(text))) {
    if (isDense) {
      const characters = [...run]
      for (const [at, character] of characters.slice(1).entries()) {
        const pair = `${characters[at]}${character}`
        if (grammarIn(pair) === 0) terms.set(pair, { form: pair, isDense })
      }
      continue
    }
    const word = wordOf(run)
    if (word.length >= SHORTEST && !isFunctionWord(stem(word)) && !/^\d+$/.test(word))
      terms.set(stem(word), { form: run, isDense })
  }
  return terms
}

const mostFrequent = (forms: ReadonlyMap<string, number>): string =>
  [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''

/** Pairs of neighbours that go together, as one word. */
function joined(terms: readonly Term[]): Term[] {
  const left = [...terms]
  for (let at = 0; at < left.length; at += 1) {
    const term = left[at]
    if (!term?.isDense) continue
    const next = left.findIndex((other, place) => place !== at && other.isDense && goTogether(term, other))
    const other = left[next]
    if (!other) continue
    const begins = term.word.endsWith([...other.word][0] ?? '\0') ? [term, other] : [other, term]
    const word = (begins[0]?.word ?? '') + [...(begins[1]?.word ?? '')].slice(1).join('')
    left[at] = { ...term, word, count: Math.min(term.count, other.count) }
    left.splice(next, 1)
    // The word may continue on either side.
    at = Math.min(at, next) - 1
  }
  return left
}

const LONGEST = 6

function goTogether(one: Term, other: Term): boolean {
  const share = Math.min(one.count, other.count) / Math.max(one.count, other.count)
  const [a, b] = [[...one.word], [...other.word]]
  const isNext = a.at(-1) === b[0] || b.at(-1) === a[0]
  return isNext && share >= TOGETHER && a.length + b.length - 1 <= LONGEST
}
