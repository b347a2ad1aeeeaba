import { type Database, joinDatabase } from '#platform/database/open.ts'
import { type Config, readConfig } from '#server/config.ts'

/** Runs a command on the database: directly, or through a running server's. */
export async function withDatabase<R>(run: (database: Database, config: Config) => Promise<R>): Promise<R> {
  const config = readConfig()
  const database = await joinDatabase(config.database)
  try {
    return await run(database, config)
  } finally {
    await database.close()
  }
}
