import type { Ports } from '#kernel/ports.ts'

/** The storage prefix of everything made from an upload, such as its thumbnail. */
export const madeOf = (blobKey: string): string => `${blobKey}-made`

/** Deletes the bytes of an upload, and everything made from them. Can be killed at any point and run again. */
export async function removeUpload({ blobs }: Pick<Ports, 'blobs'>, blobKey: string): Promise<void> {
  // In this order: a process that is making something from them checks for them again when it is done.
  await blobs.remove(blobKey)
  await blobs.removeFolder(madeOf(blobKey))
}
