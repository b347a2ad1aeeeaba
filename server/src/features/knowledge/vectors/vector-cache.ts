import { dotProducts, largestOf, strideOf } from '#platform/vectors/dot-products.ts'

const ROWS_AT_FIRST = 64
const GROWTH = 1.25
// Its id, in two places, as measured.
const BYTES_OF_ID = 120
// Compared between turns of the event loop: a few milliseconds.
const BYTES_AT_ONCE = 8 * 1_048_576

/** A passage and its similarity to a question: 1 for the same meaning, 0 for none in common. */
export interface Near {
  readonly id: string
  readonly similarity: number
}

/**
 * The vectors of one knowledge base in memory, each number rounded to one byte: a quarter of the size, with almost the
 * same ranking.
 */
export class VectorCache {
  readonly #dimension: number
  readonly #stride: number
  readonly #rowOf = new Map<string, number>()
  readonly #ids: string[] = []
  #numbers: Int8Array
  #scales: Float32Array
  /** The position of the latest vector in it. */
  position = 0

  constructor(dimension: number) {
    this.#dimension = dimension
    this.#stride = strideOf(dimension)
    this.#numbers = new Int8Array(0)
    this.#scales = new Float32Array(0)
  }

  /** How many passages are in it. */
  get size(): number {
    return this.#ids.length
  }

  /** The memory it uses, including what is reserved for more vectors. */
  get bytes(): number {
    return this.#scales.length * this.#bytesOfRow
  }

  get #bytesOfRow(): number {
    return this.#stride + Float32Array.BYTES_PER_ELEMENT + BYTES_OF_ID
  }

  /** The memory it needs at least with this many more vectors. */
  bytesWith(rows: number): number {
    return (this.#ids.length + rows) * this.#bytesOfRow
  }

  /** Reserves memory for more vectors, up to a number of bytes; false, without a change, if they do not fit. */
  reserve(rows: number, bytesMore: number): boolean {
    const [capacity, needed] = [this.#scales.length, this.#ids.length + rows]
    if (needed <= capacity) return true
    const most = capacity + Math.floor(bytesMore / this.#bytesOfRow)
    if (needed > most) return false
    this.#grow(Math.min(Math.max(needed, Math.ceil(capacity * GROWTH), ROWS_AT_FIRST), most))
    return true
  }

  /** Adds the vector of a passage, or replaces it. One with another dimension is ignored. */
  put(id: string, vector: Float32Array): void {
    if (vector.length !== this.#dimension) return
    const row = this.#rowOf.get(id) ?? this.#ids.length
    if (row === this.#ids.length) this.reserve(1, Number.POSITIVE_INFINITY)
    this.#rowOf.set(id, row)
    this.#ids[row] = id
    const scale = largestOf(vector) / 127 || 1
    this.#scales[row] = scale
    const start = row * this.#stride
    for (let at = 0; at < vector.length; at++)
      this.#numbers[start + at] = Math.round((vector[at] ?? 0) / scale)
  }

  /** Removes a deleted passage. */
  drop(id: string): void {
    const row = this.#rowOf.get(id)
    const last = row === undefined ? undefined : this.#ids.pop()
    if (row === undefined || last === undefined) return
    this.#rowOf.delete(id)
    if (last === id) return
    // The last row takes its place.
    const from = this.#ids.length * this.#stride
    this.#numbers.copyWithin(row * this.#stride, from, from + this.#stride)
    this.#scales[row] = this.#scales[this.#ids.length] ?? 0
    this.#ids[row] = last
    this.#rowOf.set(last, row)
  }

  #grow(rows: number): void {
    const numbers = new Int8Array(rows * this.#stride)
    numbers.set(this.#numbers)
    this.#numbers = numbers
    const scales = new Float32Array(rows)
    scales.set(this.#scales)
    this.#scales = scales
  }

  /** How near a passage is; null when it has no vector here. */
  similarity(id: string, question: Float32Array): number | null {
    const row = this.#rowOf.get(id)
    if (row === undefined || question.length !== this.#dimension) return null
    let sum = 0
    const start = row * this.#stride
    for (const [at, value] of question.entries()) sum += (this.#numbers[start + at] ?? 0) * value
    return sum * (this.#scales[row] ?? 0)
  }

  /** The nearest passages, optionally among some, nearest first. Compares all of them, and yields to other work. */
  async nearest(question: Float32Array, limit: number, among?: ReadonlySet<string>): Promise<Near[]> {
    if (question.length !== this.#dimension) return []
    const rowsAtOnce = Math.ceil(BYTES_AT_ONCE / this.#stride)
    let best: Near[] = []
    for (let from = 0; from < this.#ids.length; from += rowsAtOnce) {
      if (from > 0) await new Promise((go) => setImmediate(go))
      const to = Math.min(from + rowsAtOnce, this.#ids.length)
      const found = best
      const worst = best.length < limit ? Number.NEGATIVE_INFINITY : (best.at(-1)?.similarity ?? 0)
      const rows = this.#numbers.subarray(from * this.#stride, to * this.#stride)
      dotProducts(rows, question, (row, product) => {
        const similarity = product * (this.#scales[from + row] ?? 0)
        const id = this.#ids[from + row] ?? ''
        if (similarity > worst && (!among || among.has(id))) found.push({ id, similarity })
      })
      best = found.sort((a, b) => b.similarity - a.similarity || (a.id < b.id ? -1 : 1)).slice(0, limit)
    }
    return best
  }
}
