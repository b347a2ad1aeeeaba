import { npmPostgres } from '#test/support/npm-postgres.ts'
import { startTemporaryPostgres } from './temporary-postgres.ts'
import { SERVER_IS_AT, WITHOUT_SERVER } from './test-files.ts'

/**
 * Starts the PostgreSQL that all tests of a run share, from the embedded programs. Skipped if the caller names a
 * server, or wants none.
 */
export async function setup(): Promise<(() => void) | undefined> {
  if (process.env[SERVER_IS_AT] !== undefined || process.env[WITHOUT_SERVER] !== undefined) return undefined
  const programs = npmPostgres()
  const server = await startTemporaryPostgres(programs ? { bin: programs.bin } : {})
  if (!server)
    throw new Error('There is no PostgreSQL for this machine in node_modules, and none is installed.')
  process.env[SERVER_IS_AT] = server.url
  return () => {
    server.stop()
    programs?.remove()
  }
}
