import { type FreshDatabase, freshDatabase } from './fresh-database.ts'

/** A database that nobody uses yet, and what a command is told of it. */
export interface Place extends AsyncDisposable {
  readonly database: FreshDatabase
  readonly env: Record<string, string>
}

export async function place(): Promise<Place> {
  const database = await freshDatabase()
  const { options, directory } = database
  return {
    database,
    env: {
      PARLEY_DATA_DIR: directory,
      LOG_LEVEL: 'silent',
      ...(options.kind === 'server' && { DATABASE_URL: options.url.reveal() }),
    },
    [Symbol.asyncDispose]: () => database.drop(),
  }
}

/** What the report counts of each kind: found, taken, here already, not taken. */
export const tallies = (output: string): Record<string, number[]> =>
  Object.fromEntries(
    [...output.matchAll(/^(\w[\w ]*?) +(\d+) +(\d+) +(\d+) +(\d+)$/gm)].map(([, kind, ...counts]) => [
      kind ?? '',
      counts.map(Number),
    ]),
  )
