import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

/** One call as from curl, without a body that a client of ours would have added. */
const call = async (method: string, path: string, init: RequestInit = {}) => {
  const response = await fetch(server.url + path, { method, ...init })
  return { response, problem: (await response.json()) as Record<string, unknown> }
}
const owner = () => ({ headers: { authorization: `Bearer ${server.owner}` } })

describe('the errors a developer meets in the first ten minutes', () => {
  test.each<[string, string, string, () => RequestInit, number, string, RegExp]>([
    ['no token', 'GET', '/v1/me', () => ({}), 401, 'unauthenticated', /Authorization: Bearer/],
    [
      'a token that is none',
      'GET',
      '/v1/me',
      () => ({ headers: { authorization: 'Bearer pa_old' } }),
      401,
      'unauthenticated',
      /is invalid or has expired/,
    ],
    [
      'no body',
      'POST',
      '/v1/auth/login',
      () => ({}),
      400,
      'invalid_input',
      /^email: This field is required\.$/,
    ],
    [
      'a form instead of JSON',
      'POST',
      '/v1/auth/login',
      () => ({ body: new URLSearchParams({ email: 'a@example.com' }) }),
      400,
      'invalid_input',
      /application\/json/,
    ],
    ['another method', 'GET', '/v1/auth/login', () => ({}), 404, 'not_found', /no GET here, but POST\.$/],
    [
      'another method on one thing',
      'POST',
      '/v1/agents/01a20491-dbdb-722b-b53b-e50b60ac262a',
      owner,
      404,
      'not_found',
      /but DELETE, GET, PATCH\.$/,
    ],
    ['no such call', 'GET', '/v1/chats', owner, 404, 'not_found', /\/docs lists the calls/],
    ['an id that is none', 'GET', '/v1/conversations/1', owner, 400, 'invalid_input', /^conversationId: /],
  ])('%s', async (_, method, path, init, status, code, detail) => {
    const { response, problem } = await call(method, path, init())
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(problem).toMatchObject({ status, code, detail: expect.stringMatching(detail) })
    expect(problem.requestId).toBe(response.headers.get('x-request-id'))
  })

  test('allowed methods, and the fault of a token, are machine-readable', async () => {
    const wrongMethod = await call('DELETE', '/v1/auth/login')
    expect(wrongMethod.response.headers.get('allow')).toBe('POST')
    const nothing = await call('GET', '/v1/me')
    expect(nothing.response.headers.get('www-authenticate')).toBe('Bearer')
    const old = await call('GET', '/v1/me', { headers: { authorization: 'Bearer pa_old' } })
    expect(old.response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  })
})
