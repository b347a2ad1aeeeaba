import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import type { Database } from '#platform/database/open.ts'
import { numberOf, readProfile } from '#platform/lexical/profile.ts'
import { type EmptyInstallation, emptyInstallation } from '#test/support/empty-installation.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'

// Terms became numbers in the migration 0020: what was stored before it is found after it.

const BEFORE = '0019-analysis'
const AFTER = '0020-numbered-terms'
const [tenantId, sourceId, documentId] = [randomUUID(), randomUUID(), randomUUID()]
const salt = Number.parseInt(sourceId.slice(-8), 16) | 0

/** What each passage says how often, by its place in the document. */
const passages: readonly { terms: Record<string, number>; isDisabled?: boolean }[] = [
  { terms: { garage: 3, 停: 1, 停车: 1, "it's": 2, 'back\\slash': 1 } },
  { terms: { garage: 1, 𠮷野家: 2, 'a b': 1 }, isDisabled: true },
  { terms: { often: 255 } },
  { terms: {} },
]

let place: EmptyInstallation
let database: Database

beforeAll(async () => {
  place = await emptyInstallation(serverOfRun())
  database = await place.open()
  await migrate(database, { to: BEFORE })
  await database.system((tx) =>
    sql`INSERT INTO tenants (tenant_id, slug, name) VALUES (${tenantId}, 'before', 'Before')`.execute(tx),
  )
  await database.write(tenantId, async (tx) => {
    await sql`INSERT INTO sources (tenant_id, id, name) VALUES (${tenantId}, ${sourceId}, 'Handbook')`.execute(
      tx,
    )
    await sql`INSERT INTO documents (tenant_id, id, source_id, name, media_type, size_bytes, content, state, revision, live_revision)
      VALUES (${tenantId}, ${documentId}, ${sourceId}, 'a.md', 'text/markdown', 1, 'a', 'ready', 1, 1)`.execute(
      tx,
    )
    for (const [ordinal, { terms, isDisabled = false }] of passages.entries())
      await sql`INSERT INTO passages (tenant_id, id, source_id, document_id, revision, ordinal, heading_path, start_offset,
          end_offset, text, terms, term_count, is_disabled)
        VALUES (${tenantId}, ${randomUUID()}, ${sourceId}, ${documentId}, 1, ${ordinal}, '{}', 0, 1, 'a',
          ${vectorOf(terms, isDisabled)}::tsvector, 1, ${isDisabled})`.execute(tx)
    for (const [term, count] of passageCounts())
      await sql`INSERT INTO term_statistics (tenant_id, source_id, term, passage_count)
        VALUES (${tenantId}, ${sourceId}, ${term}, ${count})`.execute(tx)
  })
})
afterAll(async () => {
  await database.close()
  await place[Symbol.asyncDispose]()
})

/** As passages were stored: terms with as many positions as they occur, and marks of where they are found. */
function vectorOf(terms: Record<string, number>, isDisabled: boolean): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  const places = (count: number) => Array.from({ length: count }, (_, at) => at + 1).join()
  const said = Object.entries(terms).map(([term, count]) => `${quoted(term)}:${places(count)}`)
  return [...said, ...(isDisabled ? [] : [quoted(`=${sourceId}`), quoted(`@${tenantId}`)])].join(' ')
}

function passageCounts(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { terms } of passages)
    for (const term of Object.keys(terms)) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

const asAfter = () =>
  database.read(tenantId, async (tx) => {
    const { rows } = await sql<{
      terms: number[]
      profile: Buffer
    }>`SELECT terms, profile FROM passages ORDER BY ordinal`.execute(tx)
    const { rows: statistics } = await sql<{ number: number; term: string; passage_count: number }>`
      SELECT number, term, passage_count FROM term_statistics`.execute(tx)
    return {
      passages: rows.map(({ terms, profile }) => {
        const counts: Record<number, number> = {}
        readProfile(profile, (number, count) => (counts[number] = count))
        return { numbers: terms.map((placed) => placed ^ salt).sort((a, b) => a - b), counts }
      }),
      statistics: Object.fromEntries(
        statistics.map(({ number, term, passage_count: count }) => [number, [term, count]]),
      ),
    }
  })

const expected = {
  passages: passages.map(({ terms }) => ({
    numbers: Object.keys(terms)
      .map(numberOf)
      .sort((a, b) => a - b),
    counts: Object.fromEntries(Object.entries(terms).map(([term, count]) => [numberOf(term), count])),
  })),
  statistics: Object.fromEntries(
    [...passageCounts()].map(([term, count]) => [numberOf(term), [term, count]]),
  ),
}

test('older terms are numbered like new ones', async () => {
  await migrate(database, { to: AFTER })
  expect(await asAfter()).toEqual(expected)
  const { rows } = await database.read(tenantId, (tx) =>
    sql<{
      passage_id: string
    }>`SELECT passage_id FROM search_passages(${tenantId}, ARRAY[${sourceId}]::uuid[],
      ARRAY[${numberOf('garage') ^ salt}]::integer[], 10)`.execute(tx),
  )
  // The other one that says so is disabled.
  expect(rows).toHaveLength(1)
  await migrate(database, 'latest')
  expect(await asAfter()).toEqual(expected)
})
