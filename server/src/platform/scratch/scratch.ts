import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'parley-scratch-'

/** A new directory for files that are needed for a moment, named for this process. Whoever makes it removes it. */
export const makeScratch = (): Promise<string> => mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))

/** Removes what processes that are gone left behind: people's files must not outlive a crash. */
export async function sweepScratch(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN
    if (!Number.isInteger(pid) || isAlive(pid)) continue
    // Another user's is theirs to remove.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It lives, and is not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
