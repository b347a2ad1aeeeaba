import { expect } from 'vitest'
import { openTestServer } from './open-test-server.ts'
import { parley } from './parley-command.ts'

/** Makes a server, and a backup of it at this path; the server is gone afterwards. */
export async function makeWholeBackup(path: string): Promise<void> {
  await using server = await openTestServer()
  const { dataDirectory, database } = server.app.config
  const env = {
    PARLEY_DATA_DIR: dataDirectory,
    ...(database.kind === 'server' && { DATABASE_URL: database.url.reveal() }),
  }
  const made = await parley(['backup', path], env)
  expect(made, made.output).toMatchObject({ code: 0 })
}
