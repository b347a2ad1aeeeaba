import { Unreadable } from './unreadable.ts'

const ITEMS_MAX = 50_000
const ITEM_BYTES_MAX = 32 * 1_048_576
const DEPTH_MAX = 200

export interface ByteRange {
  start: number
  end: number
}

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])
const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/**
 * The byte ranges of the conversations in a JSON file: the elements of a list, those of its member `conversations`, or
 * the single object. Only the frame is scanned; each item is parsed on its own, so that a broken or huge one costs only
 * itself. Throws Unreadable.
 */
export function itemsOf(bytes: Uint8Array): ByteRange[] {
  const start = startOf(bytes)
  if (bytes[start] === 0x5b) return elementsFrom(bytes, start)
  if (bytes[start] !== 0x7b) throw new Unreadable('The file does not contain conversations as JSON.')
  const list = memberAt(bytes, start, 'conversations')
  if (list !== null && bytes[list] === 0x5b) return elementsFrom(bytes, list)
  const end = endOfValue(bytes, start)
  return [withinLimit({ start, end })]
}

/** The first meaningful byte, after a byte order mark. */
function startOf(bytes: Uint8Array): number {
  const after = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return skipBlank(bytes, after)
}

const skipBlank = (bytes: Uint8Array, from: number): number => {
  let at = from
  while (isBlank(bytes[at])) at += 1
  return at
}

const withinLimit = (range: ByteRange): ByteRange => {
  if (range.end - range.start > ITEM_BYTES_MAX)
    throw new Unreadable('One conversation of the file is too large.')
  return range
}

function elementsFrom(bytes: Uint8Array, list: number): ByteRange[] {
  const items: ByteRange[] = []
  let at = skipBlank(bytes, list + 1)
  while (!closing.has(bytes[at] ?? -1)) {
    if (items.length === ITEMS_MAX) throw new Unreadable('The file holds too many conversations.')
    const end = endOfValue(bytes, at)
    items.push(withinLimit({ start: at, end }))
    at = skipBlank(bytes, end)
    if (bytes[at] === COMMA) at = skipBlank(bytes, at + 1)
    else if (!closing.has(bytes[at] ?? -1)) throw brokenOff()
  }
  return items
}

/** Where the value of an object's member starts; null if there is none of that name. */
function memberAt(bytes: Uint8Array, object: number, name: string): number | null {
  let at = skipBlank(bytes, object + 1)
  while (!closing.has(bytes[at] ?? -1)) {
    const keyEnd = endOfValue(bytes, at)
    const key = new TextDecoder().decode(bytes.subarray(at + 1, keyEnd - 1))
    const colon = skipBlank(bytes, keyEnd)
    if (bytes[colon] !== COLON) throw brokenOff()
    const value = skipBlank(bytes, colon + 1)
    if (key === name) return value
    at = skipBlank(bytes, endOfValue(bytes, value))
    if (bytes[at] === COMMA) at = skipBlank(bytes, at + 1)
    else if (!closing.has(bytes[at] ?? -1)) throw brokenOff()
  }
  return null
}

/** Where a value ends: only counts brackets outside of strings. */
function endOfValue(bytes: Uint8Array, start: number): number {
  let depth = 0
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? -1
    if (byte === QUOTE) {
      at = endOfString(bytes, at)
      if (depth === 0) return at + 1
    } else if (opening.has(byte)) {
      depth += 1
      if (depth > DEPTH_MAX) throw new Unreadable('The file is nested too deeply.')
    } else if (closing.has(byte)) {
      if (depth === 0) return at
      depth -= 1
      if (depth === 0) return at + 1
    } else if (depth === 0 && (byte === COMMA || isBlank(byte))) return at
  }
  throw brokenOff()
}

/** The closing quote of the string that starts here. */
function endOfString(bytes: Uint8Array, quote: number): number {
  for (let at = quote + 1; at < bytes.length; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1
    else if (bytes[at] === QUOTE) return at
  }
  throw brokenOff()
}

const brokenOff = () => new Unreadable('The file is not JSON, or it is truncated.')
