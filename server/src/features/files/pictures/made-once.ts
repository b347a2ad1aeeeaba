import { Readable } from 'node:stream'
import { madeOf } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'

const MADE_BYTES_MAX = 8 * 1_048_576

/** What was made of an upload once, or is made now and kept beside it. */
export async function madeOnce(
  { blobs }: Pick<Ports, 'blobs'>,
  { blobKey, form }: { blobKey: string; form: string },
  make: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const key = `${madeOf(blobKey)}/${form}`
  try {
    return await blobs.read(key)
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'not_found')) throw error
  }
  const made = await make()
  await blobs.write(key, Readable.from([made]), MADE_BYTES_MAX)
  return made
}
