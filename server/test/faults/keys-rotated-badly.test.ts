import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findTenantId } from '#features/access/index.ts'
import { keysInFile } from '#platform/crypto/key-file.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { openVault } from '#platform/crypto/vault.ts'
import { migrate } from '#platform/database/migrate.ts'
import { freePort } from '#test/support/free-port.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'

// Whatever goes wrong with a change of the key, and however often it is repeated: what is sealed opens.

const KEY = 'sk-of-a-provider-0123'
const NOWHERE = async () => `postgres://parley@127.0.0.1:${await freePort()}/parley`

const envOf = ({ app }: TestServer): Record<string, string> => ({
  PARLEY_DATA_DIR: app.config.dataDirectory,
  ...(app.config.database.kind === 'server' && { DATABASE_URL: app.config.database.url.reveal() }),
})

/** A server with sealed keys of so many providers. */
async function serverWithSecrets(count: number): Promise<TestServer> {
  const server = await openTestServer()
  for (let at = 0; at < count; at += 1) {
    const body = { name: `mine-${at}`, provider: 'openai', key: KEY, models: [{ name: 'any' }] }
    const made = await server.ask('POST', '/v1/connections', { body })
    expect(made.status, made.text).toBe(201)
  }
  return server
}

/** What is sealed, opened with nothing but the key file as it is now; and how much of it is under its newest key. */
async function openAll({ app }: TestServer) {
  const path = join(app.config.dataDirectory, 'secret.key')
  const [newest = new Secret('')] = keysInFile(path)
  const vault = openVault(newest, () => keysInFile(path))
  const { rows } = await app.database.read(await findTenantId(app, null), (tx) =>
    sql<{ place: string; sealed: string }>`
      SELECT 'provider_connections/' || tenant_id || '/' || id AS place, sealed_key AS sealed
      FROM provider_connections`.execute(tx),
  )
  return {
    opened: rows.map(({ place, sealed }) => vault.open(sealed, place).reveal()),
    newest: rows.filter(({ sealed }) => vault.isNewest(sealed)).length,
  }
}

test('rotating twice while the database is away changes nothing, and then everything decrypts', async () => {
  await using server = await serverWithSecrets(1)
  const env = envOf(server)
  const path = join(env.PARLEY_DATA_DIR ?? '', 'secret.key')
  const before = readFileSync(path, 'utf8')
  for (const command of ['rotate', 'rotate', 'reseal'])
    expect((await parley(['keys', command], { ...env, DATABASE_URL: await NOWHERE() })).code).toBe(1)
  expect(readFileSync(path, 'utf8')).toBe(before)
  const rotated = await parley(['keys', 'rotate'], env)
  expect(rotated).toMatchObject({ code: 0, output: expect.stringContaining('1 secret was re-encrypted.') })
  expect(await openAll(server)).toEqual({ opened: [KEY], newest: 1 })
})

test('killed before each of its steps and repeated, everything can be decrypted at any time', {
  timeout: 600_000,
}, async () => {
  await using server = await serverWithSecrets(2)
  const planted = new URL('../support/plant-key-death.ts', import.meta.url).href
  const env = { ...envOf(server), NODE_OPTIONS: `--import=${planted}` }
  const run = (command: string, step: number) =>
    parley(['keys', command], { ...env, PARLEY_DIES_AT: String(step) })
  const survivedBy = async (command: string) => {
    for (let step = 1; ; step += 1) {
      const { code } = await run(command, step)
      expect((await openAll(server)).opened, `${command}, killed before step ${step}`).toEqual([KEY, KEY])
      if (code === 0) return step - 1
    }
  }
  expect(await survivedBy('rotate')).toBeGreaterThanOrEqual(6)
  expect(await openAll(server)).toEqual({ opened: [KEY, KEY], newest: 2 })
  // A rotation that was killed once the new key was in the file leaves something to seal anew.
  await run('rotate', 5)
  expect(await survivedBy('reseal')).toBeGreaterThanOrEqual(1)
  expect(await openAll(server)).toEqual({ opened: [KEY, KEY], newest: 2 })
})

test('concurrent rotations lose no key', async () => {
  await using server = await serverWithSecrets(2)
  const done = await Promise.all([1, 2, 3].map(() => parley(['keys', 'rotate'], envOf(server))))
  expect(done.map(({ code }) => code)).toEqual([0, 0, 0])
  expect((await openAll(server)).opened).toEqual([KEY, KEY])
})

test('a server that started before two rotations writes secrets that can be decrypted after them', async () => {
  await using server = await serverWithSecrets(1)
  const env = envOf(server)
  for (const _ of [1, 2]) expect((await parley(['keys', 'rotate'], env)).code).toBe(0)
  const body = { name: 'later', provider: 'openai', key: KEY, models: [{ name: 'any' }] }
  expect((await server.ask('POST', '/v1/connections', { body })).status).toBe(201)
  expect((await openAll(server)).opened).toEqual([KEY, KEY])
})

test('the previous key file is kept beside it, readable by its owner only', async () => {
  await using server = await serverWithSecrets(0)
  const directory = server.app.config.dataDirectory
  const before = readFileSync(join(directory, 'secret.key'), 'utf8')
  const { output } = await parley(['keys', 'rotate'], envOf(server))
  const copies = readdirSync(directory).filter((name) => /^secret\.key\.\d{4}-\d\d-\d\dT/.test(name))
  expect(copies).toHaveLength(1)
  const copy = join(directory, copies[0] ?? '')
  expect([readFileSync(copy, 'utf8'), statSync(copy).mode & 0o777]).toEqual([before, 0o600])
  expect(output).toContain(copy)
})

test('an outdated schema and a missing key are refused before anything is changed', async () => {
  await using server = await serverWithSecrets(0)
  const env = envOf(server)
  const path = join(env.PARLEY_DATA_DIR ?? '', 'secret.key')
  const before = readFileSync(path, 'utf8')
  await migrate(server.app.database, 'down')
  for (const command of ['rotate', 'reseal'])
    expect(await parley(['keys', command], env)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/1 migration is missing.*parley migrate up/),
    })
  expect(readFileSync(path, 'utf8')).toBe(before)
  for (const command of ['rotate', 'reseal'])
    expect(
      await parley(['keys', command], { ...env, PARLEY_DATA_DIR: join(path, '..', 'elsewhere') }),
    ).toEqual({
      code: 1,
      output: expect.stringMatching(/^.*elsewhere\/secret\.key is missing\..*\n$/),
    })
})
