import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import {
  type ContentKeys,
  HEADER_BYTES,
  keyOfHeader,
  openStream,
  openStretch,
  PIECE_BYTES,
  sealedStretch,
  sealStream,
} from './sealed-stream.ts'
import { SealBroken } from './vault.ts'

const key = randomBytes(32)
const keys: ContentKeys = {
  newest: { name: 'abcdef12', key },
  named: (name) => (name === 'abcdef12' ? key : null),
}
const strangers: ContentKeys = { newest: { name: '00000000', key: randomBytes(32) }, named: () => null }

const inBits = (content: Buffer, size: number) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
    })(),
  )
const seal = (content: Buffer, place = 'a/b', size = 7_000) =>
  buffer(inBits(content, size).pipe(sealStream(keys, place)))
function open(sealed: Buffer, place = 'a/b', with_ = keys, size = 5_000): Promise<Buffer> {
  const opening = openStream(with_, place)
  inBits(sealed, size).pipe(opening)
  return buffer(opening)
}

const sizes = [
  0,
  1,
  31,
  32,
  33,
  PIECE_BYTES - 1,
  PIECE_BYTES,
  PIECE_BYTES + 1,
  3 * PIECE_BYTES,
  3 * PIECE_BYTES + 17,
]

describe('encrypted piece by piece', () => {
  test.each(sizes)('%i bytes come back unchanged, however they are split on the way', async (size) => {
    const content = randomBytes(size)
    const sealed = await seal(content)
    expect(sealed.includes(content.subarray(0, 64)) && size > 16).toBe(false)
    for (const bit of [1_000, 65_536, sealed.length + 1])
      expect((await open(sealed, 'a/b', keys, bit)).equals(content)).toBe(true)
  })

  test('unencrypted data passes through unchanged', async () => {
    for (const size of [0, 5, HEADER_BYTES, 200_000]) {
      const content = randomBytes(size)
      expect((await open(content)).equals(content)).toBe(true)
    }
  })

  test('moved, changed, truncated, swapped or encrypted with another key, it does not decrypt', async () => {
    const content = randomBytes(2 * PIECE_BYTES + 5)
    const sealed = await seal(content)
    const changed = Buffer.from(sealed)
    changed[sealed.length - 20] = (changed[sealed.length - 20] ?? 0) ^ 1
    const piece = PIECE_BYTES + 16
    const swapped = Buffer.concat([
      sealed.subarray(0, HEADER_BYTES),
      sealed.subarray(HEADER_BYTES + piece, HEADER_BYTES + 2 * piece),
      sealed.subarray(HEADER_BYTES, HEADER_BYTES + piece),
      sealed.subarray(HEADER_BYTES + 2 * piece),
    ])
    const tried: readonly [Buffer, string, ContentKeys][] = [
      [sealed, 'a/c', keys],
      [sealed, 'a/b', strangers],
      [changed, 'a/b', keys],
      [swapped, 'a/b', keys],
      [sealed.subarray(0, -1), 'a/b', keys],
      [sealed.subarray(0, HEADER_BYTES + piece), 'a/b', keys],
      [sealed.subarray(0, HEADER_BYTES + 2 * piece), 'a/b', keys],
      [sealed.subarray(0, HEADER_BYTES), 'a/b', keys],
    ]
    for (const [given, place, with_] of tried)
      await expect(open(given, place, with_)).rejects.toBeInstanceOf(SealBroken)
  })

  test('a range from the middle is read without the rest', async () => {
    const content = randomBytes(3 * PIECE_BYTES + 17)
    const sealed = await seal(content)
    const own = keyOfHeader(keys, 'a/b', sealed) as Buffer
    const { length } = content
    for (const [start, end] of [
      [0, 0],
      [0, length - 1],
      [PIECE_BYTES - 1, PIECE_BYTES],
      [PIECE_BYTES, 2 * PIECE_BYTES - 1],
      [length - 5, length - 1],
    ] as const) {
      const at = sealedStretch({ start, end })
      const stretch = inBits(sealed.subarray(at.start, at.end + 1), 9_999).pipe(
        openStretch(own, { start, end }),
      )
      expect((await buffer(stretch)).equals(content.subarray(start, end + 1)), `${start}–${end}`).toBe(true)
    }
  })
})
