import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A MariaDB of our own, for one test. */
export interface Mariadb extends AsyncDisposable {
  /** Runs statements in a new database. */
  fill(database: string, statements: readonly string[]): void
  /** What its own program writes of a database. */
  dump(database: string): string
}

const SERVER = '/usr/sbin/mariadbd'
const ENOUGH = 256 * 1024 * 1024

/** Starts one; null where it is not installed. */
export async function startMariadb(): Promise<Mariadb | null> {
  if (!existsSync(SERVER)) return null
  const directory = mkdtempSync(join(tmpdir(), 'parley-mariadb-'))
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? ['--user=mysql'] : []
  if (isRoot) chownSync(directory, Number(execFileSync('id', ['-u', 'mysql'])), 0)
  const place = [`--datadir=${join(directory, 'data')}`, ...user]
  const method = '--auth-root-authentication-method=normal'
  execFileSync('mariadb-install-db', ['--no-defaults', ...place, method], { stdio: 'ignore' })
  const socket = join(directory, 'socket')
  const server: ChildProcess = spawn(
    SERVER,
    ['--no-defaults', ...place, `--socket=${socket}`, '--skip-networking'],
    { stdio: 'ignore' },
  )
  const login = ['--no-defaults', '--user=root', `--socket=${socket}`]
  for (let tries = 0; ; tries += 1)
    try {
      execFileSync('mariadb-admin', [...login, 'ping'], { stdio: 'ignore' })
      break
    } catch (error) {
      if (tries === 120) throw error
      await pause(250)
    }
  return {
    fill(database, statements) {
      const whole = [
        `CREATE DATABASE ${database} CHARACTER SET utf8mb4`,
        `USE ${database}`,
        'SET NAMES utf8mb4',
        ...statements,
      ]
      execFileSync('mariadb', login, { input: `${whole.join(';\n')};`, maxBuffer: ENOUGH })
    },
    dump: (database) =>
      execFileSync('mariadb-dump', [...login, '--single-transaction', database], {
        encoding: 'utf8',
        maxBuffer: ENOUGH,
      }),
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
