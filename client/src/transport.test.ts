import { expect, test } from 'vitest'
import { ApiError } from './api-error.ts'
import { openClient } from './open-client.ts'
import { json, openTinyServer, problem } from './testing/tiny-server.ts'
import { tokensInMemory } from './tokens.ts'

const tokens = (accessToken: string, refreshToken: string) => ({
  accessToken,
  refreshToken,
  refreshTokenExpiresAt: '2030-01-01T00:00:00.000Z',
})

test('a refusal becomes an ApiError with its code, fields and request id', async () => {
  await using server = await openTinyServer((_, response) => problem(response, 404, 'not_found'))
  const client = openClient({ baseUrl: server.baseUrl, credentials: { apiKey: 'pk_1' } })
  const refusal = await client.agents.read('a/b').catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ApiError)
  expect(refusal).toMatchObject({
    code: 'not_found',
    status: 404,
    requestId: 'r-1',
    message: 'It was not_found.',
  })
  expect(server.seen[0]).toMatchObject({
    path: '/v1/agents/a%2Fb',
    headers: { authorization: 'Bearer pk_1' },
  })
})

test("a proxy's page instead of an answer is an ApiError too", async () => {
  await using server = await openTinyServer((_, response) =>
    response.writeHead(413).end('<html>too much</html>'),
  )
  const client = openClient({ baseUrl: server.baseUrl, credentials: { apiKey: 'pk_1' } })
  await expect(client.auth.me()).rejects.toMatchObject({ code: 'too_large', status: 413 })
})

test('a call that met an unavailable server is repeated under the same idempotency key', async () => {
  await using server = await openTinyServer((_, response) =>
    server.seen.length === 1 ? problem(response, 503, 'unavailable') : json(response, 201, { id: 'c-1' }),
  )
  const client = openClient({ baseUrl: server.baseUrl, credentials: { apiKey: 'pk_1' } })
  expect(await client.conversations.open()).toEqual({ id: 'c-1' })
  const keys = server.seen.map(({ headers }) => headers['idempotency-key'])
  expect(keys).toHaveLength(2)
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(keys[1]).toBe(keys[0])
})

test('two calls get two idempotency keys', async () => {
  await using server = await openTinyServer((_, response) => json(response, 201, {}))
  const client = openClient({ baseUrl: server.baseUrl, credentials: { apiKey: 'pk_1' } })
  await Promise.all([client.conversations.open(), client.conversations.open()])
  expect(new Set(server.seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(2)
})

test('an expired access token is refreshed once for all calls that met it, and they are repeated', async () => {
  await using server = await openTinyServer((request, response) => {
    if (request.path === '/v1/auth/refresh') return json(response, 200, tokens('pa_new', 'pr_new'))
    return request.headers.authorization === 'Bearer pa_new'
      ? json(response, 200, { path: request.path })
      : problem(response, 401, 'unauthenticated')
  })
  const store = tokensInMemory(tokens('pa_old', 'pr_old'))
  const client = openClient({ baseUrl: server.baseUrl, credentials: { tokens: store } })
  const answers = await Promise.all([client.auth.me(), client.tenant.read(), client.agents.list()])
  expect(answers).toEqual([{ path: '/v1/me' }, { path: '/v1/tenant' }, { path: '/v1/agents' }])
  const refreshes = server.seen.filter(({ path }) => path === '/v1/auth/refresh')
  expect(refreshes.map(({ body }) => body)).toEqual([{ refreshToken: 'pr_old' }])
  expect(store.read()?.refreshToken).toBe('pr_new')
})

test('when the refresh is refused the session is over', async () => {
  await using server = await openTinyServer((_, response) => problem(response, 401, 'unauthenticated'))
  const store = tokensInMemory(tokens('pa_old', 'pr_old'))
  const client = openClient({ baseUrl: server.baseUrl, credentials: { tokens: store } })
  await expect(client.auth.me()).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(store.read()).toBeNull()
})

test('a tab that lost the race to refresh uses the tokens of the winner', async () => {
  const store = tokensInMemory(tokens('pa_old', 'pr_old'))
  await using server = await openTinyServer((request, response) => {
    if (request.path === '/v1/auth/refresh') {
      store.write(tokens('pa_winner', 'pr_winner'))
      return problem(response, 401, 'unauthenticated')
    }
    return request.headers.authorization === 'Bearer pa_winner'
      ? json(response, 200, { ok: true })
      : problem(response, 401, 'unauthenticated')
  })
  const client = openClient({ baseUrl: server.baseUrl, credentials: { tokens: store } })
  expect(await client.auth.me()).toEqual({ ok: true })
})

test('signing in stores the tokens, signing out drops them even when the server is unreachable', async () => {
  await using server = await openTinyServer((request, response) =>
    request.path === '/v1/auth/login'
      ? json(response, 200, tokens('pa_1', 'pr_1'))
      : problem(response, 500, 'internal'),
  )
  const store = tokensInMemory()
  const client = openClient({ baseUrl: server.baseUrl, credentials: { tokens: store } })
  await client.auth.logIn({ email: 'a@b.c', password: 'x' })
  expect(store.read()?.accessToken).toBe('pa_1')
  await expect(client.auth.logOut()).rejects.toMatchObject({ code: 'internal' })
  expect(store.read()).toBeNull()
})

test('a file is sent as a form field, and an unreachable address is reported as unavailable', async () => {
  await using server = await openTinyServer((_, response) => json(response, 201, { id: 'f-1' }))
  const client = openClient({ baseUrl: server.baseUrl, credentials: { apiKey: 'pk_1' } })
  expect(await client.files.upload(new Blob(['hello']), 'a.txt')).toEqual({ id: 'f-1' })
  expect(server.seen[0]?.body).toMatch(/name="file"; filename="a.txt"[\s\S]*hello/)

  const away = openClient({ baseUrl: 'http://127.0.0.1:9', credentials: { apiKey: 'pk_1' } })
  await expect(away.files.content('f-1')).rejects.toMatchObject({ code: 'unavailable', status: 0 })
})
