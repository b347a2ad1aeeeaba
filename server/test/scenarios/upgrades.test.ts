import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { everyRow } from '#test/support/every-row.ts'
import { growUp, OLD_TENANT } from '#test/support/old-data.ts'
import { parley } from '#test/support/parley-command.ts'

const serverUrl = process.env.PARLEY_TEST_DATABASE_URL
/** A busy machine takes minutes for all migrations of the embedded database. */
const LONG = { timeout: 300_000 }

test('from the first schema to the newest, stored data stays', LONG, async () => {
  await using place = await emptyInstallation(serverUrl)
  const database = await place.open()
  try {
    await growUp(database)
    await migrate(database, 'latest')
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
  } finally {
    await database.close()
  }
})

test('a newer program’s schema is refused by every command, and nothing is changed', async () => {
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
