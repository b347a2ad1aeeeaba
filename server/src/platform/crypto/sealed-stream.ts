import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import { SealBroken } from './vault.ts'

/** Keys for what is sealed by the piece: that which is sealed with, and those that are opened with besides. */
export interface ContentKeys {
  /** The key that is sealed with. Its name gives nothing of it away. */
  readonly newest: { readonly name: string; readonly key: Buffer }
  /** The key of that name; null where it is not had. */
  named(name: string): Buffer | null
}

/*
 * A sealed stream is a header and pieces. The header: 8 bytes that say what it is, 8 letters that name the key, 16 random
 * bytes. From these, the key and the place where it is kept comes a key of its own. Each piece is AES-256-GCM, its nonce
 * the number of the piece and whether it is the last, so that pieces can neither be moved nor left out.
 */
const MAGIC = Buffer.from('parley\u00011', 'latin1')
const NAME_BYTES = 8
const SALT_BYTES = 16
const KEY_BYTES = 32
const TAG_BYTES = 16
/** What is sealed at a time. */
export const PIECE_BYTES = 65_536
const SEALED_PIECE_BYTES = PIECE_BYTES + TAG_BYTES
export const HEADER_BYTES = MAGIC.length + NAME_BYTES + SALT_BYTES

const keyFor = (key: Buffer, salt: Uint8Array, place: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, `content of ${place}`, KEY_BYTES))

function nonceOf(piece: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(piece, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function sealPiece(key: Buffer, content: Buffer, piece: number, isLast: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(piece, isLast))
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()])
}

function openPiece(key: Buffer, sealed: Buffer, piece: number, isLast: boolean): Buffer {
  if (sealed.length < TAG_BYTES) throw new SealBroken('The encrypted data is truncated.')
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(piece, isLast))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch (error) {
    throw new SealBroken('The encrypted data belongs elsewhere, was changed or is truncated.', {
      cause: error,
    })
  }
}

/** The key of a stream that begins with this header; null where it is none of ours. Throws SealBroken for a key that is not had. */
export function keyOfHeader(keys: ContentKeys, place: string, header: Buffer): Buffer | null {
  if (header.length < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) return null
  const name = header.subarray(MAGIC.length, MAGIC.length + NAME_BYTES).toString('latin1')
  const key = keys.named(name)
  if (!key) throw new SealBroken('It was encrypted with another key.')
  return keyFor(key, header.subarray(MAGIC.length + NAME_BYTES, HEADER_BYTES), place)
}

/** Seals what goes through it, for the place where it will be kept. */
export function sealStream(keys: ContentKeys, place: string): Transform {
  const salt = randomBytes(SALT_BYTES)
  const key = keyFor(keys.newest.key, salt, place)
  const waiting = new Waiting()
  let piece = 0
  return new Transform({
    construct(done) {
      this.push(Buffer.concat([MAGIC, Buffer.from(keys.newest.name, 'latin1'), salt]))
      done()
    },
    transform(content: Buffer, _encoding, done) {
      waiting.add(content)
      // The last piece is told by its end, so one is always held back.
      while (waiting.length > PIECE_BYTES) {
        this.push(sealPiece(key, waiting.take(PIECE_BYTES), piece, false))
        piece += 1
      }
      done()
    },
    flush(done) {
      this.push(sealPiece(key, waiting.take(waiting.length), piece, true))
      done()
    },
  })
}

/**
 * Opens what goes through it, and lets through as it is what was never sealed. Ends with SealBroken for what was sealed under
 * a key that is not had or for another place, was changed, or is cut; what came before is the beginning of what was sealed.
 */
export function openStream(keys: ContentKeys, place: string): Transform {
  const waiting = new Waiting()
  let key: Buffer | null | undefined
  let piece = 0
  const begin = () => {
    const header = waiting.peek(HEADER_BYTES)
    key = keyOfHeader(keys, place, header)
    if (key) waiting.take(HEADER_BYTES)
  }
  const openAll = (transform: Transform) => {
    if (key === null) return transform.push(waiting.take(waiting.length))
    while (key && waiting.length > SEALED_PIECE_BYTES) {
      transform.push(openPiece(key, waiting.take(SEALED_PIECE_BYTES), piece, false))
      piece += 1
    }
    return true
  }
  return new Transform({
    transform(content: Buffer, _encoding, done) {
      attempt(done, () => {
        waiting.add(content)
        if (key === undefined && waiting.length >= HEADER_BYTES) begin()
        if (key !== undefined) openAll(this)
      })
    },
    flush(done) {
      attempt(done, () => {
        if (key === undefined) begin()
        openAll(this)
        if (key) this.push(openPiece(key, waiting.take(waiting.length), piece, true))
      })
    },
  })
}

function attempt(done: TransformCallback, work: () => void): void {
  try {
    work()
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)))
    return
  }
  done()
}

/** Where the pieces lie that hold a stretch of the content, both ends included. */
export const sealedStretch = ({ start, end }: { start: number; end: number }) => {
  const first = Math.floor(start / PIECE_BYTES)
  const last = Math.floor(end / PIECE_BYTES)
  return {
    start: HEADER_BYTES + first * SEALED_PIECE_BYTES,
    end: HEADER_BYTES + (last + 1) * SEALED_PIECE_BYTES - 1,
  }
}

/** Opens pieces from the middle of a sealed stream, and lets that stretch of the content through. */
export function openStretch(key: Buffer, { start, end }: { start: number; end: number }): Transform {
  const waiting = new Waiting()
  let piece = Math.floor(start / PIECE_BYTES)
  const wanted = (content: Buffer, at: number) => {
    const from = at * PIECE_BYTES
    return content.subarray(Math.max(0, start - from), Math.max(0, end + 1 - from))
  }
  return new Transform({
    transform(content: Buffer, _encoding, done) {
      attempt(done, () => {
        waiting.add(content)
        while (waiting.length > SEALED_PIECE_BYTES) {
          this.push(wanted(openPiece(key, waiting.take(SEALED_PIECE_BYTES), piece, false), piece))
          piece += 1
        }
      })
    },
    flush(done) {
      attempt(done, () => {
        if (waiting.length === 0) return
        // Whether the last of these pieces is the last of all is not told by where it lies.
        const sealed = waiting.take(waiting.length)
        this.push(wanted(openEither(key, sealed, piece), piece))
      })
    },
  })
}

function openEither(key: Buffer, sealed: Buffer, piece: number): Buffer {
  try {
    return openPiece(key, sealed, piece, true)
  } catch {
    return openPiece(key, sealed, piece, false)
  }
}

/** Bytes that came and were not taken yet. Nothing is copied twice, however small the pieces come. */
class Waiting {
  #pieces: Buffer[] = []
  length = 0

  add(piece: Buffer): void {
    this.#pieces.push(piece)
    this.length += piece.length
  }

  peek(length: number): Buffer {
    const whole = Buffer.concat(this.#pieces)
    this.#pieces = [whole]
    return whole.subarray(0, length)
  }

  take(length: number): Buffer {
    const whole = this.#pieces.length === 1 && this.#pieces[0] ? this.#pieces[0] : Buffer.concat(this.#pieces)
    this.#pieces = length < whole.length ? [whole.subarray(length)] : []
    this.length = Math.max(0, whole.length - length)
    return whole.subarray(0, length)
  }
}
