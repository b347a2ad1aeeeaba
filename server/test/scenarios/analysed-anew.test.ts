import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import type { Database } from '#platform/database/open.ts'
import { type EmptyInstallation, emptyInstallation } from '#test/support/empty-installation.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'

// The migration 0101 has what was stored before it analysed anew; 0118 has it read again, and 0121 what was attached to
// messages.

const BEFORE = '0100-groups-of-terms'
const AFTER = '0101-openings'
const READ_AGAIN = '0118-as-written'
const ATTACHED_TOO = '0121-file-texts-as-written'
const [tenantId, sourceId, emptyId, fileId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]

let place: EmptyInstallation
let database: Database

beforeAll(async () => {
  place = await emptyInstallation(serverOfRun())
  database = await place.open()
  await migrate(database, { to: BEFORE })
  await database.system((tx) =>
    sql`INSERT INTO tenants (tenant_id, slug, name) VALUES (${tenantId}, 'before', 'Before')`.execute(tx),
  )
  await database.write(tenantId, (tx) =>
    sql`INSERT INTO sources (tenant_id, id, name, passage_count, term_count)
      VALUES (${tenantId}, ${sourceId}, 'Handbook', 3, 90), (${tenantId}, ${emptyId}, 'Empty', 0, 0)`.execute(
      tx,
    ),
  )
})
afterAll(async () => {
  await database.close()
  await place[Symbol.asyncDispose]()
})

const jobs = (name = 'source.reanalyse') =>
  database.read(tenantId, async (tx) => {
    const { rows } = await sql<{ source: string; waits: boolean }>`
      SELECT input ->> 'sourceId' AS source, run_at > now() + interval '5 minutes' AS waits
      FROM jobs WHERE name = ${name} ORDER BY run_at DESC`.execute(tx)
    return rows
  })

test('every knowledge base with passages is analyzed again once processes of the previous version are gone', async () => {
  await migrate(database, { to: AFTER })
  expect(await jobs()).toEqual([{ source: sourceId, waits: true }])
})

test('every knowledge base with passages is read again', async () => {
  await migrate(database, { to: READ_AGAIN })
  expect(await jobs('source.reread')).toEqual([{ source: sourceId, waits: true }])
})

test('attachments are read again once for each tenant that has any', async () => {
  await migrate(database, { to: '0120-own-agents' })
  await database.write(tenantId, async (tx) => {
    await sql`INSERT INTO files (tenant_id, id, owner_kind, owner_id, name, media_type, size_bytes, sha256, blob_key)
      VALUES (${tenantId}, ${fileId}, 'member', ${fileId}, 'rules.md', 'text/markdown', 3, '', 'uploads/rules')`.execute(
      tx,
    )
    await sql`INSERT INTO file_texts (tenant_id, file_id, kind, state, text)
      VALUES (${tenantId}, ${fileId}, 'words', 'ready', '102')`.execute(tx)
  })
  await migrate(database, { to: ATTACHED_TOO })
  expect(await jobs('file-text.reread')).toEqual([{ source: null, waits: true }])
})
