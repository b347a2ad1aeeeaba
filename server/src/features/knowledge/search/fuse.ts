// Words alone beat vectors alone for names and numbers; both together are best.
const MEANING = 0.5

/** A passage as seen by both halves of a search; null for a half that did not find it. */
export interface Fused {
  readonly id: string
  readonly score: number
  readonly words: number | null
  readonly similarity: number | null
  /** Its rank in each half, from 1. */
  readonly wordsPlace: number | null
  readonly similarityPlace: number | null
}

/**
 * Merges the results by words and by vectors into one order. Both scores are scaled to 0…1 and added; a passage without
 * a vector counts by its words alone.
 */
export function fuse(
  byWords: readonly { id: string; score: number }[],
  ids: readonly string[],
  similarityOf: (id: string) => number | null,
): Fused[] {
  const words = new Map(byWords.map(({ id, score }) => [id, score]))
  const all = [...new Set([...words.keys(), ...ids])].map((id) => ({ id, similarity: similarityOf(id) }))
  const known = all.flatMap(({ similarity }) => similarity ?? [])
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const wordsPlace = placesOf(byWords.map(({ id }) => id))
  const similarityPlace = placesOf(
    all
      .filter(({ similarity }) => similarity !== null)
      .sort((a, b) => (b.similarity ?? 0) - (a.similarity ?? 0))
      .map(({ id }) => id),
  )
  const bestWords = Math.max(...words.values())
  return all
    .map(({ id, similarity }) => {
      const score = words.get(id) ?? null
      const byScore = score === null ? 0 : score / bestWords
      const byMeaning = similarity === null ? null : most > least ? (similarity - least) / (most - least) : 1
      const fused = byMeaning === null ? byScore : (1 - MEANING) * byScore + MEANING * byMeaning
      return {
        id,
        score: Math.round(fused * 1e6) / 1e6,
        words: score,
        similarity,
        wordsPlace: wordsPlace.get(id) ?? null,
        similarityPlace: similarityPlace.get(id) ?? null,
      }
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

const placesOf = (ids: readonly string[]): Map<string, number> => new Map(ids.map((id, at) => [id, at + 1]))
