import { databaseErrorIn } from '#platform/database/faults.ts'
import { clockAhead, lookInto, readEngine } from '#platform/database/look-into.ts'
import { migrationHistory, refuseUnknown, SchemaRefused } from '#platform/database/migrate.ts'
import type { Database } from '#platform/database/open.ts'
import { countDead } from '#platform/queue/count-dead.ts'
import type { Config } from '#server/config.ts'
import { advice, type Finding, onlyIf, wrong } from './finding.ts'

const POSTGRES_MIN = 15
/** More than an answer takes on its way, and less than what makes sign-ins and leases end at wrong moments. */
const CLOCKS_APART_MAX_MS = 5_000

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
  const clockAheadMs = await clockAhead(database)
  return {
    version,
    extensions,
    trouble,
    at,
    pending,
    clockAheadMs,
    dead: at === null ? 0 : await countDead(database),
  }
}

/** What is in the database, or why that cannot be said. */
export async function ofDatabase({ database: options }: Config) {
  const kind = options.kind === 'embedded' ? 'embedded' : 'PostgreSQL'
  const where = options.kind === 'embedded' ? options.directory : withoutPassword(options.url.reveal())
  try {
    const { how, found } = await lookInto(options, readDatabase)
    const facts = { kind, where, how, ...found }
    const unseen = onlyIf(
      how === 'too-large',
      advice(
        'The embedded database is not looked into: it is large, and no server has it open.',
        'Start the server, and ask again beside it.',
      ),
    )
    const findings = found ? troublesIn(found, how === 'beside') : unseen
    return { facts: { how }, isMigrated: Boolean(found?.at), part: { facts: { database: facts }, findings } }
  } catch (error) {
    const what = `The database cannot be looked into: ${reasonOf(error)}`
    const findings = [wrong(what, kind === 'embedded' ? damaged : remedyFor(error))]
    return {
      facts: { how: null },
      isMigrated: false,
      part: { facts: { database: { kind, where } }, findings },
    }
  }
}

const damaged =
  'Start the server and read what it logs. Is it damaged, move the folder database away and run `parley restore` with a backup (docs/operate/backups.md).'

function remedyFor(error: unknown): string {
  const { code = '' } = databaseErrorIn(error) ?? {}
  if (code.startsWith('28'))
    return 'Give the right user and password in DATABASE_URL, or let that role in there.'
  if (code === '3D000')
    return 'Make that database (docs/operate/postgresql.md), or name another in DATABASE_URL.'
  return 'Start that server, or mend DATABASE_URL (docs/operate/postgresql.md).'
}

function troublesIn(found: Awaited<ReturnType<typeof readDatabase>>, isBeside: boolean): Finding[] {
  const { version, trouble, at, pending, clockAheadMs, dead } = found
  return [
    ...onlyIf(
      Number.parseInt(version, 10) < POSTGRES_MIN,
      wrong(`PostgreSQL ${version} is too old.`, `Move to PostgreSQL ${POSTGRES_MIN} or newer.`),
    ),
    ...(trouble === null
      ? []
      : [wrong(trouble, 'Until then no server starts on it, and nothing of it is touched.')]),
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
      Math.abs(clockAheadMs) > CLOCKS_APART_MAX_MS,
      wrong(
        `The clock of this machine is ${Math.round(Math.abs(clockAheadMs) / 1_000)} seconds ${clockAheadMs > 0 ? 'ahead of' : 'behind'} the database’s.`,
        'Have both set by NTP: what is due and what has expired is decided by either.',
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
