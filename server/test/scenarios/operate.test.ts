import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { parley } from '#test/support/parley-command.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let env: Record<string, string>
let server: ChildServer

const post = async (path: string, body: unknown) => {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

beforeAll(async () => {
  database = await freshDatabase()
  env = {
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
  }
  server = await startChildServer(env)
})
afterAll(async () => {
  await server.kill('SIGKILL')
  await database.drop()
})

test('the first start prints a link that creates the owner once', async () => {
  const token = /\/setup#token=(\S+)/.exec(server.output())?.[1]
  expect(token).toBeDefined()
  const owner = { token, email: 'ana@example.com', name: 'Ana', password: 'correct horse battery' }
  const made = await post('/v1/setup', owner)
  expect(made.status).toBe(201)
  const again = await post('/v1/setup', { ...owner, email: 'eve@example.com' })
  expect(again.status).toBeGreaterThanOrEqual(400)
  expect((await post('/v1/auth/login', { email: owner.email, password: owner.password })).status).toBe(200)
})

test('no well-known credential works', async () => {
  for (const [email, password] of [
    ['admin', 'admin'],
    ['admin@chatapi.com', 'admin123456'],
    ['admin@example.com', 'admin123'],
  ])
    expect((await post('/v1/auth/login', { email, password })).status).toBeGreaterThanOrEqual(400)
})

test('commands work beside the running server', async () => {
  const created = await parley(['user', 'create', 'bo', '--password', 'a long walk home'], env)
  expect(created).toMatchObject({ code: 0, output: expect.stringContaining('bo@localhost') })
  expect((await post('/v1/auth/login', { email: 'bo@localhost', password: 'a long walk home' })).status).toBe(
    200,
  )
  const history = await parley(['migrate', 'history'], env)
  expect(history.output).toMatch(/0001-tenants-and-plans {2}\d{4}/)
  const current = await parley(['migrate', 'current'], env)
  expect(current.output.trim()).toMatch(/^\d{4}-/)
})

test('a second server on the same directory is refused, and the first continues', async () => {
  if (database.options.kind === 'server') return
  const second = await parley(['start'], { ...env, PORT: '0' })
  expect(second.code).toBe(1)
  expect(second.output).toContain('Another Parley process is using')
  expect(second.output).not.toContain('    at ')
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
})

test('an unusable setting is refused with one sentence that names it', async () => {
  const refused = await parley(['start'], { ...env, PARLEY_LISTEN: 'nonsense' })
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('PARLEY_LISTEN') })
  const unknown = await parley(['start'], { ...env, DATABASE_URL: 'mysql://x' })
  expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('DATABASE_URL') })
})

test('SIGTERM ends it cleanly, and the next start finds everything', async () => {
  expect(await server.kill('SIGTERM')).toBe(0)
  server = await startChildServer(env)
  expect(server.output()).not.toContain('/setup#token')
  expect(
    (await post('/v1/auth/login', { email: 'ana@example.com', password: 'correct horse battery' })).status,
  ).toBe(200)
})
