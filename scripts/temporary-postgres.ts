import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '#test/support/free-port.ts'
import { scratchRoot } from '#test/support/scratch-root.ts'

/** A separate PostgreSQL for one run: its login role owns its databases and is not a superuser. */
export interface TemporaryPostgres {
  readonly url: string
  /** The connection as a superuser. */
  readonly superuserUrl: string
  /** Ends it abruptly, as a power failure would; `start` restarts it. */
  kill(): void
  start(): void
  stop(): void
}

// Temporary data need not survive a crash, and tests create and drop databases all the time.
const FORGETFUL = [
  '-c fsync=off',
  '-c full_page_writes=off',
  '-c wal_level=minimal',
  '-c max_wal_senders=0',
  '-c shared_buffers=512MB',
  '-c checkpoint_timeout=30min',
  '-c max_wal_size=1GB',
]

/** The folder with the programs of the newest installed PostgreSQL; null if there is none. */
export const installedPostgres = (): string | null => {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions
    .map((version) => join(root, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')))
  return found ?? null
}

/**
 * The server refuses to run as root; Debian’s package creates a user for it, and every machine has an unprivileged one.
 */
export function userOfServer(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const idOf = (kind: '-u' | '-g', name: string) =>
    Number(execFileSync('id', [kind, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  const ids = (name: string) => ({ uid: idOf('-u', name), gid: idOf('-g', name) })
  try {
    return ids('postgres')
  } catch {
    return ids('nobody')
  }
}

/**
 * Starts one, or returns null if PostgreSQL is not installed. `isDurable` keeps fsync on, for measurements; `bin`: the
 * folder of other programs than the installed ones.
 */
export async function startTemporaryPostgres({
  isDurable = false,
  bin = installedPostgres(),
}: {
  isDurable?: boolean
  bin?: string | null
} = {}): Promise<TemporaryPostgres | null> {
  if (!bin) return null
  const directory = mkdtempSync(join(isDurable ? tmpdir() : scratchRoot(), 'parley-postgres-'))
  const user = userOfServer()
  if (user) chownSync(directory, user.uid, user.gid)
  const run = (program: string, args: string[]) =>
    execFileSync(join(bin, program), args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: directory, ...user })
  const data = join(directory, 'data')
  const port = await freePort()
  run('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'])
  const settings = [
    `-p ${port}`,
    `-k ${directory}`,
    '-c listen_addresses=127.0.0.1',
    '-c max_connections=200',
    ...(isDurable ? [] : FORGETFUL),
  ]
  const start = () =>
    void run('pg_ctl', ['-D', data, '-w', '-l', join(directory, 'log'), '-o', settings.join(' '), 'start'])
  const kill = () => void run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
  start()
  const superuserUrl = `postgres://postgres@127.0.0.1:${port}/postgres`
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  await client.query('CREATE ROLE parley LOGIN CREATEDB CREATEROLE')
  await client.query('CREATE DATABASE parley OWNER parley')
  await client.end()
  return {
    url: `postgres://parley@127.0.0.1:${port}/parley`,
    superuserUrl,
    kill,
    start,
    stop() {
      kill()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
