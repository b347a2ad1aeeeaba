import { asFault } from '#kernel/fault.ts'
import { BackupRefused } from '#platform/backup/format.ts'
import { SourceRefused } from '#platform/database/foreign/refused.ts'
import { KeyFileRefused } from '#platform/crypto/key-file.ts'
import { CopyDiffers } from '#platform/database/backup/write-data.ts'
import { DirectoryInUse } from '#platform/database/directory-lock.ts'
import { DatabaseUnopened } from '#platform/database/embedded.ts'
import { NoPostgres } from '#platform/database/embedded/programs.ts'
import { databaseErrorIn } from '#platform/database/faults.ts'
import { SchemaRefused } from '#platform/database/migrate.ts'
import { DiskFull } from '#platform/database/free-space.ts'
import { ConfigRefused } from '#server/config.ts'
import { explainSystem, ofOpenFiles } from './explain-system.ts'

/** What happened and what to do, a sentence each; the second is empty if the first says both. */
export interface Explanation {
  readonly what: string
  readonly remedy: string
}

/** Errors whose messages say what to do. */
const forPeople = [
  ConfigRefused,
  SchemaRefused,
  DirectoryInUse,
  DiskFull,
  DatabaseUnopened,
  NoPostgres,
  BackupRefused,
  CopyDiffers,
  KeyFileRefused,
  SourceRefused,
]

/**
 * An error's explanation for whoever runs a command; null for an unexpected one, which is a mistake of ours. `setting`
 * is what names the database: a variable, or an option of the command.
 */
export function explain(error: unknown, setting = 'DATABASE_URL'): Explanation | null {
  const chain = chainOf(error)
  const starved = ofOpenFiles(chain)
  if (starved) return starved
  const told = chain.find((one) => forPeople.some((kind) => one instanceof kind))
  if (told) return { what: told.message, remedy: '' }
  const known = ofDatabase(error, setting) ?? explainSystem(chain, setting)
  if (known) return known
  const fault = asFault(error)
  return fault.code === 'internal' ? null : { what: fault.message, remedy: '' }
}

/** An error with its causes; if several addresses were tried, that of the first. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = []
  for (let one = error; one instanceof Error && !chain.includes(one); ) {
    chain.push(one)
    one = one instanceof AggregateError ? one.errors[0] : one.cause
  }
  return chain
}

/** The explanation for each SQLSTATE; `%` stands for the setting that names the database. */
const states: readonly [RegExp, string, string][] = [
  [
    /^28/,
    'The database refuses the login',
    'Correct the user and password in %, or allow that role to log in.',
  ],
  [
    /^3D000/,
    'The database does not exist',
    'Create it with `npx parley init-db` (docs/operate/postgresql.md), or name another in %.',
  ],
  [
    /^42501/,
    'The login role is not allowed to do that',
    'See docs/operate/postgresql.md for the rights it needs.',
  ],
  [/^53100/, 'The disk of the database server is full', 'Free up space there and try again.'],
  [
    /^53300/,
    'The database has no free connections',
    'Raise its max_connections, or lower PARLEY_DATABASE_CONNECTIONS.',
  ],
  [/^(57P|08)/, 'The database does not answer just now', 'Try again when it is running.'],
  [
    /^(XX00[12]|58)/,
    'The database cannot read its own files',
    'Its disk or its files are damaged: restore a backup (docs/operate/backups.md).',
  ],
]

/** The database's complaints about whoever runs the command. Its own messages contain neither passwords nor rows. */
function ofDatabase(error: unknown, setting: string): Explanation | null {
  const said = databaseErrorIn(error)
  if (!said) return null
  const { code, message } = said
  if (/no encryption|SSL off/.test(message))
    return {
      what: `The database requires TLS (${code}): ${message}.`,
      remedy: `Add ?sslmode=require to ${setting}.`,
    }
  const known = states.find(([pattern]) => pattern.test(code))
  if (!known) return null
  const [, what, remedy] = known
  return { what: `${what} (${code}): ${message}.`, remedy: remedy.replace('%', setting) }
}
