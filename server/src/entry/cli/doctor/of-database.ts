import { lookInto, readEngine } from '#platform/database/look-into.ts'
import { migrationHistory, refuseUnknown, SchemaRefused } from '#platform/database/migrate.ts'
import type { Database } from '#platform/database/open.ts'
import { countDead } from '#platform/queue/count-dead.ts'
import type { Config } from '#server/config.ts'
import { advice, type Finding, onlyIf, wrong } from './finding.ts'

const POSTGRES_MIN = 15

/** What one look into the database finds. */
async function readDatabase(database: Database) {
  const { version, extensions } = await readEngine(database)
  const trouble = await database.administer(refuseUnknown).then(
    () => null,
    (error: unknown) => {
      if (error instanceof SchemaRefused) return error.message
      throw error
    },
  )
  const steps = trouble === null ? await migrationHistory(database) : []
  const at = steps.findLast(({ executedAt }) => executedAt !== null)?.name ?? null
  const pending = steps.filter(({ executedAt }) => executedAt === null).length
  return { version, extensions, trouble, at, pending, dead: at === null ? 0 : await countDead(database) }
}

/** What is in the database, or why that cannot be said. */
export async function ofDatabase({ database: options }: Config) {
  const kind = options.kind === 'embedded' ? 'embedded' : 'PostgreSQL'
  const where = options.kind === 'embedded' ? options.directory : withoutPassword(options.url.reveal())
  try {
    const { how, found } = await lookInto(options, readDatabase)
    const facts = { kind, where, how, ...found }
    const findings = found ? troublesIn(found, how === 'beside') : []
    return { facts: { how }, isMigrated: Boolean(found?.at), part: { facts: { database: facts }, findings } }
  } catch (error) {
    const remedy =
      kind === 'embedded'
        ? 'Start the server and read what it logs. Is it damaged, move the folder database away and run `parley restore` with a backup (docs/operate/backups.md).'
        : 'Start that server, or mend DATABASE_URL (docs/operate/postgresql.md).'
    const findings = [wrong(`The database cannot be looked into: ${reasonOf(error)}`, remedy)]
    return {
      facts: { how: null },
      isMigrated: false,
      part: { facts: { database: { kind, where } }, findings },
    }
  }
}

function troublesIn(found: Awaited<ReturnType<typeof readDatabase>>, isBeside: boolean): Finding[] {
  const { version, trouble, at, pending, dead } = found
  return [
    ...onlyIf(
      Number.parseInt(version, 10) < POSTGRES_MIN,
      wrong(`PostgreSQL ${version} is too old.`, `Move to PostgreSQL ${POSTGRES_MIN} or newer.`),
    ),
    ...(trouble === null ? [] : [wrong(trouble, 'Do not start this version on it before.')]),
    ...onlyIf(
      at !== null && pending > 0,
      isBeside
        ? wrong(
            `The running server is older than this program: ${pending} migrations did not run.`,
            'Restart it.',
          )
        : advice(
            `${pending} migrations did not run yet.`,
            'The next start runs them, and makes a restore point before. `parley migrate up --dry-run` tries them on a copy.',
          ),
    ),
    ...onlyIf(
      dead > 0,
      advice(`${dead} background jobs failed for good within a day.`, 'See Background work in the console.'),
    ),
  ]
}

function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown }
  const { message = '', code = 'unknown' } = (cause ?? error) as { message?: string; code?: string }
  return message || code
}

function withoutPassword(address: string): string {
  const url = URL.parse(address)
  return url ? `${url.host}${url.pathname}` : 'DATABASE_URL'
}
