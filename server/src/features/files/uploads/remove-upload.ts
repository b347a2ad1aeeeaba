import type { Ports } from '#kernel/ports.ts'

/** Where everything stands that was made of an upload, such as its thumbnail. */
export const madeOf = (blobKey: string): string => `${blobKey}-made`

/** Removes the bytes of an upload, and all that was made of them. May be killed anywhere and run again. */
export async function removeUpload({ blobs }: Pick<Ports, 'blobs'>, blobKey: string): Promise<void> {
  // In this order: who makes something of them at this moment looks for them once more when it is made.
  await blobs.remove(blobKey)
  await blobs.removeFolder(madeOf(blobKey))
}
