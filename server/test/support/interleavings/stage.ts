import { sql } from 'kysely'
import promises from 'node:timers/promises'
import { openEmbedded } from '#platform/database/embedded.ts'
import { type Database, databaseOver } from '#platform/database/open.ts'
import { openPool } from '#platform/database/pool.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { type Gate, installGate } from './gate.ts'
import { CONNECTIONS, openProcesses, type Processes } from './processes.ts'
import { openSessions, type Sessions } from './sessions.ts'
import { installVirtualChance } from './virtual-chance.ts'
import { installVirtualNow, SESSION_OPTIONS } from './virtual-now.ts'
import { installVirtualTime, type VirtualTime } from './virtual-time.ts'
import type { Pause } from './traffic.ts'

/** A database, two processes on it, the gate between them and the clock of all. */
export interface Stage {
  readonly time: VirtualTime
  readonly gate: Gate
  readonly sessions: Sessions
  readonly processes: Processes
  /** The same database past the gate, for whoever looks on. */
  readonly beside: Database
  readonly realPause: Pause
}

/** Opens one; many runs go over it, one after another. `without`: statements that take something from its schema. */
export async function openStage(without: readonly string[] = []): Promise<Stage & AsyncDisposable> {
  await using opened = new AsyncDisposableStack()
  const realPause = promises.setTimeout
  const { options, directory, drop } = await freshDatabase()
  opened.defer(drop)
  const url = await addressOf()
  const besideUrl = url.href
  const sessions = await openSessions(besideUrl)
  opened.defer(() => sessions.close())
  opened.use(installVirtualChance())
  const time = opened.use(installVirtualTime())
  const gate = opened.use(installGate({ now: () => new Date(time.now()), connectionsMax: CONNECTIONS }))
  // Without the upkeep that a server does: new statistics in the middle of a run would change what comes first.
  const pool = openPool({ connectionString: besideUrl }, { prepares: true })
  const beside = databaseOver('server', pool, async () => {})
  opened.defer(() => beside.close())
  await installVirtualNow(beside)
  await beside.administer(async (db) => {
    for (const statement of without) await sql.raw(statement).execute(db)
  })
  url.searchParams.set('options', SESSION_OPTIONS)

  const processes = await openProcesses({ url: url.href, directory, time, gate, sessions, realPause })
  opened.defer(() => processes.kill())
  const cleanUp = opened.move()
  return {
    time,
    gate,
    sessions,
    processes,
    beside,
    realPause,
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  }

  async function addressOf(): Promise<URL> {
    if (options.kind === 'server') return new URL(options.url.reveal())
    const embedded = await openEmbedded(options)
    opened.defer(() => embedded.close())
    const { host, port, user, password, database } = embedded.connection
    const address = new URL(`postgres://localhost:${port}/${database}`)
    Object.assign(address, { username: user, password })
    address.searchParams.set('host', host)
    return address
  }
}
