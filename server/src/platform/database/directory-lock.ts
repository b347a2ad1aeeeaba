import { join } from 'node:path'
import { holdFile } from '../files/hold-file.ts'

/** Another process has the data directory open. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse'
  constructor(directory: string) {
    super(
      `Another Parley process is using ${directory}. Stop it first, or give this one its own PARLEY_DATA_DIR.`,
    )
  }
}

/** Holds a directory for this process, which ends with the process however that ends. Throws DirectoryInUse. */
export function lockDirectory(directory: string): { release(): void } {
  const held = holdFile(join(directory, 'lock'))
  if (!held) throw new DirectoryInUse(directory)
  return held
}
