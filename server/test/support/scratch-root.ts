import { existsSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'

const IN_MEMORY = '/dev/shm'
/** A run's server takes a quarter of this, and the machine has other things to do with its memory. */
const NEEDED_BYTES = 2 * 1024 ** 3

const hasFreeSpace = (): boolean => {
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  return bavail * bsize > NEEDED_BYTES && freemem() > NEEDED_BYTES
}

/**
 * The folder for data that no test keeps: in memory where the machine has some to spare, else on the disk. To make and drop a
 * database costs a fraction there, above all while others use the disk.
 */
export const scratchRoot = (): string => (existsSync(IN_MEMORY) && hasFreeSpace() ? IN_MEMORY : tmpdir())
