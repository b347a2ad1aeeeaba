import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

// The thread that holds the embedded database. It answers one message when it is ready or has failed, and closes
// on 'close'.

const { directory, socketPath } = workerData as { directory: string; socketPath: string }

const isMade = (path: string) => existsSync(`${path}/PG_VERSION`)

const open = (dataDir: string): Promise<PGlite> =>
  PGlite.create({
    dataDir,
    // A fifth of the default, all of which it touches at its start.
    postgresqlconf: ['shared_buffers=24MB'],
  })

/** The first start is made beside and moved into place, so that a kill in the middle leaves nothing half made. */
async function openOrMake(): Promise<PGlite> {
  if (isMade(directory)) return open(directory)
  if (existsSync(directory) && readdirSync(directory).length > 0)
    throw new Error('it has no file PG_VERSION, which every database has')
  const beside = `${directory}.new`
  rmSync(beside, { recursive: true, force: true })
  const made = await open(beside)
  await made.close()
  renameSync(beside, directory)
  return open(directory)
}

async function main() {
  const db = await openOrMake()
  const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: 64 })
  await server.start()

  parentPort?.on('message', async (message) => {
    if (message !== 'close') return
    await server.stop()
    await db.close()
    process.exit(0)
  })
  parentPort?.postMessage({})
}

main().catch((error: unknown) => {
  parentPort?.postMessage({
    failure: error instanceof Error ? error.message : String(error),
  })
})
