import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { scratchRoot } from './scratch-root.ts'

/** A disk whose power can be cut: whatever was written and not synchronised is gone then, as on a machine that loses its own. */
export interface PoweredDisk extends AsyncDisposable {
  readonly path: string
  /** From this moment nothing reaches it any more, and nothing is written out of the system's memory later. */
  cut(): void
  /** Ends who still works on it, and mounts it with what had reached it. */
  powerOn(): Promise<void>
}

// EXT4_IOC_SHUTDOWN, told not even to write out its journal.
const CUT = 'open(F, "<", $ARGV[0]) or die; my $how = pack("L", 2); ioctl(F, 0x8004587D, $how) or die'
const TRIES = 200

const run = (program: string, ...args: string[]) => void execFileSync(program, args, { stdio: 'ignore' })

/** Null where nobody may mount one, or where it would forget nothing. */
export async function mountPoweredDisk(megabytes: number): Promise<PoweredDisk | null> {
  if (process.platform !== 'linux') return null
  const place = mkdtempSync(join(scratchRoot(), 'parley-powered-disk-'))
  const [image, path] = [join(place, 'image'), join(place, 'disk')]
  mkdirSync(path)
  const disk: PoweredDisk = {
    path,
    cut: () => run('perl', '-e', CUT, path),
    async powerOn() {
      await unmount(path)
      run('mount', '-o', 'loop', image, path)
    },
    async [Symbol.asyncDispose]() {
      await unmount(path)
      rmSync(place, { recursive: true, force: true })
    },
  }
  try {
    run('truncate', '-s', `${megabytes}M`, image)
    run('mkfs.ext4', '-q', image)
    run('mount', '-o', 'loop', image, path)
    writeFileSync(join(path, 'kept'), 'kept', { flush: true })
    writeFileSync(join(path, 'forgotten'), 'forgotten')
    disk.cut()
    await disk.powerOn()
    if (!existsSync(join(path, 'kept')) || existsSync(join(path, 'forgotten')))
      throw new Error('Not cut off.')
    return disk
  } catch {
    await disk[Symbol.asyncDispose]()
    return null
  }
}

/** What worked on it may take a moment to end. */
async function unmount(path: string, tries = TRIES): Promise<void> {
  endWorkersIn(path)
  if (!isMounted(path)) return
  try {
    run('umount', path)
  } catch (error) {
    if (tries === 1) throw error
    await pause(50)
    await unmount(path, tries - 1)
  }
}

const isMounted = (path: string): boolean => readFileSync('/proc/mounts', 'utf8').includes(` ${path} `)

/** Ends processes whose folder is on the disk, such as those of a PostgreSQL. */
function endWorkersIn(path: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      if (readlinkSync(`/proc/${pid}/cwd`).startsWith(`${path}/`)) process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
}
