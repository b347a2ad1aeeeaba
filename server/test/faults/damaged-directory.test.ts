import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startChildServer } from '#test/support/child-server.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { OWNER } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'

const onServer = process.env.PARLEY_TEST_DATABASE_URL !== undefined
const places: string[] = []
let whole = ''

const copyOf = (directory: string): string => {
  const place = mkdtempSync(join(tmpdir(), 'parley-damaged-'))
  places.push(place)
  cpSync(directory, place, { recursive: true })
  return place
}
const owner = { PARLEY_OWNER_EMAIL: OWNER.email, PARLEY_OWNER_PASSWORD: OWNER.password }

const inDatabase = (place: string, ...path: string[]) => join(place, 'database', ...path)

/** The PostgreSQL of a killed server lives on, and would write while it is copied. */
async function killDatabase(place: string) {
  const file = inDatabase(place, 'postmaster.pid')
  process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGQUIT')
  await vi.waitFor(() => expect(existsSync(file)).toBe(false), { timeout: 45_000 })
}

beforeAll(async () => {
  if (onServer) return
  const fresh = await freshDatabase()
  // Killed, so that its log is needed to open it again.
  const server = await startChildServer({ PARLEY_DATA_DIR: fresh.directory, ...owner })
  await server.kill('SIGKILL')
  await killDatabase(fresh.directory)
  whole = copyOf(fresh.directory)
  await fresh.drop()
})
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true })
})

/** What is in the files of the database, by their names; the log and what is written at every start left out. */
function contentOf(place: string): Map<string, string> {
  const root = join(place, 'database', 'base')
  return new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return [path.slice(place.length), createHash('sha256').update(readFileSync(path)).digest('hex')]
      }),
  )
}

/** The pieces of the log, the newest last. */
const logOf = (place: string) =>
  readdirSync(inDatabase(place, 'pg_wal'))
    .filter((name) => /^[0-9A-F]{24}$/.test(name))
    .sort()
    .map((name) => inDatabase(place, 'pg_wal', name))

test.skipIf(onServer).each<[string, (place: string) => void]>([
  ['its control file is gone', (place) => rmSync(inDatabase(place, 'global', 'pg_control'))],
  ['its control file was cut', (place) => truncateSync(inDatabase(place, 'global', 'pg_control'), 100)],
  [
    'its control file is noise',
    (place) => writeFileSync(inDatabase(place, 'global', 'pg_control'), Buffer.alloc(8_192, 7)),
  ],
  ['the mark of its version is gone', (place) => rmSync(inDatabase(place, 'PG_VERSION'))],
  [
    'its log is gone',
    (place) => {
      for (const path of logOf(place)) rmSync(path)
    },
  ],
  ['the folder of its log is gone', (place) => rmSync(inDatabase(place, 'pg_wal'), { recursive: true })],
  [
    'its log was cut',
    (place) => {
      for (const path of logOf(place)) truncateSync(path, 0)
    },
  ],
])('a directory is refused with an explanation and left unchanged when %s', async (_, damage) => {
  const place = copyOf(whole)
  damage(place)
  const before = contentOf(place)
  const started = await parley(['start'], { PARLEY_DATA_DIR: place, PORT: '0', ...owner })
  expect(started.code).toBe(1)
  expect(started.output).toMatch(/^The embedded database in .* could not be opened/m)
  expect(started.output).toContain('parley restore <backup>')
  expect(started.output).not.toContain('    at ')
  expect(contentOf(place)).toEqual(before)
  expect(statSync(place).isDirectory()).toBe(true)
})

test.skipIf(onServer)('the same directory, undamaged, opens', async () => {
  const server = await startChildServer({ PARLEY_DATA_DIR: copyOf(whole), ...owner })
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  await server.kill('SIGKILL')
})
