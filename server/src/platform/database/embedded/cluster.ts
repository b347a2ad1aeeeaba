import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { syncNames } from '../../files/sync-names.ts'
import { give, type Identity, type Runner } from './identity.ts'
import { type Programs, programNamed } from './programs.ts'

/** The login role, which owns the database of the same name and is no superuser. */
export const LOGIN = 'parley'
const PASSWORD_FILE = 'parley.password'
const FIRST_LINE = '# Made by Parley.'

/** Why a cluster cannot be opened, as the end of a sentence. */
export class ClusterRefused extends Error {
  override readonly name = 'ClusterRefused'
}

/** Where the files of the database are within a data directory. */
export const clusterIn = (dataDirectory: string): string => join(dataDirectory, 'database')

/** The password of the login role, for anyone who may read the files. */
export const passwordOf = (cluster: string): string =>
  readFileSync(join(cluster, PASSWORD_FILE), 'utf8').trim()

/**
 * Creates the cluster if there is none: beside its place, then moved into it, so that a kill leaves nothing half-made,
 * and a power cut loses nothing that existed. Throws ClusterRefused for files of another kind or version.
 */
export function requireCluster(cluster: string, programs: Programs, { identity, major }: Runner): void {
  if (existsSync(cluster) && readdirSync(cluster).length > 0) return refuseOther(cluster, major)
  const beside = `${cluster}.new`
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside, { mode: 0o700 })
  give(beside, identity)
  const run = (program: string, args: string[], input = '') =>
    runProgram({ programs, identity, cwd: beside }, program, args, input)
  run('initdb', [
    '--pgdata=.',
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    ...(major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--lc-ctype=C.UTF-8']),
    '--no-instructions',
  ])
  const password = randomBytes(24).toString('base64url')
  const write = (name: string, text: string) => {
    const path = join(beside, name)
    writeFileSync(path, text, { mode: 0o600, flush: true })
    give(path, identity)
  }
  write(PASSWORD_FILE, `${password}\n`)
  // Nobody else can connect, not even as the superuser.
  const from = process.platform === 'win32' ? 'host all parley 127.0.0.1/32' : 'local all parley'
  write('pg_hba.conf', `${FIRST_LINE}\n${from} scram-sha-256\n`)
  run(
    'postgres',
    ['--single', '-D', '.', 'postgres'],
    `CREATE ROLE ${LOGIN} LOGIN CREATEDB CREATEROLE PASSWORD '${password}'\nCREATE DATABASE ${LOGIN} OWNER ${LOGIN}\n`,
  )
  rmSync(cluster, { recursive: true, force: true })
  syncNames(beside)
  renameSync(beside, cluster)
  syncNames(dirname(cluster))
}

function refuseOther(cluster: string, runs: number): void {
  const version = join(cluster, 'PG_VERSION')
  if (!existsSync(version)) throw new ClusterRefused('it has no file PG_VERSION, which every database has')
  const access = join(cluster, 'pg_hba.conf')
  if (!existsSync(access) || !readFileSync(access, 'utf8').startsWith(FIRST_LINE))
    throw new ClusterRefused(
      'it was made by an earlier Parley, with another engine. Make a backup with that version (`npx parley backup`), put the folder aside, and restore the backup with this one',
    )
  const made = Number(readFileSync(version, 'utf8'))
  // A copy of the folder may have wider permissions, which PostgreSQL refuses.
  chmodSync(cluster, 0o700)
  if (made !== runs)
    throw new ClusterRefused(
      `it was made by PostgreSQL ${made}, and this is PostgreSQL ${runs}. Make a backup with the Parley that made it, or name a PostgreSQL ${made} in PARLEY_POSTGRES_BIN; put the folder aside, and restore the backup`,
    )
}

interface Running {
  readonly programs: Programs
  readonly identity: Identity
  readonly cwd: string
}

/** Runs one of the programs to its end. Throws ClusterRefused with its last words. */
function runProgram(
  { programs, identity, cwd }: Running,
  program: string,
  args: string[],
  input: string,
): void {
  const [command = '', ...rest] = [
    ...identity.through,
    ...programs.through,
    programNamed(programs.bin, program),
    ...args,
  ]
  try {
    execFileSync(command, rest, {
      cwd,
      input,
      encoding: 'utf8',
      stdio: 'pipe',
      ...identity.user,
    })
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    const words = (stderr ?? '')
      .trim()
      .split('\n')
      .filter((line) => /error|FATAL|PANIC|could not/i.test(line))
    throw new ClusterRefused(words.at(-1) ?? message, { cause: error })
  }
}
