import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { installedPostgres, userOfServer } from '../../../scripts/temporary-postgres.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { freePort } from './free-port.ts'

/** A PostgreSQL with a standby that has each commit before it is answered, as CloudNativePG and Patroni run it. */
export interface ReplicatedPostgres extends AsyncDisposable {
  /** Leads to whichever is the primary. */
  readonly url: string
  /** Takes the primary's power away, and promotes the standby. */
  failOver(): Promise<void>
}

/** Starts both; null where PostgreSQL is not installed. */
export async function startReplicatedPostgres(): Promise<ReplicatedPostgres | null> {
  const bin = installedPostgres()
  if (!bin) return null
  await using opened = new AsyncDisposableStack()
  const directory = mkdtempSync(join(tmpdir(), 'parley-replicated-'))
  opened.defer(() => rmSync(directory, { recursive: true, force: true }))
  const user = userOfServer()
  if (user) chownSync(directory, user.uid, user.gid)
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(bin, program), args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: directory, ...user })
  const [primary, standby] = [
    { data: join(directory, 'primary'), port: await freePort() },
    { data: join(directory, 'standby'), port: await freePort() },
  ]
  const start = ({ data, port }: typeof primary) => {
    const settings = `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1 -c max_connections=200`
    run('pg_ctl', '-D', data, '-w', '-l', `${data}.log`, '-o', settings, 'start')
    opened.defer(() => stop(data))
  }
  const stop = (data: string) => {
    try {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop')
    } catch {
      // It has ended already.
    }
  }

  run('initdb', '-D', primary.data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8')
  start(primary)
  const address = ['-h', '127.0.0.1', '-p', `${primary.port}`, '-U', 'postgres']
  run('pg_basebackup', ...address, '-D', standby.data, '-R', '-X', 'stream', '--checkpoint=fast')
  start(standby)
  await asSuperuser(primary.port, [
    "ALTER SYSTEM SET synchronous_standby_names = '*'",
    'SELECT pg_reload_conf()',
    'CREATE ROLE parley LOGIN CREATEDB CREATEROLE',
    'CREATE DATABASE parley OWNER parley',
  ])

  const target = { port: primary.port }
  const line = opened.use(await startFaultProxy(target))
  const cleanUp = opened.move()
  return {
    url: `postgres://parley@127.0.0.1:${line.port}/parley`,
    async failOver() {
      stop(primary.data)
      line.cut()
      run('pg_ctl', '-D', standby.data, '-w', 'promote')
      target.port = standby.port
    },
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  }
}

async function asSuperuser(port: number, statements: readonly string[]) {
  const client = new pg.Client({ connectionString: `postgres://postgres@127.0.0.1:${port}/postgres` })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
