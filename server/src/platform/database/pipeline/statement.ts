import type pg from 'pg'

/** What the database returns for a statement. */
export interface StatementResult {
  readonly command: string
  readonly rows: unknown[]
  /** Null for commands that count nothing, such as `CREATE TABLE`. */
  readonly rowCount: number | null
}

/** A statement to be sent, and the two ways in which it can end. */
export interface PipelinedStatement {
  readonly text: string
  /** The name under which the connection keeps it prepared; undefined for a statement that is used once. */
  readonly name: string | undefined
  readonly values: readonly (string | Buffer | null)[]
  resolve(result: StatementResult): void
  reject(reason: unknown): void
}

/** The columns of a statement's rows, as the database described them. */
export interface RowShape {
  readonly names: readonly string[]
  readonly parsers: readonly ((text: string) => unknown)[]
  /** A row without values. Copies of it share one hidden class, which the engine reads fast. */
  readonly blank: Readonly<Record<string, unknown>>
}

export type TypeParsers = Pick<pg.CustomTypesConfig, 'getTypeParser'>

/** What one connection remembers between round trips. */
export interface PipelineSession {
  readonly types: TypeParsers
  /** The names of its prepared statements. */
  readonly prepared: Set<string>
  /** By name of the statement; null for one that returns no rows. */
  readonly shapes: Map<string, RowShape | null>
}
