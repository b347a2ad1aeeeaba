import { buffer } from 'node:stream/consumers'
import { BlobTooLarge, isDiskFull } from '#platform/blobs/disk.ts'
import { type Bucket, openS3Blobs } from '#platform/blobs/s3.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import type { Blobs, ByteRange } from '#kernel/file-ports.ts'
import { asWriteFailure } from './write-failure.ts'

/** Blobs in a bucket that speaks S3. */
export function s3Blobs(bucket: Bucket): Blobs {
  const store = openS3Blobs(bucket)
  const reached = async <T>(doing: Promise<T>): Promise<T> => {
    try {
      return await doing
    } catch (error) {
      if (error instanceof Fault || error instanceof BlobTooLarge || isDiskFull(error)) throw error
      throw new Fault('unavailable', 'File storage is not available right now.', { cause: error })
    }
  }
  const open = async (key: string, range?: ByteRange) => {
    const content = await reached(store.open(key, range))
    if (!content) throw notFound('file')
    return content
  }
  return {
    async write(key, content, limitBytes) {
      try {
        return await reached(store.write(key, content, limitBytes))
      } catch (error) {
        throw asWriteFailure(error, limitBytes)
      }
    },
    open,
    read: async (key) => reached(buffer(await open(key))),
    remove: (key) => reached(store.remove(key)),
    removeFolder: (folder) => reached(store.removeFolder(folder)),
  }
}
