import { Command } from 'commander'
import packageFacts from '../../../../package.json' with { type: 'json' }
import { backupCommand } from './backup.ts'
import { doctorCommand } from './doctor.ts'
import { explain } from './explain.ts'
import { importCommand } from './import/index.ts'
import { initDbCommand } from './init-db.ts'
import { keysCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { moveCommand } from './move.ts'
import { restoreCommand } from './restore.ts'
import { startCommand } from './start.ts'
import { userCommand } from './user.ts'

/** The setting that names the unreachable database, for commands that take it other than by the variable. */
const settings: Readonly<Record<string, string>> = { move: '--to', import: 'The source or DATABASE_URL' }

/**
 * Runs one command. An error that a person can fix is one sentence on standard error with exit code 1, never a stack
 * trace.
 */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const program = new Command('parley')
    .description('One self-hosted platform for AI conversations.')
    .version(packageFacts.version)
    .addCommand(startCommand())
    .addCommand(migrateCommand())
    .addCommand(initDbCommand())
    .addCommand(userCommand())
    .addCommand(keysCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(moveCommand())
    .addCommand(importCommand())
    .addCommand(doctorCommand())
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    console.error(sentenceFor(error, settings[argv[2] ?? ''] ?? 'DATABASE_URL'))
    process.exitCode = 1
  }
}

/** A mistake of ours is reported with its location. */
function sentenceFor(error: unknown, setting: string): string {
  const said = explain(error, setting)
  if (said) return `${said.what} ${said.remedy}`.trim()
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
