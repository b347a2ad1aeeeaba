import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Config } from '#server/config.ts'
import { inMegabytes, onlyIf, type Part, wrong } from './finding.ts'

const FREE_BYTES_MIN = 512 * 1_048_576

/** Where data are stored, and whether that works. */
export function ofDirectory({ dataDirectory }: Pick<Config, 'dataDirectory'>): Part {
  const there = nearestThere(dataDirectory)
  const { bavail, bsize } = statfsSync(there)
  const freeBytes = bavail * bsize
  return {
    facts: { data: { directory: dataDirectory, freeBytes } },
    findings: [
      ...onlyIf(
        !isWritable(there),
        wrong(
          `${there} is not writable.`,
          'Make the user that runs Parley its owner, or set PARLEY_DATA_DIR.',
        ),
      ),
      ...onlyIf(
        freeBytes < FREE_BYTES_MIN,
        wrong(
          `Only ${inMegabytes(freeBytes)} of disk space is free at ${there}.`,
          'Free up space, or set PARLEY_DATA_DIR.',
        ),
      ),
    ],
  }
}

const nearestThere = (path: string): string => (existsSync(path) ? path : nearestThere(dirname(path)))

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
