import { dotProgram } from './dot-program.ts'

const PAGE = 65_536
// Fits into the CPU cache, so that rows are read from main memory once.
const CHUNK_BYTES = 256 * 1_024
const STEP = 16
// The largest number of a question: with rows of bytes, 8,192 products add up to less than 32 bits hold.
const LARGEST = 2_047

/** The bytes of a row with that many numbers: padded with zeros to a multiple of 16. */
export const strideOf = (dimension: number): number => Math.ceil(dimension / STEP) * STEP

type Multiply = (row: number, rowsEnd: number, question: number, questionEnd: number, result: number) => void

/** One scratch memory for everyone: nothing remains in it between two calls. */
function openScratch() {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * CHUNK_BYTES) / PAGE) })
  const { exports } = new WebAssembly.Instance(dotProgram, { of: { memory } })
  return { memory, multiply: exports.multiply as Multiply }
}
let scratch: ReturnType<typeof openScratch> | null = null

/**
 * Multiplies rows of signed bytes, one behind the other, each `strideOf(question.length)` long, with a question of at
 * most 8,192 numbers between -1 and 1. Tells the dot product of each row, in order, as far as bytes are exact: the
 * question is rounded to 12 bits.
 */
export function dotProducts(
  rows: Int8Array,
  question: Float32Array,
  tell: (row: number, product: number) => void,
): void {
  const { memory, multiply } = (scratch ??= openScratch())
  const stride = strideOf(question.length)
  const scale = largestOf(question) / LARGEST || 1
  const asked = new Int16Array(memory.buffer, 0, stride).fill(0)
  for (const [at, value] of question.entries()) asked[at] = Math.round(value / scale)
  const results = new Int32Array(memory.buffer, CHUNK_BYTES, CHUNK_BYTES / 4)
  const start = 2 * CHUNK_BYTES
  const rowsAtOnce = Math.max(1, Math.floor(CHUNK_BYTES / stride))
  const count = rows.length / stride
  for (let from = 0; from < count; from += rowsAtOnce) {
    const to = Math.min(from + rowsAtOnce, count)
    new Int8Array(memory.buffer, start, (to - from) * stride).set(rows.subarray(from * stride, to * stride))
    multiply(start, start + (to - from) * stride, 0, 2 * stride, CHUNK_BYTES)
    for (let row = from; row < to; row++) tell(row, (results[row - from] as number) * scale)
  }
}

/** The largest of these numbers, whatever its sign. */
export function largestOf(numbers: Float32Array): number {
  let largest = 0
  for (const value of numbers) largest = Math.max(largest, Math.abs(value))
  return largest
}
