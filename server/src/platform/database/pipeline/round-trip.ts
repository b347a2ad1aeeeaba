import pg from 'pg'
import utils from 'pg/lib/utils.js'
import { type Column, openResults, type Results } from './results.ts'
import type { PipelinedStatement, PipelineSession } from './statement.ts'

/**
 * The private methods of the driver's connection that a round trip calls. Together with the `handle…` methods below and
 * with `prepareValue` they are all that Parley uses of `pg` beyond its types. `round-trip.test.ts` checks each of them
 * with the version in package.json.
 */
interface Connection {
  readonly stream: { cork(): void; uncork(): void }
  parse(statement: { name?: string | undefined; text: string }): void
  bind(portal: { statement?: string | undefined; values: readonly unknown[] }): void
  describe(of: { type: 'P'; name: string }): void
  close(of: { type: 'S'; name: string }): void
  execute(portal: object): void
  sync(): void
}

/** A value as the driver writes it for PostgreSQL. Throws for a value that cannot be written, such as a circular object. */
export const toParameter = (value: unknown): string | Buffer | null => utils.prepareValue(value)

/**
 * Statements that leave in one packet and are answered in one. The driver by itself closes each statement, for which the
 * server sends a packet of its own, and has the columns described every time: both cost more than most statements do.
 * After a failure the server skips the rest, so every later statement fails with the same reason.
 */
export class RoundTrip extends pg.Query {
  readonly statements: readonly PipelinedStatement[]
  readonly session: PipelineSession
  readonly #results: Results

  constructor(statements: readonly PipelinedStatement[], session: PipelineSession) {
    super('')
    this.statements = statements
    this.session = session
    this.#results = openResults(statements, session)
  }

  override readonly submit = (to: unknown) => {
    const connection = to as Connection
    const { prepared, shapes } = this.session
    connection.stream.cork()
    for (const { name, text, values } of this.statements) {
      if (name === undefined || !prepared.has(name)) {
        // A statement of that name which failed may still be there.
        if (name !== undefined) connection.close({ type: 'S', name })
        connection.parse({ name, text })
        if (name !== undefined) prepared.add(name)
      }
      connection.bind({ statement: name, values })
      if (name === undefined || !shapes.has(name)) connection.describe({ type: 'P', name: '' })
      connection.execute({})
    }
    connection.sync()
    connection.stream.uncork()
  }

  handleRowDescription({ fields }: { fields: readonly Column[] }) {
    this.#results.describe(fields)
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }) {
    this.#results.add(fields)
  }

  handleCommandComplete({ text }: { text: string }) {
    this.#results.complete(text)
  }

  handleError(reason: unknown) {
    this.#results.fail(reason)
  }

  handleReadyForQuery() {
    this.#results.end()
  }
}
