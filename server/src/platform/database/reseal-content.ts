import { sql } from 'kysely'
import type { Contents } from '../crypto/contents.ts'
import type { Database, Transaction } from './open.ts'
import { sealable, sealableText } from './sealable.ts'

/** A column with what people wrote, which is encrypted if the operator wants that. */
export interface ContentColumn {
  readonly table: string
  readonly column: string
  /** Of each row within its tenant. */
  readonly key: readonly string[]
  /** The stored form, for columns of JSON. Omitted: a text. */
  readonly render?: (value: unknown, contents: Contents) => string
  /** Whether it holds a list of texts. */
  readonly isList?: true
}

const ROWS_AT_ONCE = 200

/**
 * Stores a tenant's content again in its current form: encrypted with the newest key, or in plain text if encryption is
 * off. Returns the number of values processed. The database must be able to decrypt the old form.
 */
export async function resealContent(
  database: Database,
  tenantId: string,
  columns: readonly ContentColumn[],
): Promise<number> {
  let count = 0
  for (const column of columns)
    for (let after: readonly unknown[] | null = []; after !== null; ) {
      const from: readonly unknown[] = after
      const done = await database.write(tenantId, (tx) => resealSome(tx, column, from))
      count += done.count
      after = done.last
    }
  return count
}

interface Done {
  readonly count: number
  /** The key of the last row; null after the last of all. */
  readonly last: readonly unknown[] | null
}

/** Some rows of a table, locked, so that concurrent writes are not lost. */
async function resealSome(tx: Transaction, content: ContentColumn, after: readonly unknown[]): Promise<Done> {
  const { table, column, key } = content
  const keys = sql.join(key.map((name) => sql.ref(name)))
  const isLater =
    after.length === 0 ? sql`TRUE` : sql`(${keys}) > (${sql.join(after.map((one) => sql`${one}`))})`
  const { rows } = await sql<Record<string, unknown>>`
    SELECT ${keys}, ${sql.ref(column)} AS content_to_seal FROM ${sql.table(table)}
    WHERE ${sql.ref(column)} IS NOT NULL AND ${isLater}
    ORDER BY ${keys} LIMIT ${ROWS_AT_ONCE} FOR NO KEY UPDATE`.execute(tx)
  for (const row of rows) {
    const isSame = sql.join(
      key.map((name) => sql`${sql.ref(name)} = ${row[name]}`),
      sql` AND `,
    )
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${anew(content, row.content_to_seal)}
      WHERE ${isSame}`.execute(tx)
  }
  const last = rows.at(-1)
  return {
    count: rows.length,
    last: last && rows.length === ROWS_AT_ONCE ? key.map((name) => last[name]) : null,
  }
}

function anew({ render, isList }: ContentColumn, value: unknown): unknown {
  if (isList) return (value as string[]).map(sealableText)
  return render ? sealable(value, render) : sealableText(value as string)
}
