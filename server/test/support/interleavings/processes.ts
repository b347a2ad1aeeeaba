import { sql } from 'kysely'
import { openApp, type OpenApplication } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import type { Gate } from './gate.ts'
import { scriptedModels } from './scripted-model.ts'
import type { Sessions } from './sessions.ts'
import type { Pause } from './traffic.ts'
import type { VirtualTime } from './virtual-time.ts'
import { runAt } from './whereabouts.ts'

/** Processes of the product. They share nothing but the database. */
export interface Processes {
  readonly names: readonly string[]
  /** One that lives. */
  living(name: string): Living
  isAlive(name: string): boolean
  /** Ends one as a power cut does: from here on it says and hears nothing. */
  crash(name: string): Promise<void>
  /** Starts those anew that died. */
  revive(): Promise<void>
  kill(): Promise<void>
}

interface Living {
  readonly life: number
  readonly app: OpenApplication
  /** Rejects with Died when it dies, and never resolves. */
  readonly died: Promise<never>
}

/** What somebody meets who was talking with a process when that died. */
export class Died extends Error {
  override readonly name = 'Died'
}

interface Opening {
  url: string
  directory: string
  time: VirtualTime
  gate: Gate
  sessions: Sessions
  realPause: Pause
}

const NAMES = ['A', 'B']
/** How many each process has with the database. */
export const CONNECTIONS = 10
export const LEASE_SECONDS = 2

export async function openProcesses({
  url,
  directory,
  time,
  gate,
  sessions,
  realPause,
}: Opening): Promise<Processes> {
  const alive = new Map<string, Living & { die(): void }>()
  let lives = 0
  const read = readConfig({
    PARLEY_DATA_DIR: directory,
    DATABASE_URL: url,
    PARLEY_LEASE_SECONDS: String(LEASE_SECONDS),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    PARLEY_SUMMARY_EVERY: '0',
    PARLEY_TITLES: 'first-words',
    PARLEY_INBOX_SUMMARIES: 'off',
  })
  // What is found by its words comes long after, and is no part of any turn.
  const config = { ...read, settings: { ...read.settings, searchPauseMs: 36_000_000 } }

  async function start(name: string) {
    const life = (lives += 1)
    const app = await runAt({ process: name, life, actor: 'background' }, async () => {
      const opened = await openApp(config, { fakes: { models: scriptedModels } })
      await warmUp(opened)
      await untilAtRest(opened, realPause)
      return opened
    })
    const { promise: died, reject } = Promise.withResolvers<never>()
    died.catch(() => {})
    alive.set(name, { life, app, died, die: () => reject(new Died(`Process ${name} has died.`)) })
  }

  function living(name: string) {
    const found = alive.get(name)
    if (!found) throw new Error(`Process ${name} is dead.`)
    return found
  }

  const processes: Processes = {
    names: NAMES,
    living,
    isAlive: (name) => alive.has(name),
    async crash(name) {
      const { life, die } = living(name)
      alive.delete(name)
      time.forget(life)
      await sessions.end(gate.kill(life))
      die()
    },
    async revive() {
      for (const name of NAMES) if (!alive.has(name)) await start(name)
    },
    async kill() {
      for (const name of alive.keys()) await processes.crash(name)
    },
  }
  await processes.revive()
  return processes
}

/** Has every connection made that it may have, by being in as many transactions at once. */
async function warmUp({ database }: OpenApplication) {
  const { promise: all, resolve } = Promise.withResolvers<void>()
  let inside = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      database.system(async (tx) => {
        await sql`SELECT`.execute(tx)
        if ((inside += 1) === CONNECTIONS) resolve()
        await all
      }),
    ),
  )
}

/** What a process does at its start, as looking after partitions, is no part of a run. */
async function untilAtRest({ database }: OpenApplication, realPause: Pause) {
  while (database.connections().busy > 0) await realPause(1)
}
