import { FileRef } from '#contract/shapes/file.ts'
import { kindOf, locateFile } from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import { flow } from '#kernel/use-case.ts'
import { madeOnce } from './made-once.ts'

/** Shows a picture small, as WebP. */
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
  if (kindOf(mediaType) !== 'image') throw notFound('thumbnail')
  return madeOnce(ports, { blobKey, form: 'thumbnail' }, async () =>
    ports.pictures.thumbnail(await ports.blobs.read(blobKey), signal),
  )
}
