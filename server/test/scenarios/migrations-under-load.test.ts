import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, migrationHistory, SchemaRefused } from '#platform/database/migrate.ts'
import { runOutside } from '#platform/database/migration/run-outside.ts'
import type { Database } from '#platform/database/open.ts'
import { type EmptyInstallation, emptyInstallation } from '#test/support/empty-installation.ts'
import { growUp, OLD_TENANT } from '#test/support/old-data.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'

const serverUrl = serverOfRun()
/** More than the two seconds that a step may make others wait, for a busy machine. */
const TURN_MS_MAX = 5_000

/** Somebody with a session of their own, who holds on to what they read until they are done. */
async function reader(url: string, name: string, statement: string) {
  const client = new pg.Client({ connectionString: url, application_name: name })
  await client.connect()
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; ${statement}`)
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return { pid: rows[0]?.pid, leave: () => client.end() }
}

/** People who write one turn after another until they are told to stop; answers how long the longest took. */
function writers(database: Database, count: number) {
  let isOver = false
  const took: number[] = []
  const turn = () =>
    database.write(OLD_TENANT, async (tx) => {
      await sql`UPDATE conversations SET title = title || '.' WHERE title <> ''`.execute(tx)
      await sql`INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, tries_max)
        VALUES (${OLD_TENANT}, ${uuidv7()}, 'reply.write', '{}', '{"kind": "system", "id": null, "name": "system"}', 'q', 5)`.execute(
        tx,
      )
    })
  const write = async () => {
    while (!isOver) {
      const begunAt = performance.now()
      await turn()
      took.push(performance.now() - begunAt)
      await pause(20)
    }
  }
  const working = Promise.all(Array.from({ length: count }, write))
  return {
    async stop() {
      isOver = true
      await working
      return { turns: took.length, longestMs: Math.max(...took) }
    },
  }
}

const doneIn = async (database: Database) =>
  (await migrationHistory(database)).filter(({ executedAt }) => executedAt !== null).map(({ name }) => name)

describe.skipIf(!serverUrl)('on a busy server (skipped on the embedded database)', () => {
  let place: EmptyInstallation
  let database: Database
  let url: string

  beforeAll(async () => {
    place = await emptyInstallation(serverUrl)
    url = place.env.DATABASE_URL ?? ''
    database = await place.open()
    await growUp(database)
  }, 120_000)
  afterAll(async () => {
    await database.close()
    await place[Symbol.asyncDispose]()
  })

  test('the schema migrates beside an open reader and writers, who wait a moment at most', {
    timeout: 180_000,
  }, async () => {
    const reading = await reader(url, 'a long report', 'SELECT count(*) FROM conversations')
    const people = writers(database, 4)
    await pause(200)
    const leaving = pause(6_000).then(reading.leave)
    const steps = await migrate(database, 'latest')
    await leaving
    expect(steps.length).toBeGreaterThan(10)
    const { turns, longestMs } = await people.stop()
    expect(turns).toBeGreaterThan(20)
    expect(longestMs).toBeLessThan(TURN_MS_MAX)
  })

  test('a step down beside a backup gives up with a sentence that names it, and works afterwards', {
    timeout: 180_000,
  }, async () => {
    const before = await doneIn(database)
    const backup = await reader(url, 'pg_dump', 'SELECT count(*) FROM agents; SELECT count(*) FROM documents')
    const people = writers(database, 2)
    const refused = await migrate(database, 'down', { patience: [100] }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(SchemaRefused)
    const { message } = refused as SchemaRefused
    expect(message).toContain(`Migration ${before.at(-1)} was undone`)
    expect(message).toContain(`process ${backup.pid} (pg_dump, as `)
    expect(message).toMatch(/its statement began \d{4}-\d\d-\d\dT[\d:]{8}Z\) has agents, documents/)
    expect((await people.stop()).longestMs).toBeLessThan(TURN_MS_MAX)
    expect(await doneIn(database)).toEqual(before)
    await backup.leave()
    expect(await migrate(database, 'down')).toEqual([`down ${before.at(-1)}`])
    expect(await migrate(database, 'up')).toEqual([`up ${before.at(-1)}`])
  })

  test('only the tables of a step are locked', async () => {
    // Nothing of these is touched by the newest step.
    const reading = await reader(
      url,
      'elsewhere',
      'SELECT count(*) FROM messages; SELECT count(*) FROM members',
    )
    const [newest] = (await doneIn(database)).slice(-1)
    expect(await migrate(database, 'down', { patience: [] })).toEqual([`down ${newest}`])
    expect(await migrate(database, 'up', { patience: [] })).toEqual([`up ${newest}`])
    await reading.leave()
  })

  test('a step outside a transaction builds its index concurrently, and finishes an incomplete one', async () => {
    const index = `CREATE INDEX CONCURRENTLY outside_titles ON conversations (tenant_id, title)`
    const step = {
      name: 'x',
      way: 'up',
      sql: `-- Outside a transaction\n${index};`,
      isOutside: true,
    } as const
    const state = () =>
      database.administer(async (db) => {
        const { rows } = await sql<{ valid: boolean }>`
          SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass('outside_titles')`.execute(
          db,
        )
        return rows[0]?.valid ?? null
      })
    const reading = await reader(url, 'an older snapshot', 'SELECT count(*) FROM jobs')
    // It waits for older readers and nobody waits for it; somebody ends it half way.
    const killed = new pg.Client({ connectionString: url })
    await killed.connect()
    await killed.query('SET statement_timeout = 1500')
    await expect(killed.query(index)).rejects.toThrow(/statement timeout/)
    await killed.end()
    expect(await state()).toBe(false)

    const people = writers(database, 2)
    const built = database.administer((db) => runOutside(db, step))
    await pause(1_000)
    await reading.leave()
    await built
    expect((await people.stop()).longestMs).toBeLessThan(TURN_MS_MAX)
    expect(await state()).toBe(true)
    await database.administer((db) => runOutside(db, step))
    await database.administer((db) => sql`DROP INDEX outside_titles`.execute(db))
  })
})
