import { sql } from 'kysely'
import type { Database } from '#platform/database/open.ts'

const SHOWN_FROM = 50

/** The size of the tables with their indexes, per turn: a question and its answer. */
export async function readSizes(database: Database, tenantId: string, messages: number) {
  const { rows } = await database.read(tenantId, (tx) =>
    sql<{ name: string; bytes: number }>`
      SELECT name, sum(pg_total_relation_size(oid))::float / ${messages / 2} AS bytes FROM (
        SELECT c.oid, coalesce(of.relname, c.relname) AS name FROM pg_class c
        LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class of ON of.oid = i.inhparent
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace) AS part
      GROUP BY name ORDER BY bytes DESC`.execute(tx),
  )
  const bytesPerTurn = rows.reduce((sum, { bytes }) => sum + bytes, 0)
  return { bytesPerTurn, tables: rows.filter(({ bytes }) => bytes > SHOWN_FROM) }
}
