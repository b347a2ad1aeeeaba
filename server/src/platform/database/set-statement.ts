import { type AliasedRawBuilder, type CompiledQuery, type Kysely, sql } from 'kysely'
import type { Contents } from '../crypto/contents.ts'
import type { Schema } from './schema.ts'
import { sealable } from './sealable.ts'
import { type Runner, statement, type Unbuilt } from './statement.ts'

/** A statement over any number of given rows. Several of one kind that are sent together become one. */
export interface SetQuery<Row = unknown> extends CompiledQuery<Row> {
  readonly kind: SetStatement<never, Row>
  readonly given: readonly unknown[]
}

export interface SetStatement<Given, Row = unknown> {
  with(given: readonly Given[]): SetQuery<Row>
}

type Render<Given> = (given: readonly Given[], contents: Contents) => string

/** These columns of rows of a table, taken from a value of JSON that has them by their names. */
export const columnsFrom = (table: keyof Schema & string, columns: readonly string[], rows: string) =>
  sql`SELECT ${sql.join(columns.map((column) => sql.ref(column)))}
    FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${rows}::jsonb)`

const asJson = (given: readonly unknown[]): string => JSON.stringify(given)

/**
 * Builds a statement that takes its rows from one JSON value. `build` gets that value; `render` makes it, and encrypts
 * in it what people wrote.
 */
export function setStatement<Given, Row = unknown>(
  build: (db: Kysely<Schema>, values: { rows: string }) => Unbuilt<Row>,
  render: Render<Given> = asJson,
): SetStatement<Given, Row> {
  const { with: filled } = statement(build)
  const kind: SetStatement<Given, Row> = {
    with: (given) => ({ ...filled({ rows: sealable(given, render) }), kind, given }),
  }
  return kind
}

/** The index of the given row that a result belongs to, counted from one. */
export interface Nth {
  readonly nth: number
}

/** The given rows as a table `given`, with their indexes. */
export type GivenTable<Given> = AliasedRawBuilder<Given & Nth, 'given'>

/** A query or a change for each of any number of given rows. */
export interface SetQuestion<Given, Row> extends SetStatement<Given, Row & Nth> {
  /** The results for given rows, in the database's order. */
  rows(tx: Runner, ...given: Given[]): Promise<(Row & Nth)[]>
  row(tx: Runner, given: Given): Promise<(Row & Nth) | null>
}

/**
 * Builds a statement whose input rows form a table of these types, and whose results name their input row. Callers in
 * one transaction share a statement, and each gets its own results.
 */
export function setQuestion<Given extends object, Row>(
  types: Readonly<Record<keyof Given & string, string>>,
  build: (db: Kysely<Schema>, given: GivenTable<Given>) => Unbuilt<Row & Nth>,
  render?: Render<Given>,
): SetQuestion<Given, Row> {
  const kind = setStatement<Given, Row & Nth>((db, { rows }) => build(db, tableOf(types, rows)), render)
  const rows = async (tx: Runner, ...given: Given[]) =>
    (await tx.executeQuery<Row & Nth>(kind.with(given))).rows
  return { ...kind, rows, row: async (tx, given) => (await rows(tx, given))[0] ?? null }
}

function tableOf<Given>(types: Readonly<Record<string, string>>, rows: string): GivenTable<Given> {
  const columns = Object.entries(types).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`)
  const names = [...Object.keys(types), 'nth'].map((name) => sql.ref(name))
  return sql<
    Given & Nth
  >`ROWS FROM (jsonb_to_recordset(${rows}::jsonb) AS (${sql.join(columns)})) WITH ORDINALITY`.as<'given'>(
    sql`given(${sql.join(names)})`,
  )
}

export const isSet = (query: CompiledQuery): query is SetQuery => 'kind' in query && 'given' in query
