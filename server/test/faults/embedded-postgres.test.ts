import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test, vi } from 'vitest'
import { endLeftOver } from '#platform/database/embedded/left-over.ts'
import { clusterIn } from '#platform/database/embedded/cluster.ts'
import type { EmbeddedOptions } from '#platform/database/embedded.ts'
import { openDatabase } from '#platform/database/open.ts'
import { startChildServer } from '#test/support/child-server.ts'
import { npmPostgres } from '#test/support/npm-postgres.ts'
import { parley } from '#test/support/parley-command.ts'
import { installedPostgres } from '../../../scripts/temporary-postgres.ts'

const isRoot = process.getuid?.() === 0
const NOBODY = 65_534
const programs = npmPostgres()
const bin = programs?.bin ?? ''
let place: string
let directory: string

beforeAll(() => expect(programs).not.toBeNull())
afterAll(() => programs?.remove())
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'parley-embedded-'))
  directory = join(place, 'data')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await endLeftOver(clusterIn(directory))
  rmSync(place, { recursive: true, force: true })
})

/** Opens the database, asks it something that it keeps, and closes it. Answers what it counted. */
async function visit(options: Partial<EmbeddedOptions> = {}): Promise<number> {
  const database = await openDatabase({ kind: 'embedded', directory, ...options })
  try {
    return await database.administer(async (db) => {
      await sql`CREATE TABLE IF NOT EXISTS visits (at timestamptz DEFAULT now())`.execute(db)
      await sql`INSERT INTO visits DEFAULT VALUES`.execute(db)
      const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM visits`.execute(db)
      return Number(rows[0]?.count)
    })
  } finally {
    await database.close()
  }
}

const pidFile = () => join(clusterIn(directory), 'postmaster.pid')
const pidOfPostgres = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0])
/** One that has ended and that nobody has asked about is listed for a while. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    const state = `/proc/${pid}/stat`
    return !existsSync(state) || !/\) Z /.test(readFileSync(state, 'utf8'))
  } catch {
    return false
  }
}

test('a killed server leaves its PostgreSQL alive, and the next start ends it and continues', async () => {
  const env = { PARLEY_DATA_DIR: directory }
  const first = await startChildServer(env)
  const leftOver = pidOfPostgres()
  await first.kill('SIGKILL')
  expect(isAlive(leftOver)).toBe(true)
  const second = await startChildServer(env)
  expect(isAlive(leftOver)).toBe(false)
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
  const own = pidOfPostgres()
  expect(await second.kill('SIGTERM')).toBe(0)
  expect(isAlive(own)).toBe(false)
})

test('a dying PostgreSQL takes the server with it, which says so and restarts', async () => {
  const env = { PARLEY_DATA_DIR: directory }
  const server = await startChildServer(env)
  process.kill(pidOfPostgres(), 'SIGKILL')
  expect(await server.exited).not.toBe(0)
  expect(server.output()).toContain('embedded database has ended')
  const next = await startChildServer(env)
  expect((await fetch(`${next.url}/readyz`)).status).toBe(200)
  await next.kill('SIGTERM')
})

test('a pid file naming an unrelated process is removed, and that process is left alone', async () => {
  expect(await visit()).toBe(1)
  const stranger = spawn('sleep', ['300'])
  writeFileSync(pidFile(), `${stranger.pid}\n${clusterIn(directory)}\n1\n5432\n/tmp\n\n  0 0\nready   \n`)
  expect(await visit()).toBe(2)
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})

test.each([
  ['with spaces and quotes', `it's a "folder" of 数据`],
  ['longer than the name of a socket may be', join('a'.repeat(90), 'b'.repeat(90))],
])('a path %s', async (_, name) => {
  directory = join(place, name, 'data')
  mkdirSync(join(place, name), { recursive: true })
  vi.stubEnv('TMPDIR', tmpdir())
  expect([await visit(), await visit()]).toEqual([1, 2])
})

test('a temporary folder whose path is too long for a socket', async () => {
  const long = join(place, 'c'.repeat(100))
  mkdirSync(long)
  vi.stubEnv('TMPDIR', long)
  expect(await visit()).toBe(1)
})

test('a folder of another major version is refused with instructions, and left unchanged', async () => {
  await visit()
  const version = join(clusterIn(directory), 'PG_VERSION')
  writeFileSync(version, '14\n')
  await expect(visit()).rejects.toThrow(/made by PostgreSQL 14, and this is PostgreSQL 18.*backup/)
  writeFileSync(version, '18\n')
  expect(await visit()).toBe(2)
})

test('a folder of the former engine is refused with instructions, and left unchanged', async () => {
  await visit()
  const access = join(clusterIn(directory), 'pg_hba.conf')
  const ours = readFileSync(access, 'utf8')
  writeFileSync(access, 'local all all trust\n')
  const started = await parley(['start'], { PARLEY_DATA_DIR: directory })
  expect(started.code).toBe(1)
  expect(started.output).toMatch(/made by an earlier Parley.*npx parley backup/)
  expect(started.output).not.toMatch(/\n\s+at /)
  expect(readFileSync(access, 'utf8')).toBe('local all all trust\n')
  writeFileSync(access, ours)
  expect(await visit()).toBe(2)
})

test('nobody connects without the password, and nobody at all from the network', async () => {
  await visit()
  const rules = readFileSync(join(clusterIn(directory), 'pg_hba.conf'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  expect(rules).toEqual(['local all parley scram-sha-256'])
  expect(statSync(join(clusterIn(directory), 'parley.password')).mode & 0o077).toBe(0)
})

test.skipIf(!installedPostgres())('another PostgreSQL named by the operator', async () => {
  const named = { bin: installedPostgres() ?? '' }
  expect([await visit(named), await visit(named)]).toEqual([1, 2])
})

test.skipIf(!isRoot)('as root, in a folder that only root may enter', async () => {
  chmodSync(place, 0o700)
  expect([await visit(), await visit()]).toEqual([1, 2])
  expect(statSync(clusterIn(directory)).uid).toBe(0)
})

test.skipIf(!isRoot)('as root in another user’s folder, as with sudo, the files are theirs', async () => {
  chmodSync(place, 0o755)
  chownSync(place, NOBODY, NOBODY)
  expect([await visit({ bin }), await visit({ bin })]).toEqual([1, 2])
  expect(statSync(clusterIn(directory)).uid).toBe(NOBODY)
})

test.skipIf(!isRoot)('as root without namespaces, another user runs it', async () => {
  chmodSync(place, 0o755)
  vi.stubEnv('PATH', withoutUnshare())
  expect([await visit({ bin }), await visit({ bin })]).toEqual([1, 2])
  expect(statSync(clusterIn(directory)).uid).not.toBe(0)
})

test.skipIf(!isRoot)('as root if nobody else can run it, one sentence says what to do', async () => {
  chmodSync(place, 0o700)
  vi.stubEnv('PATH', withoutUnshare())
  await expect(visit({ bin })).rejects.toThrow(
    /PostgreSQL does not run as root.*start Parley as another user.*DATABASE_URL/,
  )
})

/** A path on which a shell is found, and nothing that makes namespaces. */
function withoutUnshare(): string {
  const own = join(place, 'programs')
  mkdirSync(own)
  chmodSync(own, 0o755)
  for (const name of ['sh', 'env'])
    writeFileSync(join(own, name), `#!/bin/sh\nexec /bin/${name} "$@"\n`, { mode: 0o755 })
  return own
}
