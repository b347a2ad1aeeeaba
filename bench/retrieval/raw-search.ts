import { countTerms } from '#platform/lexical/analyse.ts'
import { weighQuestion } from '#platform/lexical/weigh-question.ts'
import { vectorOf } from './made-meanings.ts'

const [K1, B] = [1.2, 0.75]

/**
 * The least that finding passages takes: BM25 over lists in memory, and a scan of vectors in memory, with the same
 * terms and numbers. Nothing is stored, nobody is authenticated, and no passage ever changes.
 */
export interface RawSearch {
  readonly indexedPerSecond: number
  /** Which passages fit a question's words best. */
  byWords(question: string, limit: number): number[]
  /** Which passages are nearest to its vector. */
  byMeaning(question: string, limit: number): number[]
}

interface Occurrences {
  readonly rows: number[]
  readonly counts: number[]
}

export function openRawSearch(passages: readonly string[], dimension: number): RawSearch {
  const begunAt = performance.now()
  const occurrences = new Map<string, Occurrences>()
  const lengths = passages.map((passage, row) => enter(occurrences, passage, row))
  const indexedPerSecond = (passages.length / (performance.now() - begunAt)) * 1_000
  const mean = lengths.reduce((sum, length) => sum + length, 0) / passages.length
  const numbers = new Float32Array(passages.length * dimension)
  for (const [row, passage] of passages.entries()) numbers.set(vectorOf(passage, dimension), row * dimension)
  const points = new Float64Array(passages.length)
  return {
    indexedPerSecond,
    byWords(question, limit) {
      points.fill(0)
      for (const { term, weight } of weighQuestion(question, [])) {
        const { rows = [], counts = [] } = occurrences.get(term) ?? {}
        const worth = weight * Math.log(1 + (passages.length - rows.length + 0.5) / (rows.length + 0.5))
        for (let at = 0; at < rows.length; at++) {
          const [row = 0, count = 0] = [rows[at], counts[at]]
          const length = 1 - B + (B * (lengths[row] ?? 0)) / mean
          points[row] = (points[row] ?? 0) + (worth * count * (K1 + 1)) / (count + K1 * length)
        }
      }
      return bestOf(points, limit)
    },
    byMeaning(question, limit) {
      const asked = vectorOf(question, dimension)
      for (let row = 0; row < passages.length; row++) {
        let sum = 0
        const start = row * dimension
        for (let at = 0; at < dimension; at++) sum += (numbers[start + at] as number) * (asked[at] as number)
        points[row] = sum
      }
      return bestOf(points, limit)
    },
  }
}

/** Lists the terms of a passage; returns their number. */
function enter(occurrences: Map<string, Occurrences>, passage: string, row: number): number {
  let length = 0
  for (const [term, count] of countTerms(passage)) {
    const known = occurrences.get(term) ?? { rows: [], counts: [] }
    known.rows.push(row)
    known.counts.push(count)
    occurrences.set(term, known)
    length += count
  }
  return length
}

function bestOf(points: Float64Array, limit: number): number[] {
  let best: number[] = []
  let least = 0
  for (let row = 0; row < points.length; row++) {
    if ((points[row] as number) <= least) continue
    best.push(row)
    if (best.length < limit * 20) continue
    best = best.sort((a, b) => (points[b] as number) - (points[a] as number)).slice(0, limit)
    least = points[best[limit - 1] ?? 0] as number
  }
  return best.sort((a, b) => (points[b] as number) - (points[a] as number)).slice(0, limit)
}
