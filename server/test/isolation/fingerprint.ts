import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Application } from '#kernel/application.ts'

/** A digest of everything that a tenant has, table by table, and of its files; but for when a key was used last. */
export type Fingerprint = Readonly<Record<string, string>>

/** The tables that hold tenants' rows. */
export const tenantTables = (app: Application): Promise<string[]> =>
  app.database.administer(async (db) => {
    const { rows } = await sql<{ name: string }>`
      SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'tenant_id' ORDER BY 1`.execute(db)
    return rows.map(({ name }) => name)
  })

export async function fingerprint(
  app: Application,
  tenantId: string,
  tables: readonly string[],
  filesDirectory: string,
): Promise<Fingerprint> {
  const each = tables.map(
    (table) =>
      `SELECT '${table}' AS name, count(*) || ' ' || coalesce(md5(string_agg(facts, ' ' ORDER BY facts)), '') AS digest FROM (SELECT (to_jsonb(t) - 'last_used_at' - 'last_seen_at')::text AS facts FROM ${table} t) rows`,
  )
  const { rows } = await app.database.read(tenantId, (tx) =>
    sql.raw<{ name: string; digest: string }>(each.join(' UNION ALL ')).execute(tx),
  )
  const files = readdirSync(filesDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes(tenantId))
    .map((entry) => join(entry.parentPath, entry.name))
  return {
    ...Object.fromEntries(rows.map(({ name, digest }) => [name, digest])),
    'the files on disk': files.sort().join(),
  }
}

/** What is different. */
export const changesBetween = (before: Fingerprint, after: Fingerprint): string[] =>
  Object.keys(before).filter((name) => before[name] !== after[name])
