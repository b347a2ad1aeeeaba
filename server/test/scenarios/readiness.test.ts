import { expect, test } from 'vitest'
import { reasonsAgainst } from '#entry/readiness.ts'
import { migrate } from '#platform/database/migrate.ts'
import { openTestServer } from '#test/support/open-test-server.ts'

test('it is ready, and says why not otherwise', async () => {
  await using server = await openTestServer()
  expect((await server.ask('GET', '/readyz')).body).toEqual({ status: 'ready' })

  const directory = server.app.config.dataDirectory
  const parts = async (app: Parameters<typeof reasonsAgainst>[0], where = directory) =>
    (await reasonsAgainst(app, where)).map(({ part }) => part)
  const { database } = server.app
  expect(await parts({ database, workerSilentMs: () => 31_000 })).toEqual(['worker'])
  expect(await parts({ database, workerSilentMs: () => null }, `${directory}/nowhere`)).toEqual(['disk'])
  const gone = { ...database, administer: () => Promise.reject(new Error('connect ECONNREFUSED')) }
  expect(await parts({ database: gone, workerSilentMs: () => 31_000 })).toEqual(['database'])
  const stuck = { ...database, administer: () => new Promise<never>(() => {}) }
  expect(await parts({ database: stuck, workerSilentMs: () => 0 })).toEqual(['database'])

  await migrate(database, 'down')
  const behind = await server.ask('GET', '/readyz')
  expect(behind.status).toBe(503)
  expect(behind.body).toMatchObject({ status: 'not ready', reason: 'migrations' })
  expect((await server.ask('GET', '/healthz')).status).toBe(200)
})
