import type { Ports } from '#kernel/ports.ts'
import { cachedRendition } from '../cached-rendition.ts'

/** An image as models get it, made once. Throws Fault if it is not an image. */
export async function pictureForModel(
  ports: Ports,
  blobKey: string,
  signal: AbortSignal,
): Promise<{ mediaType: string; data: Uint8Array }> {
  const data = await cachedRendition(ports, { blobKey, form: 'seen' }, async () => {
    const shown = await ports.pictures.forModel(await ports.blobs.read(blobKey), signal)
    return shown.data
  })
  return { mediaType: data[0] === 0x89 ? 'image/png' : 'image/jpeg', data }
}
