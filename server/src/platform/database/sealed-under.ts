import { sql } from 'kysely'
import type { Database } from './open.ts'
import type { SealedColumn } from './reseal.ts'

/**
 * The number of these tenants' secrets under each key, by name of the key. Columns that an older schema lacks are left
 * out. Read-only.
 */
export async function sealedUnder(
  database: Database,
  tenantIds: AsyncIterable<string>,
  columns: readonly SealedColumn[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  const known = await columnsOf(database)
  const there = columns.filter(({ table, column }) => known.has(`${table}.${column}`))
  if (there.length === 0) return found
  const each = there.map(
    ({ table, column }) =>
      sql`SELECT split_part(${sql.ref(column)}, '.', 2) AS name FROM ${sql.table(table)} WHERE ${sql.ref(column)} IS NOT NULL`,
  )
  for await (const tenantId of tenantIds) {
    const { rows } = await database.read(tenantId, (tx) =>
      sql<{ name: string; count: number }>`
        SELECT name, count(*)::integer AS count FROM (${sql.join(each, sql` UNION ALL `)}) sealed GROUP BY name`.execute(
        tx,
      ),
    )
    for (const { name, count } of rows) found.set(name, (found.get(name) ?? 0) + count)
  }
  return found
}

const columnsOf = (database: Database): Promise<ReadonlySet<string>> =>
  database.administer(async (db) => {
    const { rows } = await sql<{ name: string }>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public'`.execute(db)
    return new Set(rows.map(({ name }) => name))
  })
