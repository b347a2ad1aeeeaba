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

/** A PgBouncer before a server: each transaction gets one of two sessions, whoever asks. */
export async function startPgBouncer(serverUrl: string) {
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
pool_mode = transaction
default_pool_size = 3
max_client_conn = 200
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
