import { sql } from 'kysely'
import type { Database } from '#platform/database/open.ts'

/** The settings of a session in which `now()` is what the gate says it is. */
export const SESSION_OPTIONS =
  '-c search_path=virtual,pg_catalog,public -c virtual.now=2100-01-01 -c synchronous_commit=off -c plan_cache_mode=force_generic_plan'

/**
 * Lets a database go by a clock of ours: a function that comes before PostgreSQL's own where a session looks for `now()`,
 * and for the dates that columns have by themselves.
 */
export const installVirtualNow = (database: Database): Promise<unknown> =>
  database.administer(async (db) => {
    await sql`CREATE SCHEMA virtual`.execute(db)
    await sql`
      CREATE FUNCTION virtual.now() RETURNS timestamptz LANGUAGE sql STABLE
      AS $$ SELECT current_setting('virtual.now')::timestamptz $$`.execute(db)
    await sql`GRANT USAGE ON SCHEMA virtual TO PUBLIC`.execute(db)
    await sql`
      DO $$
      DECLARE one record;
      BEGIN
        FOR one IN
          SELECT a.attrelid::regclass AS name, a.attname
          FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
          WHERE pg_get_expr(d.adbin, d.adrelid) = 'now()'
        LOOP
          EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT virtual.now()', one.name, one.attname);
        END LOOP;
      END $$`.execute(db)
  })
