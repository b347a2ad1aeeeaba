import type { Kysely, Transaction as KyselyTransaction } from 'kysely'
import type { PoolConfig } from 'pg'
import type { Secret } from '../crypto/secret.ts'
import type { Contents } from '../crypto/contents.ts'
import { connectionUrl } from './connection-url.ts'
import { DirectoryInUse } from './directory-lock.ts'
import { embeddedConnection, type EmbeddedOptions, openEmbedded } from './embedded.ts'
import { openGroupCommit } from './group-commit.ts'
import { commonViewer } from './joined.ts'
import { type DatabasePool, openPool } from './pool.ts'
import type { Opening } from './route.ts'
import { type RoleKind, type RolePrefix, roleName } from './roles.ts'
import type { Schema } from './schema.ts'
import { runTransaction, type Send } from './transaction.ts'
import { analyzeGrowingTables } from './analyze-growing-tables.ts'
import { type DatabaseLost, watchOver } from './watch-over.ts'
import { type Connections, type DatabaseWatch, unwatched } from './watch.ts'

/** A transaction that writes. */
export type Transaction = Omit<Kysely<Schema>, 'transaction' | 'destroy' | 'startTransaction'> &
  Pick<KyselyTransaction<Schema>, 'getExecutor'>
/** A transaction that reads one consistent snapshot. */
export type Reader = Pick<
  Transaction,
  'selectFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor' | 'executeQuery' | 'selectNoFrom'
>

/**
 * Who acts within a tenant, where some rows are private: the ID of a person, `server` to see everything, or null for
 * nobody in particular.
 */
export type Viewer = string | null

/** The one door to the data. Every callback is one short transaction: never wait for the network inside. */
export interface Database {
  readonly kind: 'embedded' | 'server'
  /** Reads inside a tenant. */
  read<R>(tenantId: string, run: (tx: Reader) => Promise<R>, viewer?: Viewer): Promise<R>
  /** Writes within a tenant; resolves after the commit. The last statement sent travels with the commit. */
  write<R>(tenantId: string, run: (tx: Transaction, send: Send) => Promise<R>, viewer?: Viewer): Promise<R>
  /**
   * The same for frequent short writes: those of a tenant share transactions, never two with one key
   * (`openGroupCommit`). `run` may be called twice, so it must have no effect beyond its writes.
   */
  writeInGroup<R>(
    tenantId: string,
    key: string,
    run: (tx: Transaction, send: Send) => Promise<R>,
    viewer?: Viewer,
  ): Promise<R>
  /**
   * Works across tenants, on the few tables that allow it (credentials, jobs, events). Only for `features/access`, the
   * queue and the outbox.
   */
  system<R>(run: (tx: Transaction, send: Send) => Promise<R>): Promise<R>
  /** Works on the schema itself, as the login role: only for migrations and `doctor`. */
  administer<R>(run: (db: Kysely<Schema>) => Promise<R>): Promise<R>
  /** Whether a pooler such as PgBouncer stands in front of the server. */
  isPooled(): Promise<boolean>
  connections(): Connections
  /** Whether there is free space for new work; a server’s disk is its own concern. */
  hasFreeSpace(): boolean
  close(): Promise<void>
}

export type DatabaseOptions =
  | ({ kind: 'embedded' } & EmbeddedOptions)
  | { kind: 'server'; url: Secret; connectionsMax: number; prepares?: true | 'unnamed' | 'auto' }

/** Connection options for the embedded database: no pooler stands in front of it. */
export const EMBEDDED_WAYS = { prepares: true } as const
const EMBEDDED_CONNECTIONS = 12

/**
 * Every table is read through an index that starts with its tenant. A young table has no statistics yet, and would be
 * scanned; `analyzeGrowingTables` provides some before a plan with the wrong index costs anything.
 */
const PLANNING = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']

/** A wait for a lock fails after this; the call can be retried. */
const LOCK_WAIT_MS = 5_000
/** For grouped writes, which others wait for: a writer that waits for a locked row continues on its own. */
const SHARED_LOCK_WAIT_MS = 100

const SETTINGS =
  "set_config('role',$1,true), set_config('app.tenant_id',$2,true), set_config('lock_timeout',$3,true), set_config('app.viewer',$4,true)"
/** All of it is sent with each transaction: behind a pooler, the next one may be in another session. */
const ENTER = `SELECT ${[SETTINGS, ...PLANNING.map((name) => `set_config('${name}','off',true)`)].join(', ')}`

const READING = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'

