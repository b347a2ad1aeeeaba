import { pipeline, Transform } from 'node:stream'
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { BlobTooLarge } from '#platform/blobs/disk.ts'
import {
  type ContentKeys,
  HEADER_BYTES,
  keyOfHeader,
  openStream,
  openStretch,
  sealedStretch,
  sealStream,
} from '#platform/crypto/sealed-stream.ts'
import type { Blobs } from '#kernel/file-ports.ts'
import { asWriteFailure } from './write-failure.ts'

/**
 * Blobs that are encrypted at rest, each for its own key, if `seals`; existing ones are read as they are stored, so
 * that the operator can turn encryption on and off.
 */
export function sealedBlobs(inner: Blobs, keys: ContentKeys, { seals }: { seals: boolean }): Blobs {
  return {
    ...inner,
    async write(key, content, limitBytes) {
      if (!seals) return inner.write(key, content, limitBytes)
      const hash = createHash('sha256')
      let sizeBytes = 0
      // The size of the original; the stored blob is slightly larger.
      const measure = new Transform({
        transform(piece: Buffer, _encoding, pass) {
          sizeBytes += piece.length
          hash.update(piece)
          pass(sizeBytes > limitBytes ? new BlobTooLarge(`More than ${limitBytes} bytes.`) : null, piece)
        },
      })
      const sealed = pipeline(content, measure, sealStream(keys, key), () => {})
      try {
        await inner.write(key, sealed, Number.POSITIVE_INFINITY)
      } catch (error) {
        throw asWriteFailure(error, limitBytes)
      }
      return { sizeBytes, sha256: hash.digest('hex') }
    },
    async read(key) {
      const content = await inner.read(key)
      const own = keyOfHeader(keys, key, Buffer.from(content.subarray(0, HEADER_BYTES)))
      if (!own) return content
      const opening = openStream(keys, key)
      opening.end(content)
      return buffer(opening)
    },
    async open(key, range) {
      if (!range) return pipeline(await inner.open(key), openStream(keys, key), () => {})
      const header = await buffer(await inner.open(key, { start: 0, end: HEADER_BYTES - 1 }))
      const own = keyOfHeader(keys, key, header)
      if (!own) return inner.open(key, range)
      const { start, end } = sealedStretch(range)
      return pipeline(await inner.open(key, { start, end }), openStretch(own, range), () => {})
    },
  }
}
