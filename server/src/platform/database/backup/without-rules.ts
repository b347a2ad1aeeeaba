import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

interface ForeignKey {
  readonly on_table: string
  readonly name: string
  readonly definition: string
}

/**
 * Lets rows be written in any order and unchanged: foreign keys are dropped and added again, which validates them;
 * triggers are disabled, so that nothing is counted twice; row isolation is off for the owner. Everything is restored
 * when this resolves; if it throws, the transaction must be rolled back.
 */
export async function withoutRules<R>(tx: Kysely<Schema>, run: () => Promise<R>): Promise<R> {
  const { rows: tables } = await sql<{ name: string; forces: boolean; triggers: boolean }>`
    SELECT relname AS name, relforcerowsecurity AS forces,
      EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS triggers
    FROM pg_class c WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1`.execute(
    tx,
  )
  // They act in the order in which they were created.
  const { rows: keys } = await sql<ForeignKey>`
    SELECT c.relname AS on_table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND k.conparentid = 0 AND c.relnamespace = 'public'::regnamespace ORDER BY k.oid`.execute(
    tx,
  )
  const change = async (table: string, changes: readonly string[]) =>
    void (await sql`ALTER TABLE ${sql.table(table)} ${sql.raw(changes.join(', '))}`.execute(tx))
  for (const { on_table, name } of keys) await change(on_table, [`DROP CONSTRAINT ${quoted(name)}`])
  for (const { name, forces, triggers } of tables) {
    if (forces) await change(name, ['NO FORCE ROW LEVEL SECURITY'])
    if (triggers) await change(name, ['DISABLE TRIGGER USER'])
  }
  const result = await run()
  for (const { on_table, name, definition } of keys)
    await change(on_table, [`ADD CONSTRAINT ${quoted(name)} ${definition}`])
  for (const { name, forces, triggers } of tables) {
    if (forces) await change(name, ['FORCE ROW LEVEL SECURITY'])
    if (triggers) await change(name, ['ENABLE TRIGGER USER'])
  }
  return result
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
