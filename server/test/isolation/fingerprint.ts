import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Application } from '#kernel/application.ts'

/**
 * A digest of everything that a tenant has, table by table, and of its files; but for when a key was used last, and for
 * how far a job is: one that fails is tried again by itself, whatever is done meanwhile, as hours are counted.
 */
export type Fingerprint = Readonly<Record<string, string>>

/** The tables that hold tenants' rows. */
export const tenantTables = (app: Application): Promise<string[]> =>
  app.database.administer(async (db) => {
    const { rows } = await sql<{ name: string }>`
      SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`.execute(
      db,
    )
    return rows.map(({ name }) => name)
  })

/** What is counted behind the scenes of all that is in the other tables. */
const COUNTED = ['rolled_until', 'stale_hours', 'usage_hours', 'report_hours']

const MOVING = ['last_used_at', 'last_seen_at']
const MOVING_OF_JOBS = ['state', 'tries', 'lease_owner', 'lease_until', 'run_at', 'ended_at', 'last_error']

const without = (table: string): string =>
  [...MOVING, ...(table === 'jobs' ? MOVING_OF_JOBS : [])].map((column) => ` - '${column}'`).join('')

/** Takes tenants' fingerprints, anew only when something was written since. */
export function openFingerprints(app: Application, tables: readonly string[], filesDirectory: string) {
  const each = tables
    .filter((table) => !COUNTED.includes(table))
    .map(
      (table) =>
        `SELECT '${table}' AS name, count(*) || ' ' || coalesce(md5(string_agg(facts, ' ' ORDER BY facts)), '') AS digest FROM (SELECT (to_jsonb(t)${without(table)})::text AS facts FROM ${table} t) rows`,
    )
  const kept = new Map<string, { moment: string; rows: Fingerprint }>()

  const rowsOf = async (tenantId: string): Promise<Fingerprint> => {
    const moment = await latestWrite(app)
    const known = kept.get(tenantId)
    if (known?.moment === moment) return known.rows
    const { rows } = await app.database.read(tenantId, (tx) =>
      sql.raw<{ name: string; digest: string }>(each.join(' UNION ALL ')).execute(tx),
    )
    const digests = Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
    kept.set(tenantId, { moment, rows: digests })
    return digests
  }

  const filesOf = (tenantId: string) =>
    readdirSync(filesDirectory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath.includes(tenantId))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .join()

  return async (tenantId: string): Promise<Fingerprint> => ({
    ...(await rowsOf(tenantId)),
    'the files on disk': filesOf(tenantId),
  })
}

/** The next transaction that writes gets this number: as long as it stays, nothing was written. */
const latestWrite = (app: Application): Promise<string> =>
  app.database.system(async (tx) => {
    const { rows } = await sql<{ next: string }>`
      SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next`.execute(tx)
    return rows[0]?.next ?? ''
  })

/** What is different. */
export const changesBetween = (before: Fingerprint, after: Fingerprint): string[] =>
  Object.keys(before).filter((name) => before[name] !== after[name])
