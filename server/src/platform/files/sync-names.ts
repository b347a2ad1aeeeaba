import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Syncs a folder's entries to disk, so that they survive a power cut. */
export function syncNames(folder: string): void {
  // Windows cannot open folders, and syncs their entries by itself.
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
