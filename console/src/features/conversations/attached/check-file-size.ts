import { fileKind } from '#client/file-kind.ts'
import type { FileKind, FileLimits } from '#contract/shapes/file.ts'
import { client } from '../../../data/console-client.ts'

const KEPT_MS = 60_000

let known: { limits: Promise<FileLimits>; at: number } | null = null

/** The limits have changed. */
export const forgetLimits = () => {
  known = null
}

/** A file is larger than the server takes it; told before any of it has left. */
export class FileTooLargeError extends Error {
  readonly kind: FileKind
  readonly limit: number

  constructor(kind: FileKind, limit: number) {
    super('The file is too large.')
    this.kind = kind
    this.limit = limit
  }
}

/** Throws TooLarge for a file that would be refused. Where the limits cannot be read, the server says so itself. */
export async function checkFileSize(file: File): Promise<void> {
  if (!known || Date.now() - known.at > KEPT_MS) known = { limits: client.files.limits(), at: Date.now() }
  const limits = await known.limits.catch(() => null)
  if (!limits) {
    known = null
    return
  }
  const kind = fileKind(file)
  const limit = Math.min(limits[kind], limits.storageLeft ?? Number.POSITIVE_INFINITY)
  if (file.size > limit) throw new FileTooLargeError(kind, limit)
}
