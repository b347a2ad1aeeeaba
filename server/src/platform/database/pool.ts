import {
  type CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type PostgresPool,
  type PostgresPoolClient,
} from 'kysely'
import pg, { type PoolClient, type PoolConfig } from 'pg'
import { asDatabaseFault } from './faults.ts'
import type { Schema } from './schema.ts'

/** One connection, and the Kysely that speaks through it. */
export interface BorrowedConnection {
  readonly client: PoolClient
  readonly db: Kysely<Schema>
  /** Sends a statement at once, in the order of the calls. */
  execute(statement: CompiledQuery): Promise<unknown>
  /** What the first statement failed with since it was borrowed; those behind it only say that one did. */
  firstFailure(): unknown
  giveBack(discard?: Error): void
}

/** Connections, and for each the Kysely that speaks through it. */
export interface DatabasePool {
  /** Lends one connection. `discard` closes it instead of giving it back. */
  borrow(): Promise<BorrowedConnection>
  administer<R>(run: (db: Kysely<Schema>) => Promise<R>): Promise<R>
  end(): Promise<void>
}

const INT8 = 20
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

const PREPARED_MAX = 300

/**
 * Names for statements, so that a server plans each once for a connection. Only the first ones are named: texts that
 * vary without end, such as lists of ids, must not fill its memory.
 */
function openNames() {
  const names = new Map<string, string>()
  return (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= PREPARED_MAX) return known
    const name = `parley_${names.size}`
    names.set(text, name)
    return name
  }
}

type NameOf = (text: string) => string | undefined

/** The part of the driver's client that its types leave out. */
interface Wire {
  connection: { stream: { cork(): void; uncork(): void } }
}

/**
 * Lets everything that is asked of a connection in one turn of the event loop leave in one packet. A system call for
 * each statement costs more than the statement.
 */
export function sendTogether(client: PoolClient): void {
  const { stream } = (client as unknown as Wire).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

const connectionOf = (
  client: PoolClient,
  nameOf: NameOf,
  onFailure: (failure: unknown) => void,
): DatabaseConnection => ({
  async executeQuery(query) {
    const name = nameOf(query.sql)
    sendTogether(client)
    const answer = client.query({
      text: query.sql,
      values: query.parameters as unknown[],
      ...(name !== undefined && { name }),
    })
    const { rows, rowCount } = await answer.catch((failure: unknown) => {
      onFailure(failure)
      throw failure
    })
    return { rows, ...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }) }
  },
  streamQuery() {
    throw new TypeError('Rows are not streamed here; ask for pages.')
  },
})

const kyselyOver = (connection: DatabaseConnection): Kysely<Schema> => {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        init: async () => {},
        acquireConnection: async () => connection,
        releaseConnection: async () => {},
        destroy: async () => {},
        beginTransaction: async () => {
          throw new TypeError('A transaction is open already.')
        },
        commitTransaction: async () => {},
        rollbackTransaction: async () => {},
      }),
    },
  })
}

/**
 * The same pool, but values are written into the text. Outside a transaction the embedded database takes the several
 * messages of one statement with values from different connections in turns; one message cannot be torn apart.
 */
const withoutParameters = (pool: pg.Pool): PostgresPool => ({
  ...({ options: pool.options, Client: pg.Client } as Pick<PostgresPool, 'options'>),
  end: () => pool.end(),
  async connect() {
    const client = await pool.connect()
    const query = (text: string, values: readonly unknown[]) => client.query(inline(text, values))
    return { query, release: () => client.release() } as unknown as PostgresPoolClient
  },
})

const inline = (text: string, values: readonly unknown[]): string =>
  values.length === 0
    ? text
    : text.replace(/\$(\d+)/g, (_, at: string) => {
        const value = values[Number(at) - 1]
        return value === null || value === undefined ? 'NULL' : pg.escapeLiteral(String(value))
      })

/** What speaks through one connection, and what its statements failed with since it was borrowed. */
interface Speaker {
  readonly connection: DatabaseConnection
  readonly db: Kysely<Schema>
  readonly failures: unknown[]
}

/** Opens a pool. Statements queue on their connection without waiting for each other's answers (pipelining). */
export function openPool(config: PoolConfig, { prepares }: { prepares: boolean }): DatabasePool {
  // The embedded database is one session behind all connections, where names would collide.
  const nameOf: NameOf = prepares ? openNames() : () => undefined
  const pool = new pg.Pool({
    ...config,
    types,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'parley',
  } as PoolConfig)
  // A connection that dies while idle is replaced by the next borrower; without a listener it would end the process.
  pool.on('error', () => {})
  const speakers = new WeakMap<PoolClient, Speaker>()
  const speakerOf = (client: PoolClient) => {
    const known = speakers.get(client)
    if (known) return known
    const failures: unknown[] = []
    const connection = connectionOf(client, nameOf, (failure) => failures.push(failure))
    const speaker = { connection, db: kyselyOver(connection), failures }
    speakers.set(client, speaker)
    return speaker
  }

  return {
    async borrow() {
      const client = await pool.connect().catch((error: unknown) => {
        throw asDatabaseFault(error)
      })
      const { connection, db, failures } = speakerOf(client)
      failures.length = 0
      return {
        client,
        db,
        execute: (statement) => connection.executeQuery(statement),
        firstFailure: () => failures[0],
        giveBack: (discard) => client.release(discard),
      }
    },
    administer: (run) =>
      run(
        new Kysely<Schema>({
          dialect: new PostgresDialect({ pool: prepares ? pool : withoutParameters(pool) }),
        }),
      ),
    end: () => pool.end(),
  }
}
