import { askedWords, type AskedWords } from '#platform/lexical/asked-words.ts'
import { isDenseTerm } from '#platform/lexical/analyse.ts'
import { entryTerms } from '#platform/lexical/entry-terms.ts'
import { quoted } from '#platform/lexical/term-vector.ts'
import type { Scope } from '#kernel/scope.ts'

/** The shortest prefix of a word by which it is found, where only whole terms can be compared. */
const BEGINNING_MIN = 2
const BEGINNING_MAX = 16
const BEGINNING = '^'

type Asking = Pick<Scope, 'app' | 'tenantId'>

/**
 * The terms of a text as its entry stores them: blinded ones if content is encrypted, which cannot be matched by
 * prefix.
 */
export function storedTerms({ app: { contents }, tenantId }: Asking, text: string): string[] {
  const terms = entryTerms(text)
  if (!contents.seals) return terms
  return [...new Set(terms.flatMap((term) => [term, ...beginningsOf(term)]))].map((term) =>
    contents.blind(term, tenantId),
  )
}

function beginningsOf(term: string): string[] {
  if (isDenseTerm(term)) return []
  const letters = [...term]
  const longest = Math.min(letters.length, BEGINNING_MAX)
  return Array.from({ length: Math.max(0, longest - BEGINNING_MIN + 1) }, (_, at) => {
    return BEGINNING + letters.slice(0, BEGINNING_MIN + at).join('')
  })
}

/** A search query for such entries; null if it contains no letter or digit. */
export function askedOf({ app: { contents }, tenantId }: Asking, typed: string): AskedWords | null {
  if (!contents.seals) return askedWords(typed)
  const blind = (term: string) => quoted(contents.blind(term, tenantId))
  const cut = (word: string) => [...word].slice(0, BEGINNING_MAX).join('')
  return askedWords(typed, { term: blind, beginning: (word) => blind(BEGINNING + cut(word)) })
}
