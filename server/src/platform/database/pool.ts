import {
  type CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
} from 'kysely'
import pg, { type PoolClient, type PoolConfig } from 'pg'
import { type Contents, MARK, unsealed } from '../crypto/contents.ts'
import { asDatabaseFault } from './faults.ts'
import type { Viewer } from './open.ts'
import { type Company, openParts } from './part.ts'
import { DEFAULT_PREFIX, type RolePrefix } from './roles.ts'
import { openNames, preparedRoute, type Route } from './route.ts'
import type { Schema } from './schema.ts'
import { rendered } from './sealable.ts'
import { askServer, type ServerFacts } from './server-facts.ts'
import { type Connections, type DatabaseWatch, unwatched } from './watch.ts'

/** One connection, and the Kysely that speaks through it. */
export interface BorrowedConnection extends Omit<Route, 'ask' | 'beforeSending'> {
  readonly client: PoolClient
  /** The prefix of the roles used by its transactions. */
  readonly prefix: RolePrefix
  readonly db: Kysely<Schema>
  /** Sends a statement immediately, in the order of the calls. */
  execute(statement: CompiledQuery): Promise<readonly unknown[]>
  /** Opens a part of the transaction for each viewer; it was opened for their `commonViewer`. */
  share(viewers: readonly Viewer[]): Company
  /** The first error since it was borrowed; later statements only fail because of it. */
  firstFailure(): unknown
  giveBack(discard?: Error): void
}

export interface PoolOptions {
  /**
   * Whether statements are prepared under names, which is faster and needs a session of our own; `auto`: unless there
   * is a pooler.
   */
  readonly prepares: true | 'unnamed' | 'auto'
  readonly watch?: DatabaseWatch
  /** Encrypts and decrypts what people wrote; nothing is encrypted if omitted. */
  readonly contents?: () => Contents
}

/** Connections, and for each the Kysely that speaks through it. */
export interface DatabasePool {
  /** Lends one connection. `discard` closes it instead of giving it back. */
  /** `tenantId`: the tenant of its statements; null for work across tenants. */
  borrow(tenantId: string | null): Promise<BorrowedConnection>
  administer<R>(run: (db: Kysely<Schema>) => Promise<R>): Promise<R>
  /** Whether a pooler shares the server's sessions between clients. */
  isPooled(): Promise<boolean>
  connections(): Connections
  end(): Promise<void>
}

const INT8 = 20
const TEXT = 25
const VARCHAR = 1043
const TEXTS = 1009
const JSONB = 3802

/**
 * How values are read. Encrypted text is decrypted wherever it occurs, except in whole rows that are copied, as for
 * backups.
 */
function typesWith(contents: () => Contents): pg.CustomTypesConfig {
  const readText = (text: string) => (text.startsWith(MARK) ? contents().open(text) : text)
  const readJson = (text: string): unknown => {
    const value: unknown = JSON.parse(text)
    return text.includes(MARK) ? contents().openJson(value) : value
  }
  const readTexts = (text: string): unknown => {
    const texts = pg.types.getTypeParser(TEXTS as number, 'text')(text) as unknown
    return text.includes(MARK) ? contents().openJson(texts) : texts
  }
  const own: Readonly<Record<number, (text: string) => unknown>> = {
    [INT8]: Number,
    [TEXT]: readText,
    [VARCHAR]: readText,
    [TEXTS]: readTexts,
    [JSONB]: readJson,
  }
  return {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      (format !== 'binary' && own[oid]) || pg.types.getTypeParser(oid, format as 'text'),
  }
}

const connectionOf = (
  route: Route,
  contents: () => Contents,
  note: (text: string, tookMs: number) => void,
  onFailure: (failure: unknown) => void,
): DatabaseConnection => ({
  async executeQuery<R>(query: CompiledQuery) {
    const askedAt = performance.now()
    const { rows, rowCount } = await route
      .ask(query.sql, rendered(query.parameters, contents))
      .catch((failure: unknown) => {
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

/** The interface of one connection, with the first error of its statements since it was borrowed. */
interface Speaker {
  readonly route: Route
  readonly connection: DatabaseConnection
  readonly db: Kysely<Schema>
  readonly failures: unknown[]
  /** Whom it speaks for just now. */
  tenantId: string | null
}

/** Makes what speaks through a connection once for as long as that lasts. */
function openSpeakers(
  routeOf: (client: PoolClient) => Route,
  { watch, contents }: Required<Pick<PoolOptions, 'watch' | 'contents'>>,
) {
  const speakers = new WeakMap<PoolClient, Speaker>()
  return (client: PoolClient): Speaker => {
    const known = speakers.get(client)
    if (known) return known
    const failures: unknown[] = []
    const route = routeOf(client)
    const note = (text: string, tookMs: number) => watch.statement(text, tookMs, speaker.tenantId)
    const connection = connectionOf(route, contents, note, (failure) => failures.push(failure))
    const speaker: Speaker = { route, connection, db: kyselyOver(connection), failures, tenantId: null }
    speakers.set(client, speaker)
    return speaker
  }
}

/** Opens a pool. Statements queue on their connection without waiting for each other's results (pipelining). */
export function openPool(
  config: PoolConfig,
  { prepares, watch = unwatched, contents = () => unsealed }: PoolOptions,
): DatabasePool {
  const types = typesWith(contents)
  const names = openNames()
  let server: ServerFacts | null = null
  const pool = new pg.Pool({
    ...config,
    types,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    application_name: 'parley',
  } as PoolConfig)
  // An idle connection that dies is replaced by the next borrower; one that dies at work fails its statements. Without
  // listeners, either would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  const speakerOf = openSpeakers(
    (client) => {
      const named = prepares === true || (prepares === 'auto' && server?.isPooled === false)
      return preparedRoute(client, named ? names : () => undefined, types)
    },
    { watch, contents },
  )

  const connect = () =>
    pool.connect().catch((error: unknown) => {
      throw asDatabaseFault(error)
    })
  /** Asked once; a database without tables will say more later. */
  const learn = async (client: PoolClient): Promise<ServerFacts> => {
    if (server?.prefix == null) server = await askServer(client)
    return server
  }

  return {
    async borrow(tenantId) {
      const client = await connect()
      const facts = await learn(client).catch((error: unknown) => {
        client.release(true)
        throw asDatabaseFault(error)
      })
      const speaker = speakerOf(client)
      const { route, connection, db, failures } = speaker
      speaker.tenantId = tenantId
      failures.length = 0
      return {
        client,
        prefix: facts.prefix ?? DEFAULT_PREFIX,
        db,
        open: route.open,
        commit: route.commit,
        rollback: route.rollback,
        execute: async (statement) => (await connection.executeQuery(statement)).rows,
        share: (viewers) =>
          openParts({ connection, kyselyOver, beforeSending: route.beforeSending }, viewers),
        firstFailure: () => failures[0],
        giveBack: (discard) => client.release(discard),
      }
    },
    administer: (run) =>
      run(
        new Kysely<Schema>({
          dialect: new PostgresDialect({ pool }),
        }),
      ),
    async isPooled() {
      const client = await connect()
      return (await learn(client).finally(() => client.release())).isPooled
    },
    connections: () => ({
      idle: pool.idleCount,
      busy: pool.totalCount - pool.idleCount,
      waiting: pool.waitingCount,
    }),
    end: () => pool.end(),
  }
}
