import { Command } from 'commander'
import packageFacts from '../../../../package.json' with { type: 'json' }
import { asFault } from '#kernel/fault.ts'
import { BackupRefused } from '#platform/backup/format.ts'
import { CopyDiffers } from '#platform/database/backup/write-data.ts'
import { databaseErrorIn } from '#platform/database/faults.ts'
import { DirectoryInUse } from '#platform/database/directory-lock.ts'
import { DatabaseUnopened } from '#platform/database/embedded.ts'
import { DiskFull } from '#platform/database/room.ts'
import { SchemaRefused } from '#platform/database/migrate.ts'
import { ConfigRefused } from '#server/config.ts'
import { backupCommand } from './backup.ts'
import { doctorCommand } from './doctor.ts'
import { keysCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { moveCommand } from './move.ts'
import { restoreCommand } from './restore.ts'
import { startCommand } from './start.ts'
import { userCommand } from './user.ts'

/** Errors whose messages say what to do. */
const forPeople = [
  ConfigRefused,
  SchemaRefused,
  DirectoryInUse,
  DiskFull,
  DatabaseUnopened,
  BackupRefused,
  CopyDiffers,
]

/** Runs one command. What a person can mend is one sentence on standard error and exit code 1, never a stack. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = new Command('parley')
    .description('One self-hosted platform for AI conversations.')
    .version(packageFacts.version)
    .addCommand(startCommand())
    .addCommand(migrateCommand())
    .addCommand(userCommand())
    .addCommand(keysCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(moveCommand())
    .addCommand(doctorCommand())
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    console.error(sentenceFor(error))
    process.exitCode = 1
  }
}

/** What the database holds against whoever runs the command. Its own words name neither password nor rows. */
function databaseRefusal(error: unknown): string | null {
  const said = databaseErrorIn(error)
  if (!said) return null
  if (said.code.startsWith('28'))
    return `The database lets nobody in so: ${said.message}. Look at DATABASE_URL.`
  if (said.code === '3D000') return `${said.message}. Make it, or name another in DATABASE_URL.`
  if (said.code === '42501')
    return `The login role may not do that: ${said.message}. docs/operate/postgresql.md says what it needs.`
  return null
}

function sentenceFor(error: unknown): string {
  if (forPeople.some((kind) => error instanceof kind)) return (error as Error).message
  const refusal = databaseRefusal(error)
  if (refusal) return refusal
  const fault = asFault(error)
  if (fault.code !== 'internal') return fault.message
  const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  if (isPortTaken) return `${error.message}. Stop what listens there, or set PORT.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
