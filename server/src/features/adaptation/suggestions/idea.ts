import { diffLines } from '#features/agents/index.ts'
import { normal } from '#platform/lexical/analyse.ts'

const TERMS_MAX = 400
const ALIKE = 0.65

/**
 * The idea of a change of instructions: the words of what it adds, pairs of characters for Han. Another wording has
 * mostly the same ones, so that the same idea is recognized.
 */
export function ideaOf(before: string, after: string): string[] {
  const added = diffLines(before, after)
    .filter(({ kind }) => kind === 'added')
    .map(({ text }) => text)
  return [...new Set(added.flatMap(termsOf))].sort().slice(0, TERMS_MAX)
}

function termsOf(line: string): string[] {
  const text = normal(line)
  const words = text.match(/[\p{Letter}\p{Number}]+/gu) ?? []
  return words.flatMap((word) => {
    if (!/\p{Script=Han}/u.test(word)) return word.length > 2 ? [word] : []
    const characters = [...word]
    return characters.length === 1
      ? [word]
      : characters.slice(1).map((second, at) => `${characters[at]}${second}`)
  })
}

/** Whether two ideas are the same: most of their terms match. */
export function isSameIdea(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return one.length === other.length
  const known = new Set(other)
  const shared = one.filter((term) => known.has(term)).length
  return (2 * shared) / (one.length + other.length) >= ALIKE
}
