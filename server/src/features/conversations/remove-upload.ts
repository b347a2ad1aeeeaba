import type { Ports } from '#kernel/ports.ts'

/** Where everything stands that was made of an upload, such as its thumbnail. */
export const madeOf = (blobKey: string): string => `${blobKey}-made`

/** Removes the bytes of an upload, and all that was made of them. */
export async function removeUpload({ blobs }: Pick<Ports, 'blobs'>, blobKey: string): Promise<void> {
  await blobs.removeFolder(madeOf(blobKey))
  await blobs.remove(blobKey)
}
