import { sql } from 'kysely'
import type { Database } from '#platform/database/open.ts'

const SHOWN_FROM = 50

/** What the tables take, with their indexes, for each turn: a question and its answer. */
export async function readSizes(database: Database, tenantId: string, messages: number) {
  const { rows } = await database.read(tenantId, (tx) =>
    sql<{ name: string; bytes: number }>`
      SELECT relname AS name, pg_total_relation_size(oid)::float / ${messages / 2} AS bytes FROM pg_class
      WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
      ORDER BY pg_total_relation_size(oid) DESC`.execute(tx),
  )
  const bytesPerTurn = rows.reduce((sum, { bytes }) => sum + bytes, 0)
  return { bytesPerTurn, tables: rows.filter(({ bytes }) => bytes > SHOWN_FROM) }
}
