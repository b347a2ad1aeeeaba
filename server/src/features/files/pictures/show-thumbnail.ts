import { FileRef } from '#contract/shapes/file.ts'
import { kindOf } from '../limits/file-kind.ts'
import { locateFile } from '../read-file.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import { flow } from '#kernel/use-case.ts'
import { picturesOfFilm } from '../films/pictures-of-film.ts'
import { cachedRendition } from '../cached-rendition.ts'

/** Shows a picture small, a picture out of a film, or the first page of a document, as WebP. */
export const showThumbnail = flow({
  name: 'file.show-thumbnail',
  permission: 'conversation:read',
  input: FileRef,
  run: async ({ scope, ports }, { fileId }) =>
    thumbnailOf(ports, await locateFile(scope, fileId), scope.signal),
})

/** Throws Fault `not_found` for a file without a visual form. */
export async function thumbnailOf(
  ports: Ports,
  { blobKey, mediaType }: { blobKey: string; mediaType: string },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const kind = kindOf(mediaType)
  const isPage = mediaType === 'application/pdf' && ports.drawnPages !== null
  const isShown = kind === 'image' || (kind === 'video' && ports.films !== null) || isPage
  if (!isShown) throw notFound('thumbnail')
  const made = await cachedRendition(ports, { blobKey, form: 'thumbnail' }, async () => {
    const whole = isPage
      ? await pageOf(ports, blobKey, signal)
      : kind === 'image'
        ? await ports.blobs.read(blobKey)
        : await posterOf(ports, blobKey, signal)
    return whole.length === 0 ? whole : ports.pictures.thumbnail(whole, signal)
  })
  if (made.length === 0) throw notFound('thumbnail')
  return made
}

/** The first page; for a document that cannot be rendered, permanently nothing. */
async function pageOf(
  { blobs, drawnPages }: Ports,
  blobKey: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (!drawnPages) throw notFound('thumbnail')
  try {
    return await drawnPages.first(await blobs.read(blobKey), signal)
  } catch (error) {
    if (error instanceof Fault && error.reason === 'unreadable') return new Uint8Array()
    throw error
  }
}

/** The first picture is often black, and the last one too. */
async function posterOf(ports: Ports, blobKey: string, signal: AbortSignal): Promise<Uint8Array> {
  const { pictures } = await picturesOfFilm(ports, blobKey, signal)
  const poster = pictures[Math.floor(pictures.length / 3)]
  if (!poster) throw notFound('thumbnail')
  return poster.data
}
