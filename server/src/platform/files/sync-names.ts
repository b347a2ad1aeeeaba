import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Puts the names in a folder on the disk, so that they are still there after a power cut. */
export function syncNames(folder: string): void {
  // Windows opens no folders, and writes their names by itself.
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
