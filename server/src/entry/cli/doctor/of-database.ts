import { clockAhead, inspectDatabase, readEngine } from '#platform/database/inspect-database.ts'
import { migrationHistory, refuseUnknown, SchemaRefused } from '#platform/database/migrate.ts'
import type { Database } from '#platform/database/open.ts'
import type { Config } from '#server/config.ts'
import { explain } from '../explain.ts'
import { advice, type Finding, onlyIf, type Part, wrong } from './finding.ts'
import { type Contents, readContents } from './of-contents.ts'

const POSTGRES_MIN = 15
/** More than the network delay of a response, and less than what makes sessions and leases end at wrong times. */
const CLOCKS_APART_MAX_MS = 5_000

/** The facts read by one inspection of the database. */
async function readDatabase(database: Database) {
  const { version, extensions, isPooled } = await readEngine(database)
  const refusal = await database.administer(refuseUnknown).then(
    () => null,
    (error: unknown) => {
      if (error instanceof SchemaRefused) return error.message
      throw error
    },
  )
  const steps = refusal === null ? await migrationHistory(database) : []
  const at = steps.findLast(({ executedAt }) => executedAt !== null)?.name ?? null
  const pending = steps.filter(({ executedAt }) => executedAt === null).length
  const clockAheadMs = await clockAhead(database)
  const contents = at === null ? null : await readContents(database)
  return { version, extensions, isPooled, refusal, at, pending, clockAheadMs, contents }
}

/** How a database was inspected, facts about its tenants, and findings. */
export interface DatabaseSeen {
  readonly how: string | null
  /** Null if it is too large to inspect. */
  readonly contents: Contents | null
  readonly part: Part
}

/** The contents of the database, or why they cannot be read. */
export async function ofDatabase({ database: options, owner }: Config): Promise<DatabaseSeen> {
  const kind = options.kind === 'embedded' ? 'embedded' : 'PostgreSQL'
  const where = options.kind === 'embedded' ? options.directory : withoutPassword(options.url.reveal())
  try {
    const { how, found } = await inspectDatabase(options, readDatabase)
    const { contents, ...read } = found ?? { contents: null }
    const facts = { kind, where, how, ...read, ...(contents && { dead: contents.dead }) }
    const unseen = onlyIf(
      how === 'too-large',
      advice(
        'The embedded database was not checked: it is large, and no server has it open.',
        'Start the server, and run this again while it runs.',
      ),
    )
    const findings = found ? findingsIn(found, how === 'beside', owner !== null) : unseen
    const seen = how === 'too-large' ? null : (contents ?? nothing)
    return { how, contents: seen, part: { facts: { database: facts }, findings } }
  } catch (error) {
    const { what, remedy } = explain(error) ?? unforeseen(error)
    const findings = [wrong(`The database cannot be checked: ${what}`, remedy)]
    return { how: null, contents: nothing, part: { facts: { database: { kind, where } }, findings } }
  }
}

const nothing: Contents = { hasOwner: null, dead: 0, sealed: new Map(), defaults: new Map() }

const unforeseen = (error: unknown) => ({
  what: error instanceof Error ? error.message : String(error),
  remedy: 'Start the server and check its log.',
})

function findingsIn(
  found: Awaited<ReturnType<typeof readDatabase>>,
  isBeside: boolean,
  isOwnerGiven: boolean,
): Finding[] {
  const { version, refusal, at, pending, clockAheadMs, contents } = found
  const dead = contents?.dead ?? 0
  return [
    ...onlyIf(
      Number.parseInt(version, 10) < POSTGRES_MIN,
      wrong(`PostgreSQL ${version} is too old.`, `Move to PostgreSQL ${POSTGRES_MIN} or newer.`),
    ),
    ...(refusal === null
      ? []
      : [wrong(refusal, 'Until then no server starts on it, and nothing in it is changed.')]),
    ...onlyIf(
      at !== null && pending > 0,
      isBeside
        ? wrong(
            `The running server is older than this program: ${pending} migrations have not run.`,
            'Restart it.',
          )
        : advice(
            `${pending} migrations have not run yet.`,
            'The next start makes a restore point and runs them. `parley migrate up --dry-run` tries them on a copy.',
          ),
    ),
    ...onlyIf(
      Math.abs(clockAheadMs) > CLOCKS_APART_MAX_MS,
      wrong(
        `The clock of this machine is ${Math.round(Math.abs(clockAheadMs) / 1_000)} seconds ${clockAheadMs > 0 ? 'ahead of' : 'behind'} the database’s.`,
        'Synchronize both with NTP: both decide what is due and what has expired.',
      ),
    ),
    ...onlyIf(
      contents?.hasOwner === false,
      advice(
        'This server has no owner yet.',
        isOwnerGiven
          ? 'The next start creates the owner from PARLEY_OWNER_EMAIL.'
          : 'Open the link that the server prints when it starts, or run `npx parley user create <email>`.',
      ),
    ),
    ...onlyIf(
      dead > 0,
      advice(
        `${dead} background jobs failed permanently in the last 24 hours.`,
        'See Jobs in the console settings.',
      ),
    ),
  ]
}

function withoutPassword(address: string): string {
  const url = URL.parse(address)
  return url ? `${url.host}${url.pathname}` : 'DATABASE_URL'
}
