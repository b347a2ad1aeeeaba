import { Command } from 'commander'
import packageFacts from '../../../../package.json' with { type: 'json' }
import { asFault } from '#kernel/fault.ts'
import { DirectoryInUse } from '#platform/database/directory-lock.ts'
import { SchemaRefused } from '#platform/database/migrate.ts'
import { ConfigRefused } from '#server/config.ts'
import { doctorCommand } from './doctor.ts'
import { keysCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { startCommand } from './start.ts'
import { userCommand } from './user.ts'

/** Runs one command. What a person can mend is one sentence on standard error and exit code 1, never a stack. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = new Command('parley')
    .description('One self-hosted platform for AI conversations.')
    .version(packageFacts.version)
    .addCommand(startCommand())
    .addCommand(migrateCommand())
    .addCommand(userCommand())
    .addCommand(keysCommand())
    .addCommand(doctorCommand())
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    console.error(sentenceFor(error))
    process.exitCode = 1
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof ConfigRefused || error instanceof SchemaRefused || error instanceof DirectoryInUse)
    return error.message
  const fault = asFault(error)
  if (fault.code !== 'internal') return fault.message
  const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  if (isPortTaken) return `${error.message}. Stop what listens there, or set PORT.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
