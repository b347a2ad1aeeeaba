import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DirectoryInUse, lockDirectory } from './directory-lock.ts'
import { clusterIn, ClusterRefused, LOGIN, passwordOf, requireCluster } from './embedded/cluster.ts'
import { chooseRunner, give } from './embedded/identity.ts'
import { endLeftOver } from './embedded/left-over.ts'
import { type Postmaster, startPostmaster } from './embedded/postmaster.ts'
import { findPrograms } from './embedded/programs.ts'
import { isNearlyFull, requireFreeSpace, type FreeSpace, watchFreeSpace } from './free-space.ts'
import { AFTER_FULL_DISK, DatabaseLost } from './watch-over.ts'

/** A socket's path may have 107 bytes; of these its name takes 14. */
const SOCKET_DIRECTORY_MAX = 90

export interface EmbeddedOptions {
  readonly directory: string
  /** The folder with PostgreSQL's programs; npm's if omitted. */
  readonly bin?: string
}

/** How `pg` reaches the embedded database. */
export interface EmbeddedConnection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

export interface EmbeddedDatabase {
  readonly connection: EmbeddedConnection
  /** The free space of its disk. */
  readonly freeSpace: FreeSpace
  close(): Promise<void>
}

/** The embedded database could not be opened, usually because its files are damaged; the message says what to do. */
export class DatabaseUnopened extends Error {
  override readonly name = 'DatabaseUnopened'
  constructor(directory: string, reason: string) {
    super(
      `The embedded database in ${directory} could not be opened: ${reason}. Nothing in it was changed. Should its files be damaged, put that folder aside, keep the rest of the data directory, and run \`npx parley restore <backup>\` (docs/operate/backups.md).`,
    )
  }
}

/** Where the socket of a data directory is: its own path may be too long for one. Only its user may enter. */
export function socketDirectory(directory: string): string {
  const name = `parley-${createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 16)}`
  const own = join(tmpdir(), name)
  return own.length > SOCKET_DIRECTORY_MAX ? join('/tmp', name) : own
}

/** How one reaches the embedded database of a directory that a server has open. */
export function embeddedConnection(directory: string): EmbeddedConnection {
  const cluster = clusterIn(directory)
  const isWindows = process.platform === 'win32'
  const port = isWindows ? Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3]) : 5432
  return {
    host: isWindows ? '127.0.0.1' : socketDirectory(directory),
    port,
    user: LOGIN,
    password: passwordOf(cluster),
    database: LOGIN,
  }
}

/**
 * Opens the embedded PostgreSQL in a directory, as a child process that ends with this one. The directory stays locked
 * for the life of this process. Throws DirectoryInUse if another has it, DiskFull without enough space, NoPostgres if
 * there is no PostgreSQL to run, and DatabaseUnopened. `lost` is called when it ends by itself, `heard` with each line
 * of its log.
 */
export async function openEmbedded(
  { directory, bin }: EmbeddedOptions,
  lost: (reason: DatabaseLost) => void = () => {},
  heard: (line: string) => void = () => {},
): Promise<EmbeddedDatabase> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const lock = lockWithFreeSpace(directory)
  const sockets = socketDirectory(directory)
  let postmaster: Postmaster
  try {
    postmaster = await start({ directory: resolve(directory), ...(bin && { bin }) }, sockets, heard)
  } catch (error) {
    lock.release()
    requireFreeSpace(directory, { isNew: !existsSync(clusterIn(directory)) })
    throw error
  }

  let isClosing = false
  void postmaster.ended.then((words) => {
    if (isClosing) return
    const ended = `embedded database has ended${words ? `: ${words}` : ''}.`
    const why = isNearlyFull(directory)
      ? `The disk was full and the ${ended} ${AFTER_FULL_DISK}`
      : `The ${ended} Start again.`
    lost(new DatabaseLost(why))
  })
  return {
    connection: embeddedConnection(directory),
    freeSpace: watchFreeSpace(directory),
    async close() {
      isClosing = true
      await postmaster.stop()
      rmSync(sockets, { recursive: true, force: true })
      lock.release()
    },
  }
}

async function start(
  { directory, bin }: EmbeddedOptions,
  sockets: string,
  heard: (line: string) => void,
): Promise<Postmaster> {
  const cluster = clusterIn(directory)
  const programs = findPrograms(bin, directory)
  const runner = chooseRunner(programs, cluster)
  const { identity } = runner
  await endLeftOver(cluster)
  rmSync(sockets, { recursive: true, force: true })
  mkdirSync(sockets, { mode: 0o700 })
  give(sockets, identity)
  writeFileSync(
    join(directory, 'README'),
    'The data of a Parley server. Stop the server before you copy this folder.\n',
  )
  try {
    requireCluster(cluster, programs, runner)
    return await startPostmaster({ cluster, programs, runner, sockets, heard })
  } catch (error) {
    if (error instanceof ClusterRefused) throw new DatabaseUnopened(directory, error.message)
    throw error
  }
}

/** Where a lock file does not fit, the database does not either. */
function lockWithFreeSpace(directory: string): ReturnType<typeof lockDirectory> {
  const isNew = !existsSync(clusterIn(directory))
  let lock: ReturnType<typeof lockDirectory> | null = null
  try {
    lock = lockDirectory(directory)
    requireFreeSpace(directory, { isNew })
    return lock
  } catch (error) {
    lock?.release()
    if (!(error instanceof DirectoryInUse)) requireFreeSpace(directory, { isNew })
    throw error
  }
}
