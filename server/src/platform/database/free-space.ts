import { statfsSync } from 'node:fs'

/** Bytes that are kept for what has begun; with less nothing new is taken in. */
export const RESERVE_BYTES = 64 * 1_048_576
/** The embedded database writes its log in pieces of 16 MiB, and stands still for good where the next one does not fit. */
const NEEDED_TO_OPEN_BYTES = 24 * 1_048_576
/** An empty one, whose files are made first. */
const NEEDED_TO_BEGIN_BYTES = 96 * 1_048_576
/** So long what a look found is taken for true. */
const TRUE_FOR_MS = 500

/** The disk has too little space for the embedded database to open; the message says what to do. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull'
  constructor(directory: string, freeBytes: number, neededBytes: number) {
    const [left, needed] = [freeBytes, neededBytes].map((bytes) => Math.floor(bytes / 1_048_576))
    super(
      `The disk of ${directory} is full: ${left} MB are left, and the database needs ${needed} MB to open. Nothing is lost; free up space and start again.`,
    )
  }
}

const leftIn = (directory: string): number => {
  const { bavail, bsize } = statfsSync(directory)
  return bavail * bsize
}

/** `isNew`: whether the files of the database are still to be made. Throws DiskFull. */
export function requireFreeSpace(directory: string, { isNew }: { isNew: boolean }): void {
  const [left, needed] = [leftIn(directory), isNew ? NEEDED_TO_BEGIN_BYTES : NEEDED_TO_OPEN_BYTES]
  if (left < needed) throw new DiskFull(directory, left, needed)
}

/** Whether so little is left that what has begun may fail; looked at now. Not where it cannot be looked at. */
export function isNearlyFull(directory: string): boolean {
  try {
    return leftIn(directory) < RESERVE_BYTES
  } catch {
    return false
  }
}

/** The free space of a disk, read when asked for. */
export interface FreeSpace {
  /** Whether there is more free space than the reserve. A disk that cannot be read counts as having some. */
  hasFreeSpace(): boolean
}

/** Watches the disk of a directory: looks when it is asked, at most twice a second. */
export function watchFreeSpace(directory: string): FreeSpace {
  let found = true
  let lookedAt = Number.NEGATIVE_INFINITY
  return {
    hasFreeSpace() {
      const now = performance.now()
      if (now - lookedAt > TRUE_FOR_MS) {
        found = !isNearlyFull(directory)
        lookedAt = now
      }
      return found
    },
  }
}
