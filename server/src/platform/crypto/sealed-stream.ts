import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import { SealBroken } from './vault.ts'

/** Keys for encrypting in chunks: the current one, and older ones for decryption. */
export interface ContentKeys {
  /** The current key. Its name reveals nothing about it. */
  readonly newest: { readonly name: string; readonly key: Buffer }
  /** The key with that name; null if it is missing. */
  named(name: string): Buffer | null
}

/*
 * An encrypted stream is a header and chunks. The header: 8 magic bytes, 8 letters that name the key, 16 random bytes.
 * A stream key is derived from these, the key and the place where the stream is stored. Each chunk is AES-256-GCM, with
 * the number of the chunk and whether it is the last as its nonce, so that chunks can neither be reordered nor dropped.
 */
const MAGIC = Buffer.from('parley\u00011', 'latin1')
const NAME_BYTES = 8
const SALT_BYTES = 16
const KEY_BYTES = 32
const TAG_BYTES = 16
/** The size of a chunk before encryption. */
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

/** The key of a stream with this header; null if the header is not ours. Throws SealBroken if the key is missing. */
export function keyOfHeader(keys: ContentKeys, place: string, header: Buffer): Buffer | null {
  if (header.length < HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) return null
  const name = header.subarray(MAGIC.length, MAGIC.length + NAME_BYTES).toString('latin1')
  const key = keys.named(name)
  if (!key) throw new SealBroken('It was encrypted with another key.')
  return keyFor(key, header.subarray(MAGIC.length + NAME_BYTES, HEADER_BYTES), place)
}

/** Encrypts a stream for the place where it will be stored. */
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
      // The last chunk is marked as such, so one is always held back.
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
 * Decrypts a stream, and passes unencrypted ones through unchanged. Ends with SealBroken if its key is missing, if it
 * was encrypted for another place, changed, or truncated; the output before that is the beginning of the content.
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

/** The byte range of the chunks that contain a range of the content, both inclusive. */
export const sealedStretch = ({ start, end }: { start: number; end: number }) => {
  const first = Math.floor(start / PIECE_BYTES)
  const last = Math.floor(end / PIECE_BYTES)
  return {
    start: HEADER_BYTES + first * SEALED_PIECE_BYTES,
    end: HEADER_BYTES + (last + 1) * SEALED_PIECE_BYTES - 1,
  }
}

/** Decrypts chunks from the middle of an encrypted stream, and returns that range of the content. */
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
        // The position does not tell whether the last of these chunks is the last of the stream.
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

/** Received bytes that were not consumed yet. Nothing is copied twice, however small the chunks. */
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
