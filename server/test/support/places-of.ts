import { sql } from 'kysely'
import type { TestApp } from './open-test-app.ts'

/** The rows of a tenant where a word stands, whatever the table and the column. */
export async function placesOf(app: TestApp, tenantId: string, word: string): Promise<string[]> {
  const { rows: tables } = await app.database.administer((db) =>
    sql<{ name: string }>`SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND NOT relispartition
        AND attname = 'tenant_id' ORDER BY 1`.execute(db),
  )
  const places: string[] = []
  for (const { name } of tables) {
    const { rows } = await app.database.read(tenantId, (tx) =>
      sql
        .raw<{ text: string }>(`SELECT t::text AS text FROM ${name} t WHERE t::text ILIKE '%${word}%'`)
        .execute(tx),
    )
    places.push(...rows.map(({ text }) => `${name}: ${text}`))
  }
  return places
}
