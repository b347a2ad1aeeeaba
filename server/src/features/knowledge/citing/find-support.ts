import { type FormedText, formedText, normalForm } from '#platform/lexical/normal-form.ts'
import { trimmed } from '#platform/text/trimmed.ts'
import type { FoundPassage } from '../passages/passage.ts'
import { sentencesOf, type Stretch } from '../sentences.ts'
import { type Statement, statementOf, support } from './claim.ts'

/** Adjacent sentences of a passage; offsets refer to the passage's text. */
interface Place extends Stretch {
  readonly statements: readonly Statement[]
}

/** A passage prepared for comparing. */
export interface ReadPassage {
  readonly passage: FoundPassage
  /** Its text as words are compared. */
  readonly plain: FormedText
  readonly places: readonly Place[]
}

const SENTENCES_MAX = 3
// A longer quote must be worth it.
const COST_OF_A_SENTENCE = 0.08
const EXACT_CHARACTERS_MIN = 6
// Word look-ups in sentences for one answer: it takes seconds to read and tenths of a second to compute.
const LOOKUPS_MAX = 6_000_000

/** Its sentences, and neighbours together, since a claim may draw on several. */
export function readPassage(passage: FoundPassage): ReadPassage {
  const sentences = sentencesOf(passage.text).map((stretch) => ({
    ...stretch,
    statement: statementOf(passage.text.slice(stretch.start, stretch.end)),
  }))
  const places = sentences.flatMap(({ start }, at) =>
    sentences.slice(at, at + SENTENCES_MAX).map(
      ({ end }, more): Place => ({
        start,
        end,
        statements: sentences.slice(at, at + more + 1).map(({ statement }) => statement),
      }),
    ),
  )
  return { passage, plain: formedText(passage.text, normalForm), places }
}

interface Support {
  readonly passage: FoundPassage
  readonly quote: Stretch
}

/**
 * Finds the passage, and the place in it, that supports a claim best: exact quotes first; null if there is none. For
 * one answer: after very many comparisons, only exact quotes are looked for.
 */
export function openSupport(passages: readonly ReadPassage[]): (claim: Statement) => Support | null {
  let left = LOOKUPS_MAX
  return (claim) => {
    const exact = exactQuote(claim, passages)
    const cost = claim.terms.size * passages.reduce((sum, { places }) => sum + places.length, 0)
    if (exact || cost > left) return exact
    left -= cost
    return bestPlace(claim, passages)
  }
}

const isMark = (character: string) => /[\s\p{P}]/u.test(character)

function exactQuote(claim: Statement, passages: readonly ReadPassage[]): Support | null {
  const wanted = trimmed(normalForm(claim.text), isMark)
  if (wanted.length < EXACT_CHARACTERS_MIN) return null
  for (const { passage, plain } of passages) {
    const start = plain.text.indexOf(wanted)
    if (start >= 0) return { passage, quote: plain.rangeIn({ start, end: start + wanted.length }) }
  }
  return null
}

function bestPlace(claim: Statement, passages: readonly ReadPassage[]): Support | null {
  let best: Support | null = null
  let bestScore = 0
  let denial = 0
  for (const { passage, places } of passages) {
    for (const { start, end, statements } of places) {
      const found = support(claim, statements)
      denial = Math.max(denial, -found)
      const score = found - (statements.length - 1) * COST_OF_A_SENTENCE
      if (score <= bestScore) continue
      best = { passage, quote: { start, end } }
      bestScore = score
    }
  }
  // If one sentence denies it more clearly than another supports it, it is not supported.
  return denial > bestScore ? null : best
}
