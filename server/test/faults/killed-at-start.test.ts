import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { migrate, migrationHistory } from '#platform/database/migrate.ts'
import { type Database, openDatabase } from '#platform/database/open.ts'
import { startChildServer } from '#test/support/child-server.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { freePort } from '#test/support/free-port.ts'
import { OWNER } from '#test/support/open-test-server.ts'
import { isTorture, sized } from './size.ts'

const program = fileURLToPath(new URL('../../../bin/parley.js', import.meta.url))
const KILLS = sized(4, 100)

interface Place extends AsyncDisposable {
  readonly env: Record<string, string>
}

/** Where nothing is yet: an empty directory, or a database without a table. */
async function nothingYet(): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-nothing-yet-'))
  const env = { PARLEY_DATA_DIR: directory }
  const clear = () => rmSync(directory, { recursive: true, force: true })
  if (process.env.PARLEY_TEST_DATABASE_URL === undefined)
    return { env, [Symbol.asyncDispose]: async () => clear() }
  const fresh = await freshDatabase()
  await using database = await opened(fresh.options)
  await migrate(database, { to: 'nothing' })
  return {
    env: { ...env, DATABASE_URL: fresh.options.kind === 'server' ? fresh.options.url.reveal() : '' },
    async [Symbol.asyncDispose]() {
      clear()
      await fresh.drop()
    },
  }
}

const opened = async (options: Parameters<typeof openDatabase>[0]): Promise<Database & AsyncDisposable> => {
  const database = await openDatabase(options)
  return { ...database, [Symbol.asyncDispose]: () => database.close() }
}

/** Starts a server and kills it after a while; answers whether it had come to its end before. */
async function startAndKill(env: Record<string, string>, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [program, 'start'], {
    env: { PATH: process.env.PATH ?? '', PARLEY_ENV_FILE: '', ...env },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  await Promise.race([ended, pause(afterMs)])
  const hadEnded = child.exitCode !== null
  child.kill('SIGKILL')
  await ended
  return hadEnded
}

test(`killed ${KILLS} times during its first start, the next start completes`, {
  timeout: 1_200_000,
}, async () => {
  let place = await nothingYet()
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Under torture it is begun anew now and then, so that the first seconds of all are met often enough.
    if (isTorture && kill % 10 === 9) {
      await place[Symbol.asyncDispose]()
      place = await nothingYet()
    }
    const env = { ...place.env, PORT: String(await freePort()) }
    expect(await startAndKill(env, 300 + ((kill * 0.618) % 1) * 4_000)).toBe(false)
  }
  const server = await startChildServer({
    ...place.env,
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
  })
  const signedIn = await fetch(`${server.url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  })
  expect(signedIn.status).toBe(200)
  await server.kill('SIGKILL')
  await place[Symbol.asyncDispose]()
})

test('killed while migrating data up, each step is complete or absent, and the data stays', {
  timeout: 1_200_000,
}, async () => {
  const fresh = await freshDatabase()
  const env = {
    PARLEY_DATA_DIR: fresh.directory,
    ...(fresh.options.kind === 'server' && { DATABASE_URL: fresh.options.url.reveal() }),
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
  }
  await (await startChildServer(env)).kill('SIGTERM')
  let newest: string[]
  {
    await using database = await opened(fresh.options)
    newest = (await migrationHistory(database)).map(({ name }) => name)
    const before = newest.at(-4) ?? ''
    await migrate(database, { to: before })
  }
  let halfway = 0
  for (let kill = 0; kill < sized(3, 30); kill += 1) {
    await startAndKill({ ...env, PORT: String(await freePort()) }, 500 + ((kill * 0.618) % 1) * 2_500)
    await using database = await opened(fresh.options)
    const done = (await migrationHistory(database)).filter(({ executedAt }) => executedAt !== null)
    // In their order and without a gap, so that a start can go on from there.
    expect(done.map(({ name }) => name)).toEqual(newest.slice(0, done.length))
    halfway += done.length < newest.length ? 1 : 0
    if (done.length === newest.length) await migrate(database, { to: newest.at(-4) ?? '' })
  }
  expect(halfway).toBeGreaterThan(0)
  const server = await startChildServer(env)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  const signedIn = await fetch(`${server.url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  })
  expect(signedIn.status).toBe(200)
  await server.kill('SIGKILL')
  await fresh.drop()
})
