import {
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
} from 'kysely'
import pg, { type PoolClient, type PoolConfig } from 'pg'
import { asDatabaseFault } from './faults.ts'
import type { Schema } from './schema.ts'

/** Connections, and for each the Kysely that speaks through it. */
export interface DatabasePool {
  /** Lends one connection. `discard` closes it instead of giving it back. */
  borrow(): Promise<{ client: PoolClient; db: Kysely<Schema>; giveBack(discard?: Error): void }>
  administer<R>(run: (db: Kysely<Schema>) => Promise<R>): Promise<R>
  end(): Promise<void>
}

const INT8 = 20
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

const connectionOf = (client: PoolClient): DatabaseConnection => ({
  async executeQuery(query) {
    const { rows, rowCount } = await client.query(query.sql, query.parameters as unknown[])
    return { rows, ...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }) }
  },
  streamQuery() {
    throw new TypeError('Rows are not streamed here; ask for pages.')
  },
})

const kyselyOver = (client: PoolClient): Kysely<Schema> => {
  const connection = connectionOf(client)
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

/** Opens a pool. Statements queue on their connection without waiting for each other's answers (pipelining). */
export function openPool(config: PoolConfig): DatabasePool {
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
  const kyselys = new WeakMap<PoolClient, Kysely<Schema>>()

  return {
    async borrow() {
      const client = await pool.connect().catch((error: unknown) => {
        throw asDatabaseFault(error)
      })
      const db = kyselys.get(client) ?? kyselyOver(client)
      kyselys.set(client, db)
      return { client, db, giveBack: (discard) => client.release(discard) }
    },
    administer: (run) => run(new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })),
    end: () => pool.end(),
  }
}
