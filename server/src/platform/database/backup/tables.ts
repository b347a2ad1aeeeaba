import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** A table as its rows are read from it and written to it. */
export interface TableShape {
  readonly name: string
  /** Stored columns with the names of their types; generated ones are derived from them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** Who sees its rows: each tenant its own, the system those of all tenants, or the owner of the schema. */
  readonly seenBy: 'tenant' | 'system' | 'owner'
}

/** Exists in a database while it is being restored. */
export const UNFINISHED = 'unfinished_restore'

/** The migrator's own tables, which each database keeps for itself. */
const books = ['schema_migrations', 'schema_migrations_lock', UNFINISHED]

/** Leaves out tables of extensions. `c` is the row of pg_class. */
export const isNoExtensions = sql<boolean>`
  NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`

/** All of our tables with rows, by name; the rows of a partition belong to its table. */
export async function readTables(db: Kysely<Schema>): Promise<TableShape[]> {
  const { rows } = await sql<{ name: string; columns: [string, string][]; seen_by: TableShape['seenBy'] }>`
    SELECT c.relname AS name, kept.columns,
      CASE WHEN NOT kept.has_tenant THEN 'owner'
        WHEN EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'across') THEN 'system'
        ELSE 'tenant' END AS seen_by
    FROM pg_class c
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, NULL)) ORDER BY a.attnum) AS columns,
        bool_or(a.attname = 'tenant_id') AS has_tenant
      FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ) kept
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace AND ${isNoExtensions}
    ORDER BY c.relname`.execute(db)
  return rows
    .filter(({ name }) => !books.includes(name))
    .map(({ name, columns, seen_by }) => ({
      name,
      columns: columns.map(([column, type]) => ({ name: column, type })),
      seenBy: seen_by,
    }))
}

/** Sequences that gave a number already, and the last that they gave. */
export async function readSequences(db: Kysely<Schema>): Promise<{ name: string; value: string }[]> {
  const { rows } = await sql<{ name: string; value: string }>`
    SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`.execute(db)
  return rows
}

/**
 * Makes values independent of the server's format settings, and allows sequential scans and hash joins, until the
 * transaction ends.
 */
export const setPlainFormats = async (tx: Kysely<Schema>) =>
  void (await sql`
    SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true),
      set_config('IntervalStyle', 'postgres', true), set_config('bytea_output', 'hex', true),
      set_config('extra_float_digits', '1', true), set_config('statement_timeout', '0', true),
      set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true),
      set_config('idle_in_transaction_session_timeout', '0', true)`.execute(tx))
