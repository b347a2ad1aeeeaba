import { BlobTooLarge, openDiskBlobs } from '#platform/blobs/disk.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import type { Blobs } from '#kernel/ports.ts'

/** Blobs on the disk of this machine. */
export function diskBlobs(directory: string): Blobs {
  const disk = openDiskBlobs(directory)
  return {
    async write(key, content, limitBytes) {
      try {
        return await disk.write(key, content, limitBytes)
      } catch (error) {
        if (error instanceof BlobTooLarge)
          throw new Fault('too_large', `A file may have at most ${Math.floor(limitBytes / 1_048_576)} MiB.`)
        throw error
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
