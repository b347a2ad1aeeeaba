import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import {
  alterPartitions,
  PartitionsBusy,
  type Partition,
  type Partitioned,
  readPartitions,
  restOf,
  withoutRowSecurity,
} from './partition.ts'

export interface Over {
  /** Partitions of the time before this are over. */
  readonly before: Date
  /** A condition on rows that stay nevertheless: they go to the rest. */
  readonly except?: RawBuilder<unknown>
  /** The maximum number of rows to move while others wait; a partition with more is kept. */
  readonly exceptMax?: number
}

const EXCEPT_MAX = 20_000

/** Drops partitions whose time is over. Returns the names of those dropped. */
export async function dropPartitions(
  db: Kysely<Schema>,
  { table }: Pick<Partitioned, 'table'>,
  over: Over,
): Promise<string[]> {
  const dropped: string[] = []
  for (const one of await readPartitions(db, table)) {
    if (one.to > over.before) break
    if (await alterPartitions(db, table, (tx) => drop(tx, table, one, over))) dropped.push(one.name)
  }
  return dropped
}

async function drop(
  tx: Kysely<Schema>,
  table: string,
  { name }: Partition,
  { except, exceptMax = EXCEPT_MAX }: Over,
): Promise<void> {
  const part = sql.table(name)
  await sql`ALTER TABLE ${sql.table(table)} DETACH PARTITION ${part}`.execute(tx)
  if (except) {
    await sql`ALTER TABLE ${part} NO FORCE ROW LEVEL SECURITY`.execute(tx)
    const rest = restOf(table)
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM (SELECT FROM ${part} WHERE ${except} LIMIT ${exceptMax + 1}) AS kept`.execute(
      tx,
    )
    if ((rows[0]?.count ?? 0) > exceptMax) throw new PartitionsBusy()
    await withoutRowSecurity(tx, rest, () =>
      sql`INSERT INTO ${sql.table(rest)} SELECT * FROM ${part} WHERE ${except}`.execute(tx),
    )
  }
  await sql`DROP TABLE ${part}`.execute(tx)
}
