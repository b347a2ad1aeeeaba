import { type Compilable, type CompiledQuery, type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'
import { sealable } from './sealable.ts'
import { type Contents } from '../crypto/contents.ts'
import { statement } from './statement.ts'

/** A statement over any number of rows. Several of one kind that leave together may travel as one. */
export interface SetQuery extends CompiledQuery {
  readonly kind: SetStatement<never>
  readonly rows: readonly unknown[]
}

export interface SetStatement<Row> {
  with(rows: readonly Row[]): SetQuery
}

type Render<Row> = (rows: readonly Row[], contents: Contents) => string

/** These columns of rows of a table, taken from a value of JSON that has them by their names. */
export const columnsFrom = (table: keyof Schema & string, columns: readonly string[], rows: string) =>
  sql`SELECT ${sql.join(columns.map((column) => sql.ref(column)))}
    FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${rows}::jsonb)`

const asJson = (rows: readonly unknown[]): string => JSON.stringify(rows)

/**
 * Puts together a statement that takes its rows from one value of JSON. `build` gets that value; `render` makes it, and seals
 * in it what somebody wrote.
 */
export function setStatement<Row>(
  build: (db: Kysely<Schema>, values: { rows: string }) => Compilable<unknown>,
  render: Render<Row> = asJson,
): SetStatement<Row> {
  const { with: given } = statement(build)
  const kind: SetStatement<Row> = {
    with: (rows) => ({ ...given({ rows: sealable(rows, render) }), kind, rows }),
  }
  return kind
}

const isSet = (query: CompiledQuery): query is SetQuery => 'kind' in query && 'rows' in query

/**
 * The statements of several writers as one list: each writer's stay in their order, and those over rows that can meet do. What
 * one writer needs to come first, such as the row that another of its rows names, so comes first for all.
 */
export function joined(writers: readonly (readonly CompiledQuery[])[]): CompiledQuery[] {
  const list: CompiledQuery[] = []
  for (const statements of writers) {
    let at = 0
    for (const query of statements) {
      const met = isSet(query)
        ? list.findIndex((one, place) => place >= at && isSet(one) && one.kind === query.kind)
        : -1
      if (met < 0) list.splice(at, 0, query)
      else list[met] = together(list[met] as SetQuery, query as SetQuery)
      at = (met < 0 ? at : met) + 1
    }
  }
  return list
}

const together = (one: SetQuery, other: SetQuery): SetQuery =>
  one.kind.with([...one.rows, ...other.rows] as never[])
