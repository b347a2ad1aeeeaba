import { askedWords, type AskedWords } from '#platform/lexical/asked-words.ts'
import { isDenseTerm } from '#platform/lexical/analyse.ts'
import { entryTerms } from '#platform/lexical/entry-terms.ts'
import { quoted } from '#platform/lexical/term-vector.ts'
import type { Scope } from '#kernel/scope.ts'

/** Beginnings of a word that it is found by, where only whole ones can be compared. */
const BEGINNING_MIN = 2
const BEGINNING_MAX = 16
const BEGINNING = '^'

type Asking = Pick<Scope, 'app' | 'tenantId'>

/** The terms of a text as its entry holds them: blind ones where content is sealed, which no beginning can be told of. */
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

/** What somebody looks for, asked of such entries; null when there is no letter and no digit in it. */
export function askedOf({ app: { contents }, tenantId }: Asking, typed: string): AskedWords | null {
  if (!contents.seals) return askedWords(typed)
  const blind = (term: string) => quoted(contents.blind(term, tenantId))
  const cut = (word: string) => [...word].slice(0, BEGINNING_MAX).join('')
  return askedWords(typed, { term: blind, beginning: (word) => blind(BEGINNING + cut(word)) })
}
