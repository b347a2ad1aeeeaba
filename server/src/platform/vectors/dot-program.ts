// A WebAssembly program, assembled here from its instructions: JavaScript cannot multiply eight numbers at once, and
// takes four to eight times as long.

const I32 = 0x7f
const V128 = 0x7b
const NOTHING = 0x40

/** A number in WebAssembly's encoding (LEB128). All of ours are below 2 ** 14. */
const number = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, value >> 7])
const constant = (value: number) => [0x41, ...(value < 64 ? [value] : [(value & 127) | 128, value >> 7])]
const section = (id: number, bytes: number[]) => [id, ...number(bytes.length), ...bytes]
const name = (text: string) => [text.length, ...Buffer.from(text)]

const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
const loop = (...body: number[][]) => [0x03, NOTHING, ...body.flat(), 0x0b]
const again = [0x0d, 0]
const add = [0x6a]
const isBelow = [0x49]
const store = [0x36, 2, 0]
const vector = {
  zero: [0xfd, 12, ...Array.from({ length: 16 }, () => 0)],
  load: (offset: number) => [0xfd, 0, 0, offset],
  /** Eight bytes as eight numbers of 16 bits. */
  loadBytes: (offset: number) => [0xfd, 1, 0, offset],
  /** Multiplies eight 16-bit numbers with eight others and adds up pairs of products. */
  multiply: [0xfd, ...number(0xba)],
  add: [0xfd, ...number(0xae)],
  lane: (at: number) => [0xfd, 27, at],
}

const [row, rowsEnd, question, questionEnd, result, place, sum] = [0, 1, 2, 3, 4, 5, 6]

const code = [
  loop(
    [...get(question), ...set(place), ...vector.zero, ...set(sum)],
    loop(
      [...get(sum), ...get(row), ...vector.loadBytes(0), ...get(place), ...vector.load(0)],
      [...vector.multiply, ...vector.add],
      [...get(row), ...vector.loadBytes(8), ...get(place), ...vector.load(16)],
      [...vector.multiply, ...vector.add, ...set(sum)],
      [...get(row), ...constant(16), ...add, ...set(row)],
      [...get(place), ...constant(32), ...add, ...tee(place), ...get(questionEnd), ...isBelow, ...again],
    ),
    [...get(result), ...get(sum), ...vector.lane(0)],
    [1, 2, 3].flatMap((at) => [...get(sum), ...vector.lane(at), ...add]),
    [...store, ...get(result), ...constant(4), ...add, ...set(result)],
    [...get(row), ...get(rowsEnd), ...isBelow, ...again],
  ),
  [0x0b],
].flat()

const beginning = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
const locals = [2, 1, I32, 1, V128]

/**
 * Exports `multiply(row, rowsEnd, question, questionEnd, result)`, all byte addresses in the memory `of.memory`: writes
 * the dot product of the question, as 16-bit numbers, with each row of bytes as a 32-bit number. Rows are consecutive
 * and have a multiple of 16 numbers; there is at least one.
 */
export const dotProgram = new WebAssembly.Module(
  Uint8Array.from([
    ...beginning,
    ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
    ...section(2, [1, ...name('of'), ...name('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('multiply'), 0, 0]),
    ...section(10, [1, ...number(locals.length + code.length), ...locals, ...code]),
  ]),
)
