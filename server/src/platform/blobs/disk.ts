import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, glob, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Thrown when a blob is larger than its limit. */
export class BlobTooLarge extends Error {
  override readonly name = 'BlobTooLarge'
}

/** Whether a write failed because the disk is full or read-only. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EROFS'].includes(String(error.code))

/** Puts the names in a folder on the disk and, where folders above it are new, theirs as far as `top`. */
async function syncFolders(folder: string, top: string | null): Promise<void> {
  // Windows cannot open folders, and syncs their entries by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
  if (top !== null && folder !== top) await syncFolders(dirname(folder), top)
}

const KEY = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/

/**
 * Blobs as files below one folder. A blob is written under a temporary name and renamed, so it is either complete or
 * absent; once `write` resolves, it survives a power cut. `isLasting`: false for temporary blobs.
 */
export function openDiskBlobs(directory: string, { isLasting = true } = {}) {
  const pathOf = (key: string) => {
    // Keys are our own; this only ensures that a mistake of ours cannot leave the folder.
    if (!KEY.test(key)) throw new TypeError(`Not a blob key: ${key}`)
    return join(directory, key)
  }

  return {
    async write(key: string, content: Readable, limitBytes: number) {
      const path = pathOf(key)
      const beside = `${path}.${randomUUID()}.part`
      const hash = createHash('sha256')
      let sizeBytes = 0
      const measure = new Transform({
        transform(piece: Buffer, _encoding, pass) {
          sizeBytes += piece.length
          hash.update(piece)
          pass(sizeBytes > limitBytes ? new BlobTooLarge(`More than ${limitBytes} bytes.`) : null, piece)
        },
      })
      const firstMade = await mkdir(dirname(path), { recursive: true })
      try {
        const file = await open(beside, 'wx', 0o600)
        try {
          await pipeline(content, measure, (pieces) => file.writeFile(pieces))
          if (isLasting) await file.sync()
        } finally {
          await file.close()
        }
        await rename(beside, path)
        if (isLasting) await syncFolders(dirname(path), firstMade === undefined ? null : dirname(firstMade))
      } catch (error) {
        await rm(beside, { force: true })
        throw error
      }
      return { sizeBytes, sha256: hash.digest('hex') }
    },

    /** Null if the blob does not exist. */
    async read(key: string): Promise<Uint8Array | null> {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },

    /** The same as a stream, from one byte to another, inclusive. */
    async open(key: string, range?: { start: number; end: number }): Promise<Readable | null> {
      try {
        await access(pathOf(key))
      } catch {
        return null
      }
      return createReadStream(pathOf(key), range)
    },

    remove: (key: string) => rm(pathOf(key), { force: true }),

    removeFolder: (folder: string) => rm(pathOf(folder), { force: true, recursive: true }),

    /** The keys of all blobs, in no order. */
    async *list(): AsyncGenerator<string> {
      for await (const entry of glob('**/*', { cwd: directory, withFileTypes: true })) {
        const key = relative(directory, join(entry.parentPath, entry.name)).replaceAll(sep, '/')
        if (entry.isFile() && KEY.test(key)) yield key
      }
    },
  }
}
