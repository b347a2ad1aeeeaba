import type { FileKind, FileLimits } from '#contract/shapes/file.ts'
import { Fault, tooLarge } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { fileKinds, type OwnLimits } from './limits-store.ts'

const MEGABYTE = 1_048_576

/** The maximum for each kind, whatever the server accepts: models and transcribers accept no more. */
const most: Partial<Record<FileKind, number>> = { image: 20 * MEGABYTE, audio: 25 * MEGABYTE }

/** How large a file of a kind may be. */
export function limitOf({ app }: Scope, own: OwnLimits, kind: FileKind): number {
  const ofServer = Math.min(app.settings.uploadLimitBytes, most[kind] ?? Number.POSITIVE_INFINITY)
  return Math.min(ofServer, own[kind] ?? ofServer)
}

/** The largest limit of any kind: all that is known before the file is inspected. */
export const largest = (limits: FileLimits): number => Math.max(...fileKinds.map((kind) => limits[kind]))

const one: Record<FileKind, string> = {
  image: 'A picture',
  audio: 'An audio file',
  video: 'A video',
  document: 'A document',
}

/** Throws Fault `too_large`. */
export function requireSize(limits: FileLimits, { kind, sizeBytes }: { kind: FileKind; sizeBytes: number }) {
  const limit = limits[kind]
  if (sizeBytes <= limit) return
  const reason = `${kind}-too-large`
  if (limit === 0)
    throw new Fault('too_large', `${one[kind]} is not accepted here.`, { reason, limitBytes: limit })
  throw tooLarge(one[kind], limit, { reason })
}

// The overhead of a file in a form.
const FORM_BYTES = 16_384

/**
 * Refuses an upload that is too large before it is sent, as far as its size is announced. Throws Fault `too_large` and
 * `limit_reached`.
 */
export function requireStorageQuota(limits: FileLimits, announcedBytes: number): void {
  const atLeast = announcedBytes - FORM_BYTES
  if (atLeast > largest(limits)) throw tooLarge('A file', largest(limits))
  if (limits.storageLeft !== null && atLeast > limits.storageLeft)
    throw new Fault(
      'limit_reached',
      'A file of this size would exceed the storage quota of this organisation.',
    )
}
