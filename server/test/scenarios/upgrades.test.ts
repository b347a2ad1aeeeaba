import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import type { Database } from '#platform/database/open.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { everyRow } from '#test/support/every-row.ts'
import { OLD_TENANT, storedAfter, storeOldData, withoutNewId } from '#test/support/old-data.ts'
import { parley } from '#test/support/parley-command.ts'

const serverUrl = process.env.PARLEY_TEST_DATABASE_URL
/** A busy machine takes minutes for all migrations of the embedded database. */
const LONG = { timeout: 300_000 }

/** A database that was upgraded from version to version while people stored things in it. */
async function grownUp(database: Database) {
  const stages: { name: string; tables: Awaited<ReturnType<typeof everyRow>> }[] = []
  for (const name of storedAfter) {
    await migrate(database, { to: name })
    await storeOldData(database, name)
    if (['0005-work', '0006-knowledge'].includes(name))
      stages.push({ name, tables: await everyRow(database) })
  }
  await migrate(database, 'latest')
  return stages
}

test('from the first schema to the newest and back down, what people had stored stays', LONG, async () => {
  await using place = await emptyInstallation(serverUrl)
  const database = await place.open()
  try {
    const stages = await grownUp(database)
    // What migrations make of rows that were there, whoever owns the tables.
    const derived = await database.read(OLD_TENANT, async (tx) => {
      const { rows } = await sql`
        SELECT (SELECT live_revision FROM documents) AS live,
          (SELECT last_seen_at = created_at FROM visitors) AS seen,
          (SELECT is_named FROM conversations WHERE title <> '') AS named,
          (SELECT role FROM project_members) AS project_role,
          (SELECT cardinality(reader_ids) FROM conversations WHERE project_id IS NOT NULL) AS readers,
          (SELECT count(*)::int FROM agent_versions) AS versions,
          (SELECT parts -> 0 ->> 'text' FROM messages WHERE seq = 1) AS said`.execute(tx)
      return rows[0]
    })
    expect(derived).toEqual({
      live: 1,
      seen: true,
      named: true,
      project_role: 'owner',
      readers: 1,
      versions: 1,
      said: '你好',
    })
    for (const { name, tables } of stages.toReversed()) {
      await migrate(database, { to: name })
      const now = await everyRow(database)
      for (const [table, rows] of Object.entries(tables)) {
        // What was stored later in a table of that time may be more.
        expect(now[table]?.map(withoutNewId), `${table} at ${name}`).toEqual(
          expect.arrayContaining(rows.map(withoutNewId)),
        )
      }
    }
    expect((await migrate(database, 'latest')).length).toBeGreaterThan(40)
  } finally {
    await database.close()
  }
})

test('a schema of a newer program is refused by every command, and nothing is touched', async () => {
  await using place = await emptyInstallation(serverUrl)
  const database = await place.open()
  await migrate(database, 'latest')
  await database.administer(
    async (db) =>
      void (await sql`INSERT INTO schema_migrations (name, timestamp) VALUES ('9999-future', '')`.execute(
        db,
      )),
  )
  const before = await everyRow(database)
  await database.close()
  for (const command of [['start'], ['migrate', 'down']]) {
    const refused = await parley(command, { ...place.env, PORT: '0' })
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('newer Parley')])
  }
  const after = await place.open()
  expect(await everyRow(after).finally(() => after.close())).toEqual(before)
})
