import { existsSync, renameSync, rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

// The thread that holds the embedded database. It answers one message when it is ready or has failed, and closes
// on 'close'.

const { directory, socketPath, snapshot } = workerData as {
  directory: string
  socketPath: string
  snapshot?: ArrayBuffer
}
const maintenanceEveryMs = 5 * 60_000

const isMade = (path: string) => existsSync(`${path}/PG_VERSION`)

const open = (dataDir: string): Promise<PGlite> =>
  PGlite.create({
    dataDir,
    // Half the memory of the default, at no cost that was measurable at this size.
    postgresqlconf: ['shared_buffers=32MB'],
    ...(snapshot && { loadDataDir: new Blob([snapshot]) }),
  })

/** The first start is made beside and moved into place, so that a kill in the middle leaves nothing half made. */
async function openOrMake(): Promise<PGlite> {
  if (isMade(directory)) return open(directory)
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

  // The embedded build has neither a checkpointer nor autovacuum of its own.
  const maintenance = setInterval(() => {
    db.exec('CHECKPOINT; VACUUM ANALYZE').catch(() => {})
  }, maintenanceEveryMs)

  parentPort?.on('message', async (message) => {
    if (message !== 'close') return
    clearInterval(maintenance)
    await server.stop()
    await db.close()
    process.exit(0)
  })
  parentPort?.postMessage({})
}

main().catch((error: unknown) => {
  parentPort?.postMessage({
    failure: `The embedded database in ${directory} could not be opened: ${error instanceof Error ? error.message : String(error)}`,
  })
})
