import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Schema } from './schema.ts'

/** A statement that is built once and runs with any values. */
export interface Statement<Values extends object, Row> {
  /** The statement with these values. */
  with(values: Values): CompiledQuery<Row>
  /** Runs it; the rows in the order the database gave them. */
  rows(tx: Runner, values: Values): Promise<Row[]>
  /** Runs it; the first row, or null. */
  row(tx: Runner, values: Values): Promise<Row | null>
}

/** A transaction, as far as running a finished statement goes. */
export type Runner = Pick<Kysely<Schema>, 'executeQuery'>

/** The source of a statement, written with the query builder or as SQL. */
export interface Unbuilt<Row> {
  compile(db: Kysely<Schema>): CompiledQuery<Row>
}

/** Stands for a value while a statement is built. */
class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const builder = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) })

/**
 * Builds a statement at its first use only, for those that every turn runs: building one takes longer than sending it.
 * `build` gets placeholders for the values, so it may only pass them on; a value that changes the statement's text
 * needs a statement for each variant.
 */
export function statement<Values extends object, Row>(
  build: (db: Kysely<Schema>, values: Values) => Unbuilt<Row>,
): Statement<Values, Row> {
  let built: CompiledQuery<Row> | null = null
  const given = (values: Values): CompiledQuery<Row> => {
    built ??= build(builder, placeholders as Values).compile(builder)
    return {
      ...built,
      parameters: built.parameters.map((parameter) =>
        parameter instanceof Placeholder ? values[parameter.name as keyof Values] : parameter,
      ),
    }
  }
  const rows = async (tx: Runner, values: Values) => (await tx.executeQuery(given(values))).rows
  return { with: given, rows, row: async (tx, values) => (await rows(tx, values))[0] ?? null }
}
