import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { DirectoryInUse, lockDirectory } from './directory-lock.ts'
import { isNearlyFull, requireRoom, type Room, watchRoom } from './room.ts'
import { AFTER_FULL_DISK, DatabaseLost } from './watch-over.ts'

/**
 * Of the database's WebAssembly only what long work repeats is optimised, one function after another: imports then take
 * two thirds of the time. By V8's own budget, less than a hundredth of this, a mere start would have much of it optimised
 * and take 180 MB more.
 */
const OPTIMISING = ['--wasm-tiering-budget=1500000000', '--wasm-num-compilation-tasks=1']

/** How `pg` reaches the embedded database: a socket in a folder only this user may enter. */
export interface EmbeddedDatabase {
  readonly connection: { host: string; user: string; database: string }
  /** Of the disk that it is on. */
  readonly room: Room
  close(): Promise<void>
}

/** The embedded database could not be opened, mostly because its files are damaged; the message says what to do. */
export class DatabaseUnopened extends Error {
  override readonly name = 'DatabaseUnopened'
  constructor(directory: string, reason: string) {
    super(
      `The embedded database in ${directory} could not be opened: ${reason.replace(/\.? Build with .*/s, '')}. Nothing in it was changed. Should its files be damaged, put that folder aside, keep the rest of the data directory, and run \`npx parley restore <backup>\` (docs/operate/backups.md).`,
    )
  }
}

/** Where the socket of a data directory is. Socket paths are limited to about 100 bytes, so not inside it. */
export const socketDirectory = (directory: string) =>
  join(tmpdir(), `parley-${createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 16)}`)

export const embeddedConnection = (directory: string): EmbeddedDatabase['connection'] => ({
  host: socketDirectory(directory),
  user: 'postgres',
  database: 'postgres',
})

/**
 * Opens the embedded PostgreSQL of a directory in a thread of its own, so that a long statement never stops the
 * event loop. The directory stays locked for the life of the process; throws DirectoryInUse when another has it, DiskFull
 * where there is no room, and DatabaseUnopened. `lost` is told when it ends by itself.
 */
export async function openEmbedded(
  directory: string,
  lost: (reason: DatabaseLost) => void = () => {},
): Promise<EmbeddedDatabase> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const lock = lockWithRoom(directory)
  const sockets = socketDirectory(directory)
  rmSync(sockets, { recursive: true, force: true })
  mkdirSync(sockets, { mode: 0o700 })
  writeFileSync(
    join(directory, 'README'),
    'The data of a Parley server. Stop the server before you copy this folder.\n',
  )

  let worker: Worker
  try {
    worker = await startWorker(directory, join(sockets, '.s.PGSQL.5432'))
  } catch (error) {
    lock.release()
    requireRoom(directory, { isNew: !existsSync(join(directory, 'database')) })
    throw error
  }

  let isClosing = false
  let failure = ''
  worker.on('error', (error) => {
    failure = `: ${error.message}`
  })
  worker.once('exit', () => {
    if (isClosing) return
    const ended = `embedded database has ended${failure}.`
    const why = isNearlyFull(directory)
      ? `The disk was full and the ${ended} ${AFTER_FULL_DISK}`
      : `The ${ended} Start again.`
    lost(new DatabaseLost(why))
  })
  const room = watchRoom(directory)
  return {
    connection: embeddedConnection(directory),
    room,
    async close() {
      isClosing = true
      room.stop()
      const closed = new Promise<void>((done) => void worker.once('exit', () => done()))
      worker.postMessage('close')
      await closed
      rmSync(sockets, { recursive: true, force: true })
      lock.release()
    },
  }
}

/** Whoever finds no room for a lock file finds none for the database either. */
function lockWithRoom(directory: string): ReturnType<typeof lockDirectory> {
  const isNew = !existsSync(join(directory, 'database'))
  let lock: ReturnType<typeof lockDirectory> | null = null
  try {
    lock = lockDirectory(directory)
    requireRoom(directory, { isNew })
    return lock
  } catch (error) {
    lock?.release()
    if (!(error instanceof DirectoryInUse)) requireRoom(directory, { isNew })
    throw error
  }
}

/** Starts the database's thread; resolves when it answers. Throws DatabaseUnopened. */
async function startWorker(directory: string, socketPath: string): Promise<Worker> {
  for (const flag of OPTIMISING) setFlagsFromString(flag)
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
    workerData: { directory: join(directory, 'database'), socketPath },
  })
  const refusal = (reason: string) => new DatabaseUnopened(directory, reason)
  try {
    await new Promise<void>((ready, fail) => {
      worker.once('message', ({ failure }: { failure?: string }) =>
        failure ? fail(refusal(failure)) : ready(),
      )
      worker.once('error', ({ message }) => fail(refusal(message)))
      worker.once('exit', (code) => fail(refusal(`its thread ended with ${code}`)))
    })
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return worker
}
