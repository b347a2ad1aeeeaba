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
import { type Answer, openCourier } from './round-trip.ts'
import type { Schema } from './schema.ts'
import { type Connections, type DatabaseWatch, unwatched } from './watch.ts'

/** One connection, and the Kysely that speaks through it. */
export interface BorrowedConnection {
  readonly client: PoolClient
  readonly db: Kysely<Schema>
  /** Sends what a transaction begins with, ahead of its first statement. */
  open(opening: Opening): Promise<unknown>
  /** Resolves with what the database made of it, which after a failure is ROLLBACK. */
  commit(): Promise<{ command: string }>
  rollback(): Promise<unknown>
  /** Sends a statement at once, in the order of the calls. */
  execute(statement: CompiledQuery): Promise<unknown>
  /** What the first statement failed with since it was borrowed; those behind it only say that one did. */
  firstFailure(): unknown
  giveBack(discard?: Error): void
}

/** The statements that a transaction begins with. */
export type Opening = readonly { readonly text: string; readonly values: readonly string[] }[]

/** Connections, and for each the Kysely that speaks through it. */
export interface DatabasePool {
  /** Lends one connection. `discard` closes it instead of giving it back. */
  /** `tenantId`: whom its statements are for; null for what works across tenants. */
  borrow(tenantId: string | null): Promise<BorrowedConnection>
  administer<R>(run: (db: Kysely<Schema>) => Promise<R>): Promise<R>
  connections(): Connections
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
function sendTogether(client: PoolClient): void {
  const { stream } = (client as unknown as Wire).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** How statements travel over one connection. */
interface Route extends Pick<BorrowedConnection, 'open' | 'commit' | 'rollback'> {
  ask(text: string, values: readonly unknown[]): Promise<Answer>
}

/** A server prepares each statement once, and answers all that were sent together in one packet. */
function preparedRoute(client: PoolClient, nameOf: NameOf): Route {
  const courier = openCourier(client, types)
  const ask: Route['ask'] = (text, values) => courier.ask(text, values, nameOf(text))
  return {
    ask,
    open: (opening) => Promise.all(opening.map(({ text, values }) => ask(text, values))),
    commit: () => ask('COMMIT', []),
    rollback() {
      courier.flush()
      return client.query('ROLLBACK')
    },
  }
}

/** The embedded database is one session behind all connections, where the names of prepared statements would collide. */
function plainRoute(client: PoolClient): Route {
  const ask = (text: string, values?: readonly unknown[]) => {
    sendTogether(client)
    return client.query(text, values as unknown[])
  }
  return {
    ask,
    // Until a transaction stands, only what is said in one message cannot be torn apart.
    open: (opening) => ask(opening.map(({ text, values }) => inline(text, values)).join(';')),
    commit: () => ask('COMMIT'),
    rollback: () => ask('ROLLBACK'),
  }
}

const connectionOf = (
  route: Route,
  note: (text: string, tookMs: number) => void,
  onFailure: (failure: unknown) => void,
): DatabaseConnection => ({
  async executeQuery<R>(query: CompiledQuery) {
    const askedAt = performance.now()
    const { rows, rowCount } = await route.ask(query.sql, query.parameters).catch((failure: unknown) => {
      onFailure(failure)
      throw failure
    })
    note(query.sql, performance.now() - askedAt)
    return { rows: rows as R[], ...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }) }
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
  readonly route: Route
  readonly connection: DatabaseConnection
  readonly db: Kysely<Schema>
  readonly failures: unknown[]
  /** Whom it speaks for just now. */
  tenantId: string | null
}

/** Opens a pool. Statements queue on their connection without waiting for each other's answers (pipelining). */
export function openPool(
  config: PoolConfig,
  { prepares, watch = unwatched }: { prepares: boolean; watch?: DatabaseWatch },
): DatabasePool {
  const nameOf = openNames()
  const pool = new pg.Pool({
    ...config,
    types,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'parley',
  } as PoolConfig)
  // A connection that dies while idle is replaced by the next borrower; of one that dies at work its statements tell. Without
  // listeners either would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  const speakers = new WeakMap<PoolClient, Speaker>()
  const speakerOf = (client: PoolClient) => {
    const known = speakers.get(client)
    if (known) return known
    const failures: unknown[] = []
    const route = prepares ? preparedRoute(client, nameOf) : plainRoute(client)
    const note = (text: string, tookMs: number) => watch.statement(text, tookMs, speaker.tenantId)
    const connection = connectionOf(route, note, (failure) => failures.push(failure))
    const speaker: Speaker = { route, connection, db: kyselyOver(connection), failures, tenantId: null }
    speakers.set(client, speaker)
    return speaker
  }

  return {
    async borrow(tenantId) {
      const client = await pool.connect().catch((error: unknown) => {
        throw asDatabaseFault(error)
      })
      const speaker = speakerOf(client)
      const { route, connection, db, failures } = speaker
      speaker.tenantId = tenantId
      failures.length = 0
      return {
        client,
        db,
        open: route.open,
        commit: route.commit,
        rollback: route.rollback,
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
    connections: () => ({
      idle: pool.idleCount,
      busy: pool.totalCount - pool.idleCount,
      waiting: pool.waitingCount,
    }),
    end: () => pool.end(),
  }
}
