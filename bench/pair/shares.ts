import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PERIOD_US = 20_000

/** Processes that can each be limited to the same small part of a core. */
export interface Shares {
  /** Limits each to that part of a core from now on; null: no limit. */
  set(share: number | null): void
  /** Once the processes have ended. */
  remove(): void
}

/**
 * How this kernel sets limits, in the first and the second version of control groups; null where neither can be
 * written.
 */
function controls(): { root: string; write(group: string, share: number | null): void } | null {
  const quota = (share: number) => String(Math.round(PERIOD_US * share))
  if (existsSync('/sys/fs/cgroup/cpu/cpu.cfs_quota_us'))
    return {
      root: '/sys/fs/cgroup/cpu',
      write(group, share) {
        writeFileSync(join(group, 'cpu.cfs_period_us'), String(PERIOD_US))
        writeFileSync(join(group, 'cpu.cfs_quota_us'), share === null ? '-1' : quota(share))
      },
    }
  if (!existsSync('/sys/fs/cgroup/cgroup.controllers')) return null
  return {
    root: '/sys/fs/cgroup',
    write: (group, share) =>
      writeFileSync(join(group, 'cpu.max'), `${share === null ? 'max' : quota(share)} ${PERIOD_US}`),
  }
}

/** Puts each process into a control group of its own. Null without the necessary rights. */
export function openShares(pids: readonly number[]): Shares | null {
  const known = controls()
  if (!known) return null
  const groups = pids.map((pid) => join(known.root, `parley-bench-${pid}`))
  const remove = () => {
    for (const group of groups) if (existsSync(group)) rmdirSync(group)
  }
  const set = (share: number | null) => {
    for (const group of groups) known.write(group, share)
  }
  try {
    for (const [at, group] of groups.entries()) {
      mkdirSync(group)
      known.write(group, null)
      writeFileSync(join(group, 'cgroup.procs'), String(pids[at]))
    }
    return { set, remove }
  } catch {
    return null
  }
}
