import type { ModelPassage } from '#kernel/model-ports.ts'
import { type Terms, termsOf, weighAmong, type WeighedQuestion } from '#platform/lexical/question-share.ts'
import { sentencesOf } from './sentences.ts'
import { tableOf } from './unspoken-lines.ts'

const QUESTION_CHARACTERS = 2_000
/** An attached file may be longer than any passage; this much of it is read. */
const PASSAGE_CHARACTERS = 40_000
/** At least this share of a question has to be met in one place; by pairs of characters, fewer of which agree. */
const FIT = { spaced: 0.36, dense: 0.19 }
/** A later passage comes first instead of the best-ranked one only if it matches this much better. */
const CLEARLY_BETTER = 1.5
/** Further passages are used if they match nearly as well as the best one. */
const AS_WELL = 0.95
const MOST_SENTENCES = 3

interface Candidate {
  passage: number
  text: string
  /** How much of the question it says itself, and what leads up to it. */
  score: number
  /** The same including its context. */
  fit: number
}

/**
 * The one to three sentences of the passages that answer the question best, each word for word. The first matching
 * passage leads; null if none matches.
 */
export function extractAnswer(question: string, passages: readonly ModelPassage[]): string | null {
  const wholes = passages.map(({ documentName, text }) => termsOf(`${documentName}\n${text}`))
  const asked = weighAmong(question.slice(0, QUESTION_CHARACTERS), wholes)
  const found = passages.map((passage, at) => candidatesOf(passage, at, asked))
  const least = asked.isDense ? FIT.dense : FIT.spaced
  const fits = found.map((candidates) => Math.max(0, ...candidates.map(({ fit }) => fit)))
  const best = Math.max(0, ...fits)
  const lead = fits.findIndex((fit) => fit >= least && fit * CLEARLY_BETTER >= best)
  if (lead < 0) return null
  const main = bestOf(found[lead] ?? [])
  const [first] = main.toSorted((a, b) => b.score - a.score)
  const others = found
    .filter((_, at) => at !== lead && (fits[at] ?? 0) >= (fits[lead] ?? 0) * AS_WELL)
    .flatMap((candidates) => bestOf(candidates).slice(0, 1))
    .filter(({ score }) => score >= (first?.score ?? 0) * AS_WELL)
  const chosen: Candidate[] = []
  for (const candidate of [...main, ...others])
    if (chosen.length < MOST_SENTENCES && chosen.every(({ text }) => !text.includes(candidate.text)))
      chosen.push(candidate)
  return chosen.map(({ text }, at) => text + separator(chosen[at], chosen[at + 1])).join('')
}

/** The best sentences of one passage, in their order. */
function bestOf(candidates: readonly Candidate[]): Candidate[] {
  const ranked = candidates.toSorted((a, b) => b.score - a.score || b.fit - a.fit)
  const best = ranked[0]?.score ?? 0
  const chosen = new Set(ranked.filter(({ score }) => score >= best * 0.6).slice(0, MOST_SENTENCES))
  return candidates.filter((candidate) => chosen.has(candidate))
}

function candidatesOf(
  { documentName, text: whole }: ModelPassage,
  passage: number,
  asked: WeighedQuestion,
): Candidate[] {
  const text = whole.slice(0, PASSAGE_CHARACTERS)
  const sentences = sentencesOf(text)
  const named = termsOf(documentName)
  const said = sentences.map((sentence) => termsOf(sentence.text))
  if (sentences.length === 0) return rowsOf(text, named, passage, asked)
  const isSpoken = sentences.some(({ isLead }) => !isLead)
  let leads: { terms: Terms; weight: number } = { terms: new Set(), weight: 0 }
  return sentences.flatMap((sentence, at) => {
    const own = said[at] ?? new Set()
    if (sentence.isLead && isSpoken) {
      leads = { terms: own, weight: 1 }
      return []
    }
    const { terms, weight } = leads
    const led = (term: string) => (own.has(term) ? 1 : terms.has(term) ? weight : 0)
    const near = (term: string) => (said[at - 1]?.has(term) || said[at + 1]?.has(term) ? 0.7 : 0)
    const fit = asked.share((term) => (named.has(term) ? 1 : Math.max(led(term), near(term))))
    const score = asked.share(led)
    // A lead speaks for the sentence right after it, less for those further on.
    leads = { terms, weight: weight * 0.7 }
    return [{ passage, text: sentence.text, score, fit }]
  })
}

/** The best row of a passage that is just a table, below its header. */
function rowsOf(text: string, named: Terms, passage: number, asked: WeighedQuestion): Candidate[] {
  const [header, ...rows] = tableOf(text)
  if (!header) return []
  const above = termsOf(header.join('\n'))
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return rows
    .map((row) => {
      const own = termsOf(row.join('\n'))
      return {
        passage,
        text: [line(header), line(header.map(() => '---')), line(row)].join('\n'),
        score: asked.share((term) => (own.has(term) ? 1 : 0)),
        fit: asked.share((term) => (own.has(term) || above.has(term) || named.has(term) ? 1 : 0)),
      }
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, 1)
}

/** Sentences of one passage continue; another passage starts a new paragraph. */
function separator(here: Candidate | undefined, next: Candidate | undefined): string {
  if (!here || !next) return ''
  if (next.passage !== here.passage) return '\n\n'
  return /[\u3000-\u303f\uff00-\uffef]$/u.test(here.text) ? '' : ' '
}
