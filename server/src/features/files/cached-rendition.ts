import { Readable } from 'node:stream'
import { madeOf } from './uploads/remove-upload.ts'
import { Fault } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'

const MADE_BYTES_MAX = 8 * 1_048_576

/** The cached rendition of an upload, made now if there is none. Throws Fault `not_found` if the upload is gone. */
export async function cachedRendition(
  { blobs }: Pick<Ports, 'blobs'>,
  { blobKey, form }: { blobKey: string; form: string },
  make: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const key = `${madeOf(blobKey)}/${form}`
  try {
    return await blobs.read(key)
  } catch (error) {
    if (!isGone(error)) throw error
  }
  const made = await make()
  try {
    await blobs.write(key, Readable.from([made]), MADE_BYTES_MAX)
  } catch (error) {
    // Made again the next time.
    if (error instanceof Fault && error.reason === 'no-space') return made
    throw error
  }
  try {
    // If the upload was deleted while this was made, nobody else deletes the rendition.
    const source = await blobs.open(blobKey, { start: 0, end: 0 })
    source.on('error', () => {}).destroy()
  } catch (error) {
    if (isGone(error)) await blobs.remove(key)
    throw error
  }
  return made
}

const isGone = (error: unknown): boolean => error instanceof Fault && error.code === 'not_found'
