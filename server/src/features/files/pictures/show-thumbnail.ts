import { FileRef } from '#contract/shapes/file.ts'
import { kindOf, locateFile } from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import { flow } from '#kernel/use-case.ts'
import { picturesOfFilm } from '../films/pictures-of-film.ts'
import { madeOnce } from './made-once.ts'

/** Shows a picture small, or a picture out of a film, as WebP. */
export const showThumbnail = flow({
  name: 'file.show-thumbnail',
  permission: 'conversation:read',
  input: FileRef,
  run: async ({ scope, ports }, { fileId }) =>
    thumbnailOf(ports, await locateFile(scope, fileId), scope.signal),
})

/** Throws Fault `not_found` for a file that does not look like anything. */
export async function thumbnailOf(
  ports: Ports,
  { blobKey, mediaType }: { blobKey: string; mediaType: string },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const kind = kindOf(mediaType)
  const isShown = kind === 'image' || (kind === 'video' && ports.films !== null)
  if (!isShown) throw notFound('thumbnail')
  return madeOnce(ports, { blobKey, form: 'thumbnail' }, async () => {
    const whole = kind === 'image' ? await ports.blobs.read(blobKey) : await posterOf(ports, blobKey, signal)
    return ports.pictures.thumbnail(whole, signal)
  })
}

/** The first picture is often black, and the last one too. */
async function posterOf(ports: Ports, blobKey: string, signal: AbortSignal): Promise<Uint8Array> {
  const { pictures } = await picturesOfFilm(ports, blobKey, signal)
  const poster = pictures[Math.floor(pictures.length / 3)]
  if (!poster) throw notFound('thumbnail')
  return poster.data
}
