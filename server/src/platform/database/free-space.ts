import { statfsSync } from 'node:fs'

/** Bytes reserved for work that has started; below this, nothing new is accepted. */
export const RESERVE_BYTES = 64 * 1_048_576
/** The embedded database writes its log in segments of 16 MiB, and shuts down for good if the next one does not fit. */
const NEEDED_TO_OPEN_BYTES = 24 * 1_048_576
/** For an empty one, whose files are created first. */
const NEEDED_TO_BEGIN_BYTES = 96 * 1_048_576
/** How long a measurement is valid. */
const TRUE_FOR_MS = 500

/** The disk has too little space to open the embedded database; the message says what to do. */
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

/** `isNew`: whether the database's files still have to be created. Throws DiskFull. */
export function requireFreeSpace(directory: string, { isNew }: { isNew: boolean }): void {
  const [left, needed] = [leftIn(directory), isNew ? NEEDED_TO_BEGIN_BYTES : NEEDED_TO_OPEN_BYTES]
  if (left < needed) throw new DiskFull(directory, left, needed)
}

/** Whether so little space is left that started work may fail; measured now. False if it cannot be measured. */
export function isNearlyFull(directory: string): boolean {
  try {
    return leftIn(directory) < RESERVE_BYTES
  } catch {
    return false
  }
}

/** The free space of a disk, measured on request. */
export interface FreeSpace {
  /** Whether there is more free space than the reserve. A disk that cannot be measured counts as having some. */
  hasFreeSpace(): boolean
}

/** Measures the disk of a directory on request, at most twice a second. */
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
