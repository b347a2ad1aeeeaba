import { openDiskBlobs } from '#platform/blobs/disk.ts'
import { notFound } from '#kernel/fault.ts'
import type { Blobs } from '#kernel/file-ports.ts'
import { asWriteFailure } from './write-failure.ts'

/** Blobs on the disk of this machine. */
export function diskBlobs(directory: string): Blobs {
  const disk = openDiskBlobs(directory)
  return {
    async write(key, content, limitBytes) {
      try {
        return await disk.write(key, content, limitBytes)
      } catch (error) {
        throw asWriteFailure(error, limitBytes)
      }
    },
    async read(key) {
      const content = await disk.read(key)
      if (!content) throw notFound('file')
      return content
    },
    async open(key, range) {
      const content = await disk.open(key, range)
      if (!content) throw notFound('file')
      return content
    },
    remove: disk.remove,
    removeFolder: disk.removeFolder,
  }
}
