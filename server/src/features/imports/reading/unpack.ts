import { setImmediate as nextTurn } from 'node:timers/promises'
import { Unreadable } from './unreadable.ts'

const UNPACKED_MAX = 256 * 1_048_576
const ENTRIES_MAX = 5_000
// One byte may unpack to a thousand: the limit is checked between chunks of this size.
const PUSHED_BYTES = 16_384

/** The files with conversations in the archives of several systems, and in ours. */
const wanted = /(?:^|\/)conversations(?:[-_]\d+)?\.json$/i

const isZip = (bytes: Uint8Array) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/**
 * The JSON of a file: itself, or the contents of a ZIP archive, unpacked in chunks up to a limit. The sizes stated in
 * the archive are not trusted. Throws Unreadable.
 */
export async function unpack(content: Uint8Array): Promise<Uint8Array[]> {
  if (!isZip(content)) return [content]
  const { Unzip, UnzipInflate } = await import('fflate')
  const found = new Map<string, Uint8Array[]>()
  let left = UNPACKED_MAX
  let entries = 0
  const unzip = new Unzip((file) => {
    entries += 1
    if (entries > ENTRIES_MAX) throw new Unreadable('The archive holds too many files.')
    if (!wanted.test(file.name)) return
    const pieces: Uint8Array[] = []
    found.set(file.name, pieces)
    file.ondata = (error, piece) => {
      if (error instanceof Unreadable) throw error
      if (error) throw new Unreadable('The archive is damaged, or protected by a password.')
      left -= piece.length
      if (left < 0) throw new Unreadable('The archive is too large when unpacked.')
      pieces.push(piece)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < content.length; at += PUSHED_BYTES) {
      unzip.push(content.subarray(at, at + PUSHED_BYTES), at + PUSHED_BYTES >= content.length)
      // Answers in progress continue in between.
      await nextTurn()
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('The archive is damaged.')
  }
  if (found.size === 0) throw new Unreadable('The archive holds no conversations.json.')
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, pieces]) => new Uint8Array(Buffer.concat(pieces)))
}
