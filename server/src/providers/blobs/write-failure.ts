import { BlobTooLarge, isDiskFull } from '#platform/blobs/disk.ts'
import { Fault, tooLarge } from '#kernel/fault.ts'

/** Converts a failed write to a Fault if its reason is known; returns other errors unchanged. */
export function asWriteFailure(error: unknown, limitBytes: number): unknown {
  if (error instanceof BlobTooLarge) return tooLarge('A file', limitBytes)
  if (isDiskFull(error))
    return new Fault('unavailable', 'The disk of this server is full, so files cannot be stored right now.', {
      reason: 'no-space',
      cause: error,
    })
  return error
}
