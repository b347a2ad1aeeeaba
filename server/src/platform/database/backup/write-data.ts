import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import type { DataPart, TableSum } from './part.ts'
import { RowDigest } from './row-digest.ts'
import { readData } from './read-data.ts'
import { readTables, setPlainFormats, type TableShape } from './tables.ts'
import { withoutRules } from './without-rules.ts'

/** The copy differs from what was read. */
export class CopyDiffers extends Error {
  override readonly name = 'CopyDiffers'
}

/**
 * Writes a dump into empty tables of the same schema, then reads everything back and compares. If it throws, the
 * transaction must be rolled back. Returns the checksums of the tables.
 */
export async function writeData(
  tx: Kysely<Schema>,
  parts: AsyncIterable<DataPart>,
): Promise<readonly TableSum[]> {
  await setPlainFormats(tx)
  const tables = new Map((await readTables(tx)).map((table) => [table.name, table]))
  const sums = await withoutRules(tx, () => writeAll(tx, tables, parts))
  const strangers = [...tables.keys()].filter((name) => !sums.some(({ table }) => table === name))
  if (strangers.length > 0) throw new CopyDiffers(`Nothing was said of ${strangers.join(', ')}.`)
  await compare(tx, sums)
  return sums
}

async function writeAll(
  tx: Kysely<Schema>,
  tables: ReadonlyMap<string, TableShape>,
  parts: AsyncIterable<DataPart>,
): Promise<TableSum[]> {
  const sums: TableSum[] = []
  let digest = new RowDigest()
  let insert: ((lines: readonly string[]) => Promise<void>) | null = null
  for await (const part of parts) {
    if (part.type === 'table') {
      insert = insertInto(tx, part, tables.get(part.table))
      digest = new RowDigest()
    } else if (part.type === 'rows') {
      for (const line of part.lines) digest.add(line)
      await insert?.(part.lines)
    } else if (part.type === 'sum') {
      if (part.rows !== digest.rows || part.digest !== digest.hex)
        throw new CopyDiffers(`Rows of ${part.table} were lost during the copy.`)
      sums.push({ table: part.table, rows: part.rows, digest: part.digest })
    } else await sql`SELECT setval(${part.sequence}::regclass, ${part.value}::bigint)`.execute(tx)
  }
  return sums
}

function insertInto(
  tx: Kysely<Schema>,
  { table, columns }: { table: string; columns: readonly string[] },
  shape: TableShape | undefined,
) {
  const types = new Map(shape?.columns.map(({ name, type }) => [name, type]))
  const strange = columns.find((column) => !types.has(column))
  if (!shape || strange !== undefined || types.size !== columns.length)
    throw new CopyDiffers(`The table ${table} has different columns here.`)
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = sql.join(
    columns.map((column, at) => sql`(line ->> ${sql.lit(at)})::${sql.raw(types.get(column) ?? 'text')}`),
  )
  return async (lines: readonly string[]) =>
    void (await sql`
      INSERT INTO ${sql.table(table)} (${names}) OVERRIDING SYSTEM VALUE
      SELECT ${values} FROM jsonb_array_elements(${`[${lines.join(',')}]`}::jsonb) line`.execute(tx))
}

async function compare(tx: Kysely<Schema>, sums: readonly TableSum[]) {
  const there = new Map<string, TableSum>()
  for await (const part of readData(tx)) if (part.type === 'sum') there.set(part.table, part)
  const differing = sums.filter(({ table, rows, digest }) => {
    const found = there.get(table)
    return found?.rows !== rows || found.digest !== digest
  })
  if (differing.length > 0)
    throw new CopyDiffers(
      `The copy differs in ${differing.map(({ table }) => table).join(', ')}; it was discarded.`,
    )
}
