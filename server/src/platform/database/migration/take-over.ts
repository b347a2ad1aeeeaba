import { type Kysely, sql } from 'kysely'
import { UNFINISHED } from '../backup/tables.ts'
import type { Schema } from '../schema.ts'
import { baselineMigrations } from './steps.ts'

/** Records the baseline in place of all earlier migrations. Their schema is the same. */
export async function takeOver(tx: Kysely<Schema>): Promise<void> {
  await sql`DELETE FROM schema_migrations`.execute(tx)
  await recordBaseline(tx)
}

/** Records all migrations of the baseline as run. */
export async function recordBaseline(tx: Kysely<Schema>): Promise<void> {
  await sql`
    INSERT INTO schema_migrations (name, timestamp)
    SELECT name, ${new Date().toISOString()} FROM unnest(${await baselineMigrations()}::text[]) AS name`.execute(
    tx,
  )
}

/** Deletes all our tables and functions, whichever steps created them; the migrator's own tables stay, empty. */
export async function clear(tx: Kysely<Schema>): Promise<void> {
  await sql
    .raw(`
      DO $$
      DECLARE
        found record;
      BEGIN
        FOR found IN
          SELECT c.oid::regclass AS name FROM pg_class c
          WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
            AND c.relname NOT IN ('schema_migrations', 'schema_migrations_lock', '${UNFINISHED}')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        LOOP
          EXECUTE format('DROP TABLE %s CASCADE', found.name);
        END LOOP;
        FOR found IN
          SELECT p.oid::regprocedure AS name FROM pg_proc p
          WHERE p.prokind = 'f' AND p.pronamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
        LOOP
          EXECUTE format('DROP FUNCTION %s CASCADE', found.name);
        END LOOP;
        DELETE FROM schema_migrations;
      END $$`)
    .execute(tx)
}
