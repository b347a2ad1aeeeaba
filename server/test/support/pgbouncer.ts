import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port.ts'

const program = '/usr/sbin/pgbouncer'

/** Whether this machine has PgBouncer. */
export const hasPgBouncer = existsSync(program)

/** Whether it knows prepared statements in `transaction` mode, as 1.21 and newer do. */
export function remembersStatements(): boolean {
  if (!hasPgBouncer) return false
  const said = execFileSync(program, ['--version'], { encoding: 'utf8' })
  const [, major, minor] = /(\d+)\.(\d+)/.exec(said) ?? []
  return Number(major) > 1 || Number(minor) >= 21
}

interface Pooling {
  readonly mode?: 'transaction' | 'session'
  /** How many sessions with the server there are. */
  readonly sessions?: number
}

/** A PgBouncer before a server: each transaction, or each connection, gets one of few sessions, whoever asks. */
export async function startPgBouncer(
  serverUrl: string,
  { mode = 'transaction', sessions = 3 }: Pooling = {},
) {
  const to = new URL(serverUrl)
  const directory = mkdtempSync(join(tmpdir(), 'parley-pgbouncer-'))
  const port = await freePort()
  const file = join(directory, 'pgbouncer.ini')
  writeFileSync(join(directory, 'users'), `"${to.username}" "${to.password}"\n`)
  writeFileSync(
    file,
    `[databases]
* = host=${to.hostname} port=${to.port || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(directory, 'users')}
pool_mode = ${mode}
default_pool_size = ${sessions}
${mode === 'transaction' && remembersStatements() ? 'max_prepared_statements = 200\n' : ''}max_client_conn = 200
`,
  )
  // It refuses to run as root.
  const isRoot = process.getuid?.() === 0
  if (isRoot) {
    chmodSync(directory, 0o755)
    chownSync(directory, Number(execFileSync('id', ['-u', 'postgres'])), 0)
  }
  const command = [...(isRoot ? ['runuser', '-u', 'postgres', '--'] : []), program, '-q', file]
  const child = spawn(command[0] ?? '', command.slice(1), { stdio: 'ignore' })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const url = Object.assign(new URL(serverUrl), { hostname: '127.0.0.1', port: String(port) }).href
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    const isThere = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => {})
    if (isThere) break
    await pause(50)
  }
  return {
    url,
    stop() {
      process.off('exit', kill)
      child.kill('SIGTERM')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
