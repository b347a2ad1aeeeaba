import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Step } from './steps.ts'
import { statementsOf } from './touched-tables.ts'

const BUILDS = /^CREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/i

/**
 * Runs the statements of a step one by one, each in its own transaction; indexes are built concurrently. An unfinished
 * index is built again, a finished one stays: the step can be repeated from wherever it stopped.
 */
export async function runOutside(db: Kysely<Schema>, step: Step): Promise<void> {
  for (const statement of statementsOf(step.sql)) {
    const index = BUILDS.exec(statement)?.[1]
    const state = index === undefined ? null : await stateOf(db, index)
    if (state === 'valid') continue
    if (index !== undefined && state === 'unfinished')
      await sql`DROP INDEX CONCURRENTLY ${sql.table(index)}`.execute(db)
    await sql.raw(statement).execute(db)
  }
}

async function stateOf(db: Kysely<Schema>, index: string): Promise<'valid' | 'unfinished' | null> {
  const { rows } = await sql<{ valid: boolean }>`
    SELECT i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relname = ${index} AND c.relnamespace = 'public'::regnamespace`.execute(db)
  const [found] = rows
  return found ? (found.valid ? 'valid' : 'unfinished') : null
}
