import { BlobTooLarge, isNoRoom } from '#platform/blobs/disk.ts'
import { Fault, tooLarge } from '#kernel/fault.ts'

/** Why a blob could not be written, as a Fault where that is known; anything else as it was. */
export function asWriteFailure(error: unknown, limitBytes: number): unknown {
  if (error instanceof BlobTooLarge) return tooLarge('A file', limitBytes)
  if (isNoRoom(error))
    return new Fault('unavailable', 'There is no room for files on this server at this moment.', {
      reason: 'no-room',
      cause: error,
    })
  return error
}
