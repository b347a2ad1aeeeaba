import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { openCrowd } from '#test/support/crowd.ts'
import { freePort } from '#test/support/free-port.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { hasNginx, startNginx } from '#test/support/nginx.ts'
import { OWNER } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'
import { hasRedis, startRedis } from '#test/support/redis-server.ts'

// Processes of their own on one PostgreSQL, joined by a Redis, behind the nginx that is shipped.
const canRun = hasRedis && hasNginx && process.env.PARLEY_TEST_DATABASE_URL !== undefined
const WITHIN_MS = 300_000
const METRICS_TOKEN = 'read-by-whoever-runs-this-test'

let models: ModelServer
let redis: Awaited<ReturnType<typeof startRedis>>
let database: Awaited<ReturnType<typeof freshDatabase>>
let env: Record<string, string>

beforeAll(async () => {
  if (!canRun) return
  models = await startModelServer()
  redis = await startRedis()
  database = await freshDatabase()
  env = {
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
    REDIS_URL: redis.url,
    TRUST_PROXY: 'loopback',
    PARLEY_METRICS_TOKEN: METRICS_TOKEN,
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PARLEY_LEASE_SECONDS: '1',
    PARLEY_TITLES: 'first-words',
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: models.openaiBaseUrl,
    OPENAI_MODEL: 'scripted',
  }
})
afterAll(async () => {
  if (!canRun) return
  await database.drop()
  await redis[Symbol.asyncDispose]()
  await models.close()
})

const startOn = (port: number, roles = 'web,worker'): Promise<ChildServer> =>
  startChildServer({ ...env, PORT: `${port}` }, [], ['--role', roles])

test.runIf(canRun)(
  'behind nginx, two processes are killed in turn under load: nothing is lost, doubled or stuck',
  async () => {
    const ports = [await freePort(), await freePort()]
    const servers = await Promise.all(ports.map((port) => startOn(port)))
    using nginx = await startNginx(ports)
    const crowd = openCrowd(() => nginx.url)
    await crowd.signIn()
    const stopping = new AbortController()
    const working = crowd.workAll(6, stopping.signal)
    for (const [at, port] of [...ports.entries(), ...ports.entries()]) {
      await pause(1_000)
      await servers[at]?.kill('SIGKILL')
      await pause(1_500)
      servers[at] = await startOn(port)
    }
    stopping.abort()
    await working
    const report = await crowd.inspect()
    expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
    expect(report.acknowledged).toBeGreaterThan(10)
    await Promise.all(servers.map((server) => server.kill('SIGTERM')))
  },
  WITHIN_MS,
)

test.runIf(canRun)(
  'one process serves and another works; when the worker dies, a third continues its jobs',
  async () => {
    const [webPort, workerPort] = [await freePort(), await freePort()]
    const [web, worker] = await Promise.all([startOn(webPort, 'web'), startOn(workerPort, 'worker')])
    expect((await fetch(`${worker.url}/readyz`)).status).toBe(200)
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
    expect((await fetch(`${worker.url}/metrics`, { headers })).status).toBe(200)
    expect((await fetch(`${worker.url}/v1/me`)).status).toBe(404)
    const crowd = openCrowd(() => web.url)
    await crowd.signIn()
    const stopping = new AbortController()
    const working = crowd.workAll(3, stopping.signal)
    await pause(2_000)
    await worker.kill('SIGKILL')
    const third = await startOn(workerPort, 'worker')
    await pause(2_000)
    stopping.abort()
    await working
    const report = await crowd.inspect()
    expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
    expect(report.acknowledged).toBeGreaterThan(3)
    await Promise.all([web, third].map((server) => server.kill('SIGTERM')))
  },
  WITHIN_MS,
)

test('the embedded database has one process with every role; an unknown role is refused', async () => {
  const one = await parley(['start', '--role', 'web'], { PORT: '0' })
  expect(one).toMatchObject({ code: 1, output: expect.stringContaining('set DATABASE_URL') })
  const none = await parley(['start', '--role', 'cook'], { PORT: '0' })
  expect(none.code).not.toBe(0)
  expect(none.output).toContain('Use web, worker or web,worker.')
})
