import { inflateRawSync } from 'node:zlib'
import { Refusal } from './refusal.ts'

const ENTRIES_MAX = 2_000
const UNPACKED_MAX = 100 * 1_048_576
const RATIO_MAX = 200
// Small files of repetitive markup compress very well and are harmless.
const RATIO_FROM_BYTES = 1_048_576

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const STORED = 0
const DEFLATED = 8

const damaged = () => new Refusal('damaged', 'The file is damaged: it is not a readable ZIP archive.')
const bomb = () =>
  new Refusal('unpacks-too-far', 'The file is too large when unpacked, so it was not opened.')

/**
 * Unpacks every entry of a ZIP-based document against hard limits and discards the result, so that later readers meet
 * no more than was allowed. Sizes stated in the archive are not trusted. Throws Refusal.
 */
export function checkZip(content: Uint8Array): void {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  try {
    let left = UNPACKED_MAX
    for (const entry of directoryOf(bytes)) left -= unpackedSize(bytes, entry, left)
  } catch (error) {
    throw error instanceof RangeError ? damaged() : error
  }
}

/**
 * The paths in a ZIP archive; none if it is unreadable or has too many entries. Throws Refusal for an encrypted one, of
 * which only the paths are readable.
 */
export function entryNames(content: Uint8Array): string[] {
  try {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
    return directoryOf(bytes).map(({ name }) => name)
  } catch (error) {
    const isOther = error instanceof Refusal && error.reason !== 'password'
    if (error instanceof RangeError || isOther) return []
    throw error
  }
}

interface Entry {
  name: string
  method: number
  packedSize: number
  localStart: number
}

function directoryOf(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
  if (end < 0 || bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw damaged()
  const count = bytes.readUInt16LE(end + 10)
  if (count > ENTRIES_MAX) throw bomb()
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged()
    if (bytes.readUInt16LE(at + 8) & 1)
      throw new Refusal('password', 'The file is protected by a password. Remove it and send the file again.')
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      localStart: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function unpackedSize(bytes: Buffer, { method, packedSize, localStart }: Entry, left: number): number {
  if (bytes.readUInt32LE(localStart) !== LOCAL_ENTRY) throw damaged()
  const start = localStart + 30 + bytes.readUInt16LE(localStart + 26) + bytes.readUInt16LE(localStart + 28)
  if (start + packedSize > bytes.length) throw damaged()
  const size =
    method === STORED ? packedSize : inflatedSize(bytes.subarray(start, start + packedSize), method, left)
  if (size > left || (size > RATIO_FROM_BYTES && size > packedSize * RATIO_MAX)) throw bomb()
  return size
}

function inflatedSize(packed: Buffer, method: number, left: number): number {
  if (method !== DEFLATED) throw damaged()
  try {
    return inflateRawSync(packed, { maxOutputLength: left + 1 }).length
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw isTooLarge ? bomb() : damaged()
  }
}
