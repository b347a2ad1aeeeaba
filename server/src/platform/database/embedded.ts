import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { lockDirectory } from './directory-lock.ts'

/** How `pg` reaches the embedded database: a socket in a folder only this user may enter. */
export interface EmbeddedDatabase {
  readonly connection: { host: string; user: string; database: string }
  close(): Promise<void>
}

/** The embedded database cannot be opened; the message says why, and what leads back. */
export class DirectoryBroken extends Error {
  override readonly name = 'DirectoryBroken'
  constructor(failure: string) {
    super(
      `${failure}\nIs it damaged, move that folder away, keep the rest of the data directory, and run \`npx parley restore <backup>\` (docs/operate/backups.md).`,
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
 * event loop. The directory stays locked for the life of the process; throws DirectoryInUse when another has it.
 */
export async function openEmbedded(directory: string): Promise<EmbeddedDatabase> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const lock = lockDirectory(directory)
  const sockets = socketDirectory(directory)
  rmSync(sockets, { recursive: true, force: true })
  mkdirSync(sockets, { mode: 0o700 })
  writeFileSync(
    join(directory, 'README'),
    'The data of a Parley server. Stop the server before you copy this folder.\n',
  )

  // Optimising the database's WebAssembly takes most of a gigabyte for some seconds, and its turns no less time.
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag)
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
    workerData: { directory: join(directory, 'database'), socketPath: join(sockets, '.s.PGSQL.5432') },
  })
  try {
    await new Promise<void>((ready, fail) => {
      worker.once('message', (message: { failure?: string }) =>
        message.failure ? fail(new DirectoryBroken(message.failure)) : ready(),
      )
      worker.once('error', fail)
    })
  } catch (error) {
    await worker.terminate()
    lock.release()
    throw error
  }

  return {
    connection: embeddedConnection(directory),
    async close() {
      const closed = new Promise<void>((done) => void worker.once('exit', () => done()))
      worker.postMessage('close')
      await closed
      rmSync(sockets, { recursive: true, force: true })
      lock.release()
    },
  }
}