const opening =
  (
    begin: string,
    role: RoleKind,
    tenantId: string | null,
    viewer: Viewer = null,
    lockWaitMs: number = LOCK_WAIT_MS,
  ) =>
  (prefix: RolePrefix): Opening => {
    // The ID becomes part of a statement's text, so its format is checked here, wherever it came from.
    if (tenantId !== null && !/^[0-9a-f-]{36}$/i.test(tenantId)) throw new TypeError('Not a tenant id.')
    return [
      { text: begin, values: [] },
      { text: ENTER, values: [roleName(prefix, role), tenantId ?? '', String(lockWaitMs), viewer ?? ''] },
    ]
  }

/**
 * Opens the embedded database in a directory, or connects to a PostgreSQL server. `lost` is called if an embedded one
 * ends by itself.
 */
export async function openDatabase(
  options: DatabaseOptions,
  watch: DatabaseWatch = unwatched,
  lost: (reason: DatabaseLost) => void = () => {},
  contents?: () => Contents,
): Promise<Database> {
  const embedded = options.kind === 'embedded' ? await openEmbedded(options, lost, watch.heard) : null
  const connection: PoolConfig = embedded
    ? { ...embedded.connection, max: EMBEDDED_CONNECTIONS }
    : {
        connectionString: options.kind === 'server' ? connectionUrl(options.url) : '',
        max: options.kind === 'server' ? options.connectionsMax : 1,
      }
  const ways = options.kind === 'server' ? { prepares: options.prepares ?? 'auto' } : EMBEDDED_WAYS
  const pool = openPool(connection, { ...ways, watch, ...(contents && { contents }) })

  const growth = analyzeGrowingTables(pool)
  const stopWatching = embedded ? watchOver(pool, embedded.freeSpace, lost) : () => {}
  const database = databaseOver(options.kind, pool, async () => embedded?.close(), {
    transaction(kind, tookMs) {
      growth.transaction(kind, tookMs)
      watch.transaction(kind, tookMs)
    },
  })
  return {
    ...database,
    hasFreeSpace: () => embedded?.freeSpace.hasFreeSpace() ?? true,
    async close() {
      stopWatching()
      await growth.stop()
      await database.close()
    },
  }
}

/** A database over connections that are there already. */
export const databaseOver = (
  kind: Database['kind'],
  pool: DatabasePool,
  closeBelow: () => Promise<void>,
  watch: Pick<DatabaseWatch, 'transaction'> = unwatched,
): Database => ({
  kind,
  read: (tenantId, run, viewer) =>
    runTransaction(pool, opening(READING, 'app', tenantId, viewer), run, { kind: 'read', watch, tenantId }),
  write: (tenantId, run, viewer) =>
    runTransaction(pool, opening('BEGIN', 'app', tenantId, viewer), run, {
      kind: 'write',
      watch,
      tenantId,
    }),
  writeInGroup: inGroups(pool, watch),
  system: (run) => runTransaction(pool, opening('BEGIN', 'system', null), run, { kind: 'system', watch }),
  administer: (run) => pool.administer(run),
  isPooled: () => pool.isPooled(),
  connections: () => pool.connections(),
  hasFreeSpace: () => true,
  async close() {
    await pool.end()
    await closeBelow()
  },
})

const inGroups = (
  pool: DatabasePool,
  watch: Pick<DatabaseWatch, 'transaction'>,
): Database['writeInGroup'] => {
  const commit = openGroupCommit((tenantId, viewers, run, how) =>
    runTransaction(
      pool,
      opening(
        'BEGIN',
        'app',
        tenantId,
        commonViewer(viewers),
        how === 'alone' ? LOCK_WAIT_MS : SHARED_LOCK_WAIT_MS,
      ),
      (_db, _send, share) => run(share(viewers)),
      { kind: 'write', watch, tenantId },
    ),
  )
  return (tenantId, key, run, viewer = null) => commit(tenantId, key, viewer, run)
}

/**
 * Opens a database for a command: an embedded one that a running server holds is reached through that server's
 * socket, any other as usual.
 */
export async function joinDatabase(options: DatabaseOptions, contents?: () => Contents): Promise<Database> {
  try {
    return await openDatabase(options, undefined, undefined, contents)
  } catch (error) {
    if (!(error instanceof DirectoryInUse) || options.kind !== 'embedded') throw error
    return databaseOver(
      'embedded',
      openPool(
        { ...embeddedConnection(options.directory), max: 2 },
        { ...EMBEDDED_WAYS, ...(contents && { contents }) },
      ),
      async () => {},
    )
  }
}
