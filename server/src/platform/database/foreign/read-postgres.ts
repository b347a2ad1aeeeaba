import { Client, escapeIdentifier } from 'pg'
import { type Staging, VALUE_MAX } from './staging.ts'

const ROWS_AT_ONCE = 500

/** Copies every table of a PostgreSQL database in one snapshot. Throws the driver's error if it is unreachable. */
export async function readPostgres(url: string, staging: Staging): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'parley import' })
  // The next query reports a lost connection.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(
      `SET TIME ZONE 'UTC'; SET datestyle = 'ISO'; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`,
    )
    const { rows: tables } = await client.query<{ name: string; columns: string[] }>(`
      SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      GROUP BY c.relname ORDER BY c.relname`)
    for (const table of tables) await copyTable(client, table, staging)
  } finally {
    await client.end()
  }
}

async function copyTable(
  client: Client,
  { name, columns }: { name: string; columns: readonly string[] },
  staging: Staging,
): Promise<void> {
  const add = staging.table(name, columns)
  const texts = columns.map((column) => `${escapeIdentifier(column)}::text`)
  const values = texts.map((text) => `CASE WHEN octet_length(${text}) <= ${VALUE_MAX} THEN ${text} END`)
  const tooLong = texts.map((text) => `coalesce(octet_length(${text}) > ${VALUE_MAX}, false)`)
  await client.query(
    `DECLARE stretch NO SCROLL CURSOR FOR SELECT ${values.join(', ')}, ${tooLong.join(' OR ')} FROM ${escapeIdentifier(name)}`,
  )
  let row = 0
  for (;;) {
    const { rows } = await client.query<(string | boolean | null)[]>({
      text: `FETCH ${ROWS_AT_ONCE} FROM stretch`,
      rowMode: 'array',
    })
    for (const found of rows) {
      row += 1
      if (found.at(-1) === true)
        staging.unread.push({ table: name, row, reason: 'A value is too large to import.' })
      else add(found.slice(0, -1) as (string | null)[])
    }
    if (rows.length < ROWS_AT_ONCE) break
  }
  await client.query('CLOSE stretch')
}
