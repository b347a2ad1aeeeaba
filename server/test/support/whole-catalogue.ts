import { sql } from 'kysely'
import type { Database } from '#platform/database/open.ts'

/**
 * All that a database's schema says, a line each: two databases with the same lines cannot be told apart by a statement.
 * Left out is what follows a table's age and nothing that runs depends on: its partitions and the names of NOT NULLs.
 */
export const wholeCatalogue = (database: Database): Promise<string[]> =>
  database.administer(async (db) => {
    const { rows } = await sql<{ line: string }>`
      WITH ours AS (SELECT c.* FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
      SELECT concat_ws(' | ', relkind, relname, relowner::regrole, reloptions, relpersistence, relrowsecurity, relforcerowsecurity,
        pg_get_partkeydef(oid), pg_get_indexdef(CASE WHEN relkind IN ('i', 'I') THEN oid END),
        (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(relacl) a), obj_description(oid, 'pg_class')) AS line FROM ours
      UNION ALL SELECT concat_ws(' | ', 'column', c.relname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname,
        format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attstattarget, a.attstorage, a.attcompression,
        a.attoptions, a.attacl, pg_get_expr(d.adbin, c.oid), col_description(c.oid, a.attnum))
        FROM ours c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'p', 'S')
      UNION ALL SELECT concat_ws(' | ', 'constraint', c.relname, k.conname, k.contype, k.convalidated, k.condeferrable, pg_get_constraintdef(k.oid))
        FROM pg_constraint k JOIN ours c ON c.oid = k.conrelid WHERE k.contype <> 'n'
      UNION ALL SELECT concat_ws(' | ', 'trigger', c.relname, t.tgenabled, pg_get_triggerdef(t.oid))
        FROM pg_trigger t JOIN ours c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
      UNION ALL SELECT concat_ws(' | ', 'policy', c.relname, p.polname, p.polcmd, p.polpermissive, p.polroles::regrole[]::text,
        pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)) FROM pg_policy p JOIN ours c ON c.oid = p.polrelid
      UNION ALL SELECT concat_ws(' | ', 'function', p.proowner::regrole, pg_get_functiondef(p.oid),
        (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(p.proacl) a), obj_description(p.oid, 'pg_proc'))
        FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f' AND NOT EXISTS (
          SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
      UNION ALL SELECT concat_ws(' | ', 'schema', nspname, (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(nspacl) a))
        FROM pg_namespace WHERE nspname NOT LIKE 'pg_temp%' AND nspname NOT LIKE 'pg_toast_temp%'
      UNION ALL SELECT concat_ws(' | ', 'type', typname, typtype) FROM pg_type
        WHERE typnamespace = 'public'::regnamespace AND typtype IN ('d', 'e', 'r')
      UNION ALL SELECT concat_ws(' | ', 'extension', extname) FROM pg_extension
      UNION ALL SELECT concat_ws(' | ', 'statistics', pg_get_statisticsobjdef(oid)) FROM pg_statistic_ext
      ORDER BY 1`.execute(db)
    return rows.map(({ line }) => line)
  })
