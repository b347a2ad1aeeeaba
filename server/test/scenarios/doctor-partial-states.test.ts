import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownMigrations, migrate } from '#platform/database/migrate.ts'
import { type EmptyInstallation, emptyInstallation } from '#test/support/empty-installation.ts'
import { freePort } from '#test/support/free-port.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { openTestServer } from '#test/support/open-test-server.ts'
import { parleyHere } from '#test/support/parley-command.ts'

// An installation that is not there as a whole: what is well is not called wrong, and what is lost is.

/** A busy machine takes minutes for all migrations of the embedded database. */
const LONG = { timeout: 600_000 }

async function examine(env: Record<string, string>) {
  const { code, output } = await parleyHere(['doctor', '--json'], { PORT: String(await freePort()), ...env })
  const told = JSON.parse(output) as {
    database: { at: string | null; pending: number }
    models: { default: string; environment: string }
    findings: { isWrong: boolean; what: string; remedy: string }[]
  }
  const say = (isWrong: boolean) =>
    told.findings.filter((one) => one.isWrong === isWrong).map(({ what, remedy }) => `${what} ${remedy}`)
  return { code, told, wrongs: say(true), notes: say(false).join('\n') }
}

async function moved(place: EmptyInstallation, ...goals: Parameters<typeof migrate>[1][]) {
  const database = await place.open()
  for (const goal of goals) await migrate(database, goal)
  await database.close()
}

test('an empty, partly or fully set-up directory is never reported as wrong', LONG, async () => {
  await using place = await emptyInstallation(serverOfRun())
  expect(await examine(place.env)).toMatchObject({ code: 0, wrongs: [] })
  const all = await knownMigrations()
  await moved(place, 'up')
  const one = await examine(place.env)
  expect(one).toMatchObject({
    code: 0,
    wrongs: [],
    told: { database: { at: all[0], pending: all.length - 1 } },
  })
  expect(one.notes).toContain(`${all.length - 1} migrations have not run yet.`)
  await moved(place, 'latest')
  const whole = await examine(place.env)
  expect(whole).toMatchObject({ code: 0, wrongs: [], told: { database: { pending: 0 } } })
  expect(whole.notes).toMatch(/This server has no owner yet\. Open the link/)
  const given = { PARLEY_OWNER_EMAIL: 'ana@example.com', PARLEY_OWNER_PASSWORD: 'correct horse battery' }
  expect((await examine({ ...place.env, ...given })).notes).toContain('The next start creates the owner')
  for (const [goal, at] of [
    [{ to: '0005-conversations-and-files' }, '0005-conversations-and-files'],
    [{ to: '0003-models-and-budgets' }, '0003-models-and-budgets'],
    [{ to: 'nothing' }, null],
    ['up', all[0]],
    ['down', null],
    // Of the time before the baseline.
    [{ to: '0005-work' }, '0005-work'],
    [{ to: '0137-messages-told' }, '0137-messages-told'],
  ] as const) {
    await moved(place, goal)
    expect(await examine(place.env), at ?? 'nothing').toMatchObject({
      code: 0,
      wrongs: [],
      told: { database: { at } },
    })
  }
})

test('a missing or different key is reported once something is encrypted, and the right one is not', async () => {
  await using server = await openTestServer()
  const { dataDirectory, database } = server.app.config
  const env = {
    PARLEY_DATA_DIR: dataDirectory,
    ...(database.kind === 'server' && { DATABASE_URL: database.url.reveal() }),
    PORT: new URL(server.url).port,
  }
  const key = join(dataDirectory, 'secret.key')
  rmSync(key)
  expect(await examine(env)).toMatchObject({ code: 0, wrongs: [] })
  const body = { name: 'mine', provider: 'openai', key: 'sk-0123456789', models: [{ name: 'any' }] }
  expect((await server.ask('POST', '/v1/connections', { body })).status).toBe(201)
  const gone = await examine(env)
  expect([gone.code, gone.wrongs]).toEqual([1, [expect.stringMatching(/is missing: 1 stored secret cannot/)]])
  writeFileSync(key, `${'x'.repeat(43)}\n`)
  const other = await examine(env)
  expect([other.code, other.wrongs]).toEqual([
    1,
    [expect.stringMatching(/secret\.key is not the one that encrypted/)],
  ])
  writeFileSync(key, '\n')
  expect((await examine(env)).wrongs).toEqual([expect.stringContaining('contains no key')])
  const strange = await examine({ ...env, PARLEY_SECRET_KEY: 'n3ver-guessed-by-anybody-0123456789' })
  expect(strange.wrongs).toEqual([expect.stringMatching(/PARLEY_SECRET_KEY is not the one that encrypted/)])
})

test('the default model is the tenant’s choice', async () => {
  await using server = await openTestServer()
  const { dataDirectory, database } = server.app.config
  const env = {
    PARLEY_DATA_DIR: dataDirectory,
    ...(database.kind === 'server' && { DATABASE_URL: database.url.reveal() }),
    PORT: new URL(server.url).port,
  }
  expect((await examine(env)).told.models.default).toBe('offline/extractive')
  const body = { name: 'mine', provider: 'openai', key: 'sk-0123456789', models: [{ name: 'any' }] }
  expect((await server.ask('POST', '/v1/connections', { body })).status).toBe(201)
  const chosen = await server.ask('POST', '/v1/language-models/default', { body: { model: 'mine/any' } })
  expect(chosen.status, chosen.text).toBeLessThan(300)
  const { told, notes } = await examine(env)
  expect(told.models).toMatchObject({ default: 'mine/any', environment: 'offline/extractive' })
  expect(notes).not.toContain('No model is configured')
})

test('a port used by another Parley is distinguished from one used by another program', async () => {
  await using server = await openTestServer()
  await using place = await emptyInstallation()
  const { code, wrongs } = await examine({ ...place.env, PORT: new URL(server.url).port })
  expect([code, wrongs]).toEqual([
    1,
    [expect.stringContaining('used by another Parley server, which has different data')],
  ])
})

test('damaged files of an embedded database are reported as such', async () => {
  await using place = await emptyInstallation()
  const database = await place.open()
  await database.close()
  writeFileSync(join(place.directory, 'database', 'global', 'pg_control'), 'nonsense')
  const { code, wrongs } = await examine(place.env)
  expect([code, wrongs]).toEqual([
    1,
    [expect.stringMatching(/could not be opened.*damaged.*parley restore/s)],
  ])
})
