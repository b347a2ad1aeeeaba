import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import { openDatabase } from '#platform/database/open.ts'
import { freePort } from '#test/support/free-port.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'

interface Told {
  isWell: boolean
  database: { kind: string; how: string; version: string; extensions: string[]; at: string; pending: number }
  listeners: { port: number; state: string }[]
  models: { default: string; all: string[] }
  findings: { isWrong: boolean; what: string; remedy: string }[]
}

const SECRET = 'sk-nobody-may-see-this'
let server: TestServer
let env: Record<string, string>
beforeAll(async () => {
  server = await openTestServer()
  const { dataDirectory, database } = server.app.config
  env = {
    PARLEY_DATA_DIR: dataDirectory,
    ...(database.kind === 'server' && { DATABASE_URL: database.url.reveal() }),
    PORT: new URL(server.url).port,
    OPENAI_API_KEY: SECRET,
  }
})
afterAll(() => server.close())

const examine = async (more: Record<string, string> = {}) => {
  const { code, output } = await parley(['doctor', '--json'], { ...env, ...more })
  expect(output).not.toContain(SECRET)
  return { code, told: JSON.parse(output) as Told }
}
const wrongIn = ({ findings }: Told) => findings.filter(({ isWrong }) => isWrong).map(({ what }) => what)

/** Every file below a directory, and what is in it. */
const stateOf = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const content = readFileSync(join(parentPath, name))
      return `${join(parentPath, name)} ${createHash('sha256').update(content).digest('hex')}`
    })
    .sort()

test('beside a running server it lists the settings in effect, by name and without secrets', async () => {
  const { code, told } = await examine()
  expect(wrongIn(told)).toEqual([])
  expect([code, told.isWell]).toEqual([0, true])
  expect(told.database).toMatchObject({ version: expect.stringMatching(/^\d+/), pending: 0 })
  expect(told.database.extensions.join()).toContain('plpgsql')
  expect(told.listeners).toMatchObject([{ state: 'answers' }])
  expect(told.models.all.join()).toContain('openai/')
})

test('a problem is named with its fix, and the command fails', async () => {
  const other = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  try {
    const { code, told } = await examine({
      PARLEY_LISTEN: `${port}=native+esperanto`,
      DATABASE_URL: `postgres://ana:${SECRET}@127.0.0.1:${await freePort()}/parley`,
    })
    expect(code).toBe(1)
    expect(wrongIn(told)).toEqual([
      expect.stringContaining('The database cannot be checked'),
      'No dialect is named esperanto.',
      `Port ${port} is used by another program.`,
    ])
  } finally {
    other.close()
  }
  const refused = await examine({ PARLEY_LISTEN: 'nonsense' })
  expect([refused.code, wrongIn(refused.told).join()]).toEqual([1, expect.stringContaining('PARLEY_LISTEN')])
})

test('on an empty directory it creates nothing', async () => {
  const directory = join(env.PARLEY_DATA_DIR ?? '', 'not', 'yet')
  const { code, output } = await parley(['doctor'], {
    PARLEY_DATA_DIR: directory,
    PORT: String(await freePort()),
  })
  expect([code, output]).toEqual([0, expect.stringContaining('none-yet')])
  expect(existsSync(directory)).toBe(false)
})

test('without a server it inspects the data and leaves every byte unchanged', async () => {
  const database = await freshDatabase()
  const { directory, options } = database
  try {
    const unserved = {
      PARLEY_DATA_DIR: directory,
      ...(options.kind === 'server' && { DATABASE_URL: options.url.reveal() }),
      PORT: String(await freePort()),
    }
    if (options.kind === 'server') {
      const opened = await openDatabase(options)
      await migrate(opened, 'latest').finally(() => opened.close())
    }
    const before = stateOf(directory)
    const { code, told } = await examine({ ...unserved, PARLEY_SECRET_KEY: `${SECRET} whatever is said` })
    expect([code, wrongIn(told)]).toEqual([0, []])
    expect(told.database).toMatchObject({ how: options.kind === 'server' ? 'network' : 'copy', pending: 0 })
    expect(told.listeners).toMatchObject([{ state: 'free' }])
    const keyless = await examine(unserved)
    // Nothing is sealed, so no key is missed.
    expect([keyless.code, wrongIn(keyless.told)]).toEqual([0, []])
    expect(stateOf(directory)).toEqual(before)
  } finally {
    await database.drop()
  }
})
