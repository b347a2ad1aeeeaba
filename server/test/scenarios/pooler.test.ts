import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Secret } from '#platform/crypto/secret.ts'
import { migrate } from '#platform/database/migrate.ts'
import { withLockOrSkip, withMigrationLock } from '#platform/database/advisory-locks.ts'
import { type Database, openDatabase } from '#platform/database/open.ts'
import { type EmptyInstallation, emptyInstallation } from '#test/support/empty-installation.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { growUp, OLD_TENANT } from '#test/support/old-data.ts'
import { parley } from '#test/support/parley-command.ts'
import { hasPgBouncer, startPgBouncer } from '#test/support/pgbouncer.ts'

const serverUrl = serverOfRun()
const isCi = process.env.CI === 'true'
const isLeftOut = !serverUrl || (!hasPgBouncer && !isCi)
if (serverUrl && !hasPgBouncer) console.log('Left out: PgBouncer is not installed.')

describe.skipIf(isLeftOut)('behind PgBouncer in transaction mode', () => {
  let pooler: Awaited<ReturnType<typeof startPgBouncer>>
  let place: EmptyInstallation
  let url: string
  let database: Database

  beforeAll(async () => {
    pooler = await startPgBouncer(serverUrl ?? '')
    place = await emptyInstallation(serverUrl)
    const { pathname } = new URL(place.env.DATABASE_URL ?? '')
    url = Object.assign(new URL(pooler.url), { pathname }).href
    database = await open('auto')
  }, 60_000)
  afterAll(async () => {
    await database.close()
    pooler.stop()
    await place[Symbol.asyncDispose]()
  })
  const open = (prepares: true | 'auto' | 'unnamed') =>
    openDatabase({ kind: 'server', url: new Secret(url), connectionsMax: 8, prepares })

  const settings = (one: Database) =>
    one.read(OLD_TENANT, async (tx) => {
      const { rows } = await sql<{ role: string; seqscan: string; jit: string; titles: number }>`
        SELECT current_user AS role, current_setting('enable_seqscan') AS seqscan, current_setting('jit') AS jit,
          (SELECT count(*)::int FROM conversations) AS titles`.execute(tx)
      return rows[0]
    })

  test('the schema migrates, and every transaction has its role and settings, which do not leak', {
    timeout: 120_000,
  }, async () => {
    await growUp(database)
    await withMigrationLock(database, () => migrate(database, 'latest'))
    expect(await database.isPooled()).toBe(true)
    const seen = await Promise.all(Array.from({ length: 100 }, () => settings(database)))
    for (const one of seen) expect(one).toEqual({ role: 'parley_app', seqscan: 'off', jit: 'off', titles: 2 })
    const between = await database.administer((db) =>
      sql<{ seqscan: string; tenant: string }>`
        SELECT current_setting('enable_seqscan') AS seqscan, current_setting('app.tenant_id', true) AS tenant`.execute(
        db,
      ),
    )
    expect(between.rows).toEqual([{ seqscan: 'on', tenant: '' }])
  })

  test('a lock is released as soon as its work is done', async () => {
    const second = await open('auto')
    const inner = () => withLockOrSkip(second, 77, async () => 'second')
    expect(await withLockOrSkip(database, 77, async () => [await inner(), 'first'])).toEqual([null, 'first'])
    expect(await inner()).toBe('second')
    await second.close()
  })

  test('forced prepared statements fail with one sentence', async () => {
    const stubborn = await open(true)
    const failures: string[] = []
    const tried = () => settings(stubborn).catch((error: Error) => void failures.push(error.message))
    const [one, two] = [0, 1].map(() => new pg.Client({ connectionString: url }))
    await Promise.all([one?.connect(), two?.connect()])
    // The session that knows the statements is kept from it, and another given up: so it gets that one.
    for (let round = 0; round < 20 && failures.length === 0; round += 1) {
      await one?.query('BEGIN')
      await tried()
      await two?.query('BEGIN')
      await one?.query('COMMIT')
      await tried()
      await two?.query('COMMIT')
    }
    await Promise.all([one?.end(), two?.end()])
    expect(failures).toContainEqual(expect.stringContaining('PARLEY_DATABASE_PREPARE=off'))
    await stubborn.close()
  })

  test('without a pooler, none is detected', async () => {
    const { href } = Object.assign(new URL(serverUrl ?? ''), { pathname: new URL(url).pathname })
    const direct = await openDatabase({ kind: 'server', url: new Secret(href), connectionsMax: 2 })
    expect(await direct.isPooled()).toBe(false)
    await direct.close()
  })

  test('a server starts, answers, and doctor reports the pooler', { timeout: 120_000 }, async () => {
    const { startChildServer } = await import('#test/support/child-server.ts')
    const env = {
      ...place.env,
      DATABASE_URL: url,
      PARLEY_OWNER_EMAIL: 'o@example.com',
      PARLEY_OWNER_PASSWORD: 'long-enough-password',
    }
    const server = await startChildServer(env)
    try {
      const ready = await fetch(`${server.url}/readyz`)
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }])
      expect(server.output()).not.toMatch(/prepared statement|unsupported startup/)
      const told = await parley(['doctor'], env)
      expect(told.output).toMatch(/isPooled.*(true|yes)/)
    } finally {
      await server.kill('SIGTERM')
    }
  })
})
