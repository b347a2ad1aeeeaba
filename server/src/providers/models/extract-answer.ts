import type { ModelPassage } from '#kernel/model-ports.ts'
import { queryTerms } from './query-terms.ts'
import { type Sentence, sentencesOf } from './sentences.ts'

/** At least this share of the question has to be met by the best sentence and what leads up to it. */
const FIT = 0.25
const MOST_SENTENCES = 3

interface Candidate {
  passage: number
  position: number
  text: string
  score: number
  fit: number
}

/**
 * The one to three sentences of the passages that say most of what the question asks, each word for word.
 * Null when no passage is about it.
 */
export function extractAnswer(question: string, passages: ModelPassage[]): string | null {
  const terms = queryTerms(question)
  const texts = passages.map(({ text }) => sentencesOf(text))
  const coverage = coverageOf(terms, texts.flat())
  const candidates = texts.flatMap((sentences, passage) => candidatesOf(sentences, passage, coverage))
  candidates.sort((a, b) => b.score - a.score || a.passage - b.passage || a.position - b.position)

  const best = candidates[0]
  if (!best || best.fit < FIT) return null
  const chosen: Candidate[] = []
  for (const candidate of candidates) {
    if (chosen.length === MOST_SENTENCES || candidate.score < best.score * 0.6) break
    if (chosen.every(({ text }) => !text.includes(candidate.text))) chosen.push(candidate)
  }
  chosen.sort((a, b) => a.passage - b.passage || a.position - b.position)
  return chosen.map(({ text }, index) => text + separator(text, chosen[index], chosen[index + 1])).join('')
}

type Coverage = (text: string) => number

/**
 * A function that tells which share of the question a text meets; a term that few sentences have counts for
 * more.
 */
function coverageOf(terms: Set<string>, sentences: Sentence[]): Coverage {
  const sets = sentences.map(({ text }) => queryTerms(text))
  const weights = new Map<string, number>()
  let total = 0
  for (const term of terms) {
    const frequency = sets.filter((set) => set.has(term)).length
    const weight = Math.log(1 + (sets.length + 1) / (frequency + 1))
    weights.set(term, weight)
    total += weight
  }
  return (text) => {
    let met = 0
    for (const term of queryTerms(text)) met += weights.get(term) ?? 0
    return total === 0 ? 0 : met / total
  }
}

function candidatesOf(sentences: Sentence[], passage: number, coverage: Coverage): Candidate[] {
  const whole = coverage(sentences.map(({ text }) => text).join('\n'))
  let lead = 0
  return sentences.flatMap(({ text, isLead }, position) => {
    const own = coverage(text)
    if (isLead && position < sentences.length - 1) {
      lead = own
      return []
    }
    const fit = Math.min(1, own + lead)
    // A lead speaks for the sentence right after it, less for those further on.
    lead *= 0.7
    return [{ passage, position, text, score: fit + 0.3 * whole, fit }]
  })
}

/** Sentences of one passage run on; another passage begins a new paragraph. */
function separator(text: string, here: Candidate | undefined, next: Candidate | undefined): string {
  if (!next) return ''
  if (next.passage !== here?.passage) return '\n\n'
  return /[\u3000-\u303f\uff00-\uffef]$/u.test(text) ? '' : ' '
}
