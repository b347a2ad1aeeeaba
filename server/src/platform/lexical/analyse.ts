import { foldScript } from './fold-script.ts'
import { grammarIn, isFunctionWord } from './grammar.ts'
import { normalForm } from './normal-form.ts'
import { stem } from './stem.ts'
import { beginningOf, neighboursOf } from './word-company.ts'

/** The version of the text analysis. It increases with every change; stored passages are then analyzed again. */
export const TEXT_ANALYSIS = '3'

// Scripts written without spaces between words. They are cut into characters and pairs of neighbours.
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}々〇ー`
const runs = new RegExp(`([${unspaced}]+)|((?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}'’])+)`, 'gu')
const startsUnspaced = new RegExp(`^[${unspaced}]`, 'u')
// Article numbers, versions, error codes: found by their parts, and better as a whole.
const codes = /(?<![a-z\d])[a-z\d]+(?:[._/-][a-z\d]+)+/g
const codeRuns = /[a-z\d._/-]+/g
const TERM_CHARACTERS_MAX = 64

/** The kinds of terms in a text. */
type TermKind = 'character' | 'pair' | 'word' | 'function-word' | 'beginning' | 'neighbours'

/**
 * How much a term of a question counts. A Chinese word yields its characters and its pairs, so a single character
 * weighs less and a word of a spaced script, which yields one term only, more.
 */
const weights: Record<TermKind, number> = {
  character: 0.6,
  pair: 1,
  word: 2,
  'function-word': 0.5,
  beginning: 0.7,
  neighbours: 0.9,
}
/** The remaining weight of a function character, and of a pair by the number of function characters in it. */
const GRAMMAR: Record<number, { character: number; pair: number }> = {
  1: { character: 1 / 3, pair: 0.5 },
  2: { character: 1 / 3, pair: 0.2 },
}
/** A name or a number in a Chinese or Japanese question is what the question is about more often than not. */
const AMONG_CHARACTERS = 1.25
/** Adjacent names occur like this all over such texts, so they distinguish passages less. */
const NEIGHBOURS_AMONG_CHARACTERS = 1 / 3

/** The characters and pairs, the stems and the codes of a text: its content. */
export function analyse(text: string): string[] {
  const terms: string[] = []
  const plain = normal(text)
  for (const run of runsOf(foldScript(plain))) {
    if (run.isDense) addCharactersAndPairs(terms, run.text)
    else addWord(terms, run.text)
  }
  addCodes(terms, plain)
  return terms
}

/** A text in which width, form and case make no difference. */
export const normal = (text: string): string => normalForm(text).toLowerCase()

/** Whether a term is of a script without spaces: a character, or a pair of neighbors. */
export const isDenseTerm = (term: string): boolean => startsUnspaced.test(term)

/** A run of a text: a word of a spaced script, or a run of a script without spaces. */
export interface Run {
  readonly isDense: boolean
  readonly text: string
  /** Where it starts, in UTF-16 code units. */
  readonly at: number
}

export function* runsOf(text: string): Generator<Run> {
  for (const { 1: dense, 2: spaced = '', index } of text.matchAll(runs))
    yield { isDense: dense !== undefined, text: dense ?? spaced, at: index }
}

/** Adds the characters of a dense run and its pairs of neighbours. */
export function addCharactersAndPairs(terms: string[], run: string): void {
  let before = ''
  for (const character of run) {
    if (before !== '') terms.push(before + character)
    terms.push(character)
    before = character
  }
}

/** A digit is in it, or follows in the same run. */
function addCodes(terms: string[], plain: string): void {
  for (const [run] of plain.matchAll(codeRuns)) {
    const lastDigit = run.search(/\d[^\d]*$/)
    for (const { 0: code, index } of run.matchAll(codes))
      if (index <= lastDigit) terms.push(code.slice(0, TERM_CHARACTERS_MAX))
  }
}

function addWord(terms: string[], run: string): void {
  const word = wordOf(run)
  if (word !== '') terms.push(stem(word))
}

/** A run of a spaced script as a word without accents; empty if nothing remains. */
export const wordOf = (run: string): string =>
  run
    .replace(/['’]s$/, '')
    .replace(/['’]/g, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .slice(0, TERM_CHARACTERS_MAX)

export function kindOf(term: string): TermKind {
  if (startsUnspaced.test(term)) return [...term].length === 1 ? 'character' : 'pair'
  if (term.startsWith('^')) return 'beginning'
  if (term.startsWith('~')) return 'neighbours'
  return isFunctionWord(term) ? 'function-word' : 'word'
}

/** The frequency of each term in a text: stored for passages and looked up for questions. */
export function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of [...analyse(text), ...companyIn(text)]) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/** The terms by which words of spaced scripts are found, besides their stems. */
function companyIn(text: string): string[] {
  const terms: string[] = []
  let stems: string[] = []
  for (const run of runsOf(normal(text))) {
    if (run.isDense) {
      terms.push(...neighboursOf(stems))
      stems = []
      continue
    }
    const word = wordOf(run.text)
    if (word === '') continue
    const stemmed = stem(word)
    stems.push(stemmed)
    const beginning = isFunctionWord(stemmed) ? null : beginningOf(word)
    if (beginning) terms.push(beginning)
  }
  return [...terms, ...neighboursOf(stems)]
}

/** The terms of a question with their weights; empty if it has no letter or digit. */
export function weighTerms(question: string): { term: string; weight: number }[] {
  const counts = [...countTerms(question)]
  const isDense = counts.some(([term]) => startsUnspaced.test(term))
  return counts.map(([term, count]) => ({ term, weight: count * weightOf(term, isDense) }))
}

function weightOf(term: string, isDense: boolean): number {
  const kind = kindOf(term)
  if (kind === 'character' || kind === 'pair') return weights[kind] * (GRAMMAR[grammarIn(term)]?.[kind] ?? 1)
  if (!isDense || kind === 'function-word') return weights[kind]
  return weights[kind] * AMONG_CHARACTERS * (kind === 'neighbours' ? NEIGHBOURS_AMONG_CHARACTERS : 1)
}
