import { readdirSync, readFileSync } from 'node:fs'

// Linux reports process costs under /proc; elsewhere every figure is NaN, which the table shows as a dash.
const TICKS_PER_SECOND = 100

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

interface Stat {
  readonly parent: number
  /** User and system time, with that of children which ended. */
  readonly cpuSeconds: number
}

function statOf(pid: number): Stat | null {
  const text = read(`/proc/${pid}/stat`)
  if (text === null) return null
  // The name is in parentheses and may contain anything, so the fields are counted from the last parenthesis.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return { parent: Number(fields[1]), cpuSeconds: ticks / TICKS_PER_SECOND }
}

export const parentOf = (pid: number): number | null => statOf(pid)?.parent ?? null

/** These processes and all their descendants, with their current costs. */
function treesOf(roots: readonly number[]): Map<number, Stat> {
  const stats = new Map<number, Stat>()
  for (const name of read('/proc/stat') === null ? [] : readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null
    if (stat) stats.set(Number(name), stat)
  }
  const found = new Map<number, Stat>()
  const isOfTree = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = stats.get(at)?.parent)
      if (roots.includes(at)) return true
    return false
  }
  for (const [pid, stat] of stats) if (isOfTree(pid)) found.set(pid, stat)
  return found
}

/** CPU seconds that these process trees have used so far. */
export function cpuSeconds(roots: readonly number[]): number {
  const trees = treesOf(roots)
  return trees.size === 0 ? Number.NaN : [...trees.values()].reduce((sum, stat) => sum + stat.cpuSeconds, 0)
}

/** The sum of a line of kilobytes in a file of each process of a tree, in bytes. */
function bytesOf(root: number, file: string, line: RegExp): number {
  const trees = treesOf([root])
  if (trees.size === 0) return Number.NaN
  return [...trees.keys()].reduce(
    (sum, pid) => sum + Number(line.exec(read(`/proc/${pid}/${file}`) ?? '')?.[1] ?? 0) * 1_024,
    0,
  )
}

/** Resident memory of a process tree, in bytes. */
export const residentBytes = (root: number): number => bytesOf(root, 'status', /^VmRSS:\s+(\d+)/m)

/** Memory of a process tree, in bytes; shared pages are counted once. */
export const proportionalBytes = (root: number): number => bytesOf(root, 'smaps_rollup', /^Pss:\s+(\d+)/m)

/** CPU seconds that the whole machine has been busy. */
export function machineSeconds(): number {
  const fields = /^cpu +(.*)$/m
    .exec(read('/proc/stat') ?? '')?.[1]
    ?.split(' ')
    .map(Number)
  if (!fields) return Number.NaN
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] = fields
  return (user + nice + system + interrupts + softInterrupts) / TICKS_PER_SECOND
}
