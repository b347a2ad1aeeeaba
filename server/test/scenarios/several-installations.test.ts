import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Secret } from '#platform/crypto/secret.ts'
import { migrate, SchemaRefused } from '#platform/database/migrate.ts'
import { type Database, openDatabase } from '#platform/database/open.ts'
import { eachPostgres, startEach } from '#test/support/each-postgres.ts'
import { OLD_TENANT, storeOldData } from '#test/support/old-data.ts'
import type { TemporaryPostgres } from '../../../scripts/temporary-postgres.ts'

const LONG = { timeout: 240_000 }

describe.each(eachPostgres)('several installations on one server: $name', (release) => {
  let server: TemporaryPostgres | null
  const opened: Database[] = []

  beforeAll(async () => {
    server = await startEach(release)
  }, 60_000)
  afterAll(async () => {
    for (const database of opened) await database.close()
    server?.stop()
  })

  const asSuperuser = async (...statements: string[]) => {
    const client = new pg.Client({ connectionString: server?.superuserUrl ?? '' })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.end()
    }
  }
  const urlOf = (login: string, database = login) =>
    Object.assign(new URL(server?.superuserUrl ?? ''), { username: login, pathname: `/${database}` }).href
  const open = (login: string) => {
    const url = new Secret(urlOf(login))
    const database = openDatabase({ kind: 'server', url, connectionsMax: 4 })
    return database.then((one) => (opened.push(one), one))
  }
  const readTitles = (database: Database) =>
    database.read(OLD_TENANT, async (tx) => {
      const { rows } = await sql<{ name: string; role: string }>`
        SELECT name, current_user AS role FROM agents`.execute(tx)
      return rows
    })
  /** Through all migrations, with rows of the first days. */
  const install = async (database: Database) => {
    await migrate(database, { to: '0005-work' })
    const { rows } = await database.administer((db) =>
      sql<{
        name: string
      }>`SELECT r.rolname AS name FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
        WHERE p.polrelid = 'tenants'::regclass AND p.polname = 'tenant'`.execute(db),
    )
    await storeOldData(database, '0005-work', rows[0]?.name)
    await migrate(database, 'latest')
  }

  test(
    'each with its own login role has its own roles, and none sees another’s rows',
    LONG,
    async ({ skip }) => {
      skip(!server, release.missing)
      for (const login of ['shop', 'Help-Desk'])
        await asSuperuser(
          `CREATE ROLE "${login}" LOGIN CREATEROLE`,
          `CREATE DATABASE "${login}" OWNER "${login}"`,
        )
      const [shop, desk] = [await open('shop'), await open('Help-Desk')]
      await install(shop)
      await install(desk)
      expect(await readTitles(shop)).toEqual([{ name: 'Ada', role: 'shop_app' }])
      expect(await readTitles(desk)).toEqual([{ name: 'Ada', role: 'help_desk_app' }])
      expect(await migrate(shop, { to: '0011-events-jobs-and-reports' })).not.toEqual([])
      expect(await migrate(shop, 'latest')).not.toEqual([])
      const intruder = new pg.Client({ connectionString: urlOf('shop', 'Help-Desk') })
      await intruder.connect()
      await expect(intruder.query('SET ROLE help_desk_app')).rejects.toThrow(/permission denied to set role/)
      await expect(intruder.query('SELECT * FROM agents')).rejects.toThrow(/permission denied/)
      await intruder.end()
    },
  )

  test(
    'a login role that cannot create roles says what an administrator should run, and then works',
    LONG,
    async ({ skip }) => {
      skip(!server, release.missing)
      await asSuperuser('CREATE ROLE plain LOGIN', 'CREATE DATABASE plain OWNER plain')
      const database = await open('plain')
      const refused = await migrate(database, 'latest').catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(SchemaRefused)
      const { message } = refused as SchemaRefused
      const statements = /run: (.*;) \(/.exec(message)?.[1] ?? ''
      expect(statements).toContain('GRANT plain_app, plain_system, plain_search TO "plain";')
      await asSuperuser(statements)
      await install(database)
      expect(await readTitles(database)).toEqual([{ name: 'Ada', role: 'plain_app' }])
    },
  )

  test('an existing installation keeps its roles', LONG, async ({ skip }) => {
    skip(!server, release.missing)
    const names = ['parley_app', 'parley_system', 'parley_search']
    await asSuperuser(
      ...names.map((name) => `CREATE ROLE ${name} NOLOGIN`),
      'CREATE ROLE former LOGIN',
      'CREATE DATABASE former OWNER former',
      `GRANT ${names.join(', ')} TO former`,
    )
    const database = await open('former')
    await install(database)
    expect(await readTitles(database)).toEqual([{ name: 'Ada', role: 'parley_app' }])
    // Its tables say which roles are theirs, whatever the login role has besides.
    await asSuperuser('CREATE ROLE former_app NOLOGIN', 'GRANT former_app TO former')
    const again = await open('former')
    expect(await migrate(again, { to: '0011-events-jobs-and-reports' })).not.toEqual([])
    expect(await migrate(again, 'latest')).not.toEqual([])
    expect(await readTitles(again)).toEqual([{ name: 'Ada', role: 'parley_app' }])
  })
})
