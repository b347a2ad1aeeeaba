import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const LOOK_EVERY_MS = 20
/** The time for a fast shutdown, before an immediate one. */
const FAST_MS = 30_000
const AT_ONCE_MS = 10_000

/**
 * Ends the PostgreSQL that a killed server left behind. The caller holds the data directory, so it is nobody else's. A
 * pid file that names an unrelated process is deleted.
 */
export async function endLeftOver(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  const pid = pidIn(file)
  if (pid === null) return
  if (!isOurs(pid, cluster)) return rmSync(file, { force: true })
  for (const [signal, waitMs] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', AT_ONCE_MS],
  ] as const) {
    process.kill(pid, signal)
    for (let waited = 0; waited < waitMs; waited += LOOK_EVERY_MS) {
      if (!isOurs(pid, cluster)) return
      await pause(LOOK_EVERY_MS)
    }
  }
}

function pidIn(file: string): number | null {
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  return Number.isInteger(pid) && pid > 1 ? pid : null
}

/** Whether that process is a PostgreSQL of this cluster: its working directory is there. */
function isOurs(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    if (process.platform === 'win32') return false
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster)
  } catch {
    return false
  }
}
