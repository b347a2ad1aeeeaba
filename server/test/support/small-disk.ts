import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDiskFull } from '#platform/blobs/disk.ts'
import { withRetries } from '#test/support/fresh-database.ts'

/** A disk of a few megabytes, mounted for a test. */
export interface SmallDisk extends Disposable {
  readonly path: string
  /** Leaves so many bytes free. */
  fill(leftBytes: number): Promise<void>
  /** Takes away what `fill` put there. */
  freeUp(): void
  /** Waits for files that are still open for writing: a process that was told to end holds its own for a moment. */
  remount(options: string): Promise<void>
}

/** Null where nobody may mount one: only whoever runs the machine may, and not in every container. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'parley-small-disk-'))
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'ignore' })
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', path)
  } catch {
    rmSync(path, { recursive: true, force: true })
    return null
  }
  const ballast = join(path, 'ballast')
  return {
    path,
    async fill(leftBytes) {
      const { bavail, bsize } = await statfs(path)
      try {
        writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)))
      } catch (error) {
        // Somebody else wrote meanwhile; what was written of it has filled the disk.
        if (!isDiskFull(error)) throw error
      }
    },
    freeUp: () => rmSync(ballast, { force: true }),
    remount: (options) => withRetries(async () => run('mount', '-o', `remount,${options}`, path)),
    [Symbol.dispose]() {
      run('umount', '-l', path)
      rmSync(path, { recursive: true, force: true })
    },
  }
}
