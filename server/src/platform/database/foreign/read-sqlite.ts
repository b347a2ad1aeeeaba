import { DatabaseSync } from 'node:sqlite'
import { SourceRefused } from './refused.ts'
import { type Staging, VALUE_MAX } from './staging.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Copies every table of an SQLite file. Throws SourceRefused for a file that is damaged. */
export function readSqlite(path: string, staging: Staging): void {
  try {
    const source = new DatabaseSync(path, { readOnly: true })
    try {
      for (const { name } of source
        .prepare(
          `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
        )
        .all())
        copyTable(source, String(name), staging)
    } finally {
      source.close()
    }
  } catch (error) {
    throw new SourceRefused(`${path} cannot be read as an SQLite database: ${(error as Error).message}.`)
  }
}

function copyTable(source: DatabaseSync, table: string, staging: Staging): void {
  const columns = source
    .prepare(`PRAGMA table_info(${quoted(table)})`)
    .all()
    .map(({ name }) => String(name))
  const add = staging.table(table, columns)
  const values = columns.map(
    (column, at) =>
      `CASE WHEN length(CAST(${quoted(column)} AS BLOB)) > ${VALUE_MAX} THEN NULL ELSE CAST(${quoted(column)} AS TEXT) END AS c${at}`,
  )
  const tooLong = columns.map(
    (column) => `coalesce(length(CAST(${quoted(column)} AS BLOB)) > ${VALUE_MAX}, 0)`,
  )
  let row = 0
  for (const found of source
    .prepare(`SELECT ${values.join(', ')}, ${tooLong.join(' OR ')} AS too_long FROM ${quoted(table)}`)
    .iterate()) {
    row += 1
    if (found.too_long) staging.unread.push({ table, row, reason: 'A value is too large to import.' })
    else add(columns.map((_, at) => (found[`c${at}`] ?? null) as string | null))
  }
}
