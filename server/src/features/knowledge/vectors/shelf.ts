const ROWS_AT_FIRST = 1_024
// Between looks at the rest of the process: a few milliseconds.
const ROWS_AT_ONCE = 4_096

/** A passage and how near it is to a question: 1 means the same, 0 nothing in common. */
export interface Near {
  readonly id: string
  readonly similarity: number
}

/**
 * The vectors of one source in memory, each number rounded to a byte: a quarter of the size, and the order of what is
 * near hardly changes.
 */
export class Shelf {
  readonly #dimension: number
  readonly #rowOf = new Map<string, number>()
  readonly #ids: string[] = []
  #numbers: Int8Array
  #scales: Float32Array
  /** The position of the latest vector in it. */
  position = 0

  constructor(dimension: number) {
    this.#dimension = dimension
    this.#numbers = new Int8Array(ROWS_AT_FIRST * dimension)
    this.#scales = new Float32Array(ROWS_AT_FIRST)
  }

  get bytes(): number {
    return this.#numbers.byteLength + this.#scales.byteLength + this.#ids.length * 100
  }

  /** Puts a vector in, in the place of an earlier one of the passage. One of another dimension is left out. */
  put(id: string, vector: Float32Array): void {
    if (vector.length !== this.#dimension) return
    const row = this.#rowOf.get(id) ?? this.#ids.length
    if (row === this.#scales.length) this.#grow()
    this.#rowOf.set(id, row)
    this.#ids[row] = id
    let largest = 0
    for (const value of vector) largest = Math.max(largest, Math.abs(value))
    const scale = largest / 127 || 1
    this.#scales[row] = scale
    const start = row * this.#dimension
    for (let at = 0; at < vector.length; at++)
      this.#numbers[start + at] = Math.round((vector[at] ?? 0) / scale)
  }

  #grow(): void {
    const numbers = new Int8Array(this.#numbers.length * 2)
    numbers.set(this.#numbers)
    this.#numbers = numbers
    const scales = new Float32Array(this.#scales.length * 2)
    scales.set(this.#scales)
    this.#scales = scales
  }

  /** How near a passage is; null when it has no vector here. */
  similarity(id: string, question: Float32Array): number | null {
    const row = this.#rowOf.get(id)
    return row === undefined || question.length !== this.#dimension ? null : this.#near(row, question)
  }

  /** The nearest passages, nearest first. Looks at all of them, and lets others work in between. */
  async nearest(question: Float32Array, limit: number): Promise<Near[]> {
    if (question.length !== this.#dimension) return []
    let best: Near[] = []
    for (let from = 0; from < this.#ids.length; from += ROWS_AT_ONCE) {
      if (from > 0) await new Promise((go) => setImmediate(go))
      const to = Math.min(from + ROWS_AT_ONCE, this.#ids.length)
      const worst = best.length < limit ? Number.NEGATIVE_INFINITY : (best.at(-1)?.similarity ?? 0)
      const found = best
      for (let row = from; row < to; row++) {
        const similarity = this.#near(row, question)
        if (similarity > worst) found.push({ id: this.#ids[row] ?? '', similarity })
      }
      best = found.sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1)).slice(0, limit)
    }
    return best
  }

  #near(row: number, question: Float32Array): number {
    const dimension = this.#dimension
    const numbers = this.#numbers
    const start = row * dimension
    let sum = 0
    for (let at = 0; at < dimension; at++) sum += (numbers[start + at] as number) * (question[at] as number)
    return sum * (this.#scales[row] ?? 0)
  }
}
