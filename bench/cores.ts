import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Where processes are pinned: the server under test on one core, load and model on another. Null: not pinned. */
export interface Cores {
  readonly server: number | null
  readonly load: number | null
}

/** Two cores that this process may use, where the machine has two and can pin. */
export function chooseCores(): Cores {
  const [server, load] = canPin() ? allowedCores() : []
  return server === undefined || load === undefined ? { server: null, load: null } : { server, load }
}

const canPin = () => spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0

function allowedCores(): number[] {
  const list = /^Cpus_allowed_list:\s+(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? ''
  return list.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

/** Pins this process, which makes the load. What it starts afterwards begins on the same core. */
export function pinSelf(core: number | null): void {
  if (core !== null)
    execFileSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)], { stdio: 'ignore' })
}

/** A command line that runs on one core. */
export const pinned = (core: number | null, command: readonly string[]): string[] =>
  core === null ? [...command] : ['taskset', '-c', String(core), ...command]
