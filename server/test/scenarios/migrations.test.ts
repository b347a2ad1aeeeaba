import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, migrationHistory, SchemaRefused } from '#platform/database/migrate.ts'
import { type Database, openDatabase } from '#platform/database/open.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'

/** A busy machine takes minutes for all migrations of the embedded database. */
const LONG = { timeout: 300_000 }

let database: Database
let drop: () => Promise<void>

beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  database = await openDatabase(fresh.options)
})
afterAll(async () => {
  await database.close()
  await drop()
})

const tables = () =>
  database.administer(async (db) => {
    const found = await db.introspection.getTables()
    return found.map(({ name }) => name).sort()
  })

test('every migration goes up, down and up again, with the same tables', LONG, async () => {
  await migrate(database, 'latest')
  const before = await tables()
  const names = (await migrationHistory(database)).map(({ name }) => name)
  const [first = '', ...others] = names
  const down = names.toReversed().map((name) => `down ${name}`)
  expect(await migrate(database, { to: 'nothing' })).toEqual(down)
  expect((await tables()).filter((name) => !name.startsWith('schema_'))).toEqual([])
  expect(await migrate(database, 'up')).toEqual([`up ${first}`])
  expect(await migrate(database, 'latest')).toEqual(others.map((name) => `up ${name}`))
  expect(await tables()).toEqual(before)
  expect(await migrate(database, 'latest')).toEqual([])
  expect(await migrate(database, 'down')).toEqual(down.slice(0, 1))
  await migrate(database, { to: first })
  expect((await migrationHistory(database)).filter(({ executedAt }) => executedAt !== null)).toHaveLength(1)
})

test('concurrent migrators take turns', LONG, async () => {
  await migrate(database, { to: 'nothing' })
  const steps = await Promise.all([
    migrate(database, 'latest'),
    migrate(database, 'latest'),
    migrate(database, 'latest'),
  ])
  const names = (await migrationHistory(database)).map(({ name }) => `up ${name}`)
  expect(steps.flat().toSorted()).toEqual(names)
})

test('a partly migrated or newer schema is refused with an explanation', async () => {
  const change = (statement: string) =>
    database.administer(async (db) => void (await sql.raw(statement).execute(db)))
  await change(`DELETE FROM schema_migrations WHERE name = '0002-people-and-keys'`)
  await expect(migrate(database, 'latest')).rejects.toThrow(SchemaRefused)
  await expect(migrate(database, 'latest')).rejects.toThrow(/half migrated/)
  await change(`INSERT INTO schema_migrations (name, timestamp) VALUES ('0002-people-and-keys', now()::text)`)
  await change(`INSERT INTO schema_migrations (name, timestamp) VALUES ('9999-future', now()::text)`)
  await expect(migrate(database, 'latest')).rejects.toThrow(/newer Parley/)
  await change(`DELETE FROM schema_migrations WHERE name = '9999-future'`)
})
