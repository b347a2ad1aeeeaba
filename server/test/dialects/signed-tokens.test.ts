import { decodeJwt, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMember, findTenantId, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const PASSWORD = 'long walks by the river'
const EMAIL = 'ling@example.com'

let server: TestServer
let memberId: string
beforeAll(async () => {
  server = await openTestServer()
  const home = systemScope(server.app, await findTenantId(server.app, null), visit())
  memberId = (await createMember(home, { name: EMAIL, password: PASSWORD, displayName: 'Ling' })).id
})
afterAll(() => server.close())

interface Tokens {
  readonly access: string
  readonly refresh: string
}

/** How a dialect's clients sign in, get another access token and say who they are. */
interface Way {
  readonly signIn: () => Promise<Tokens>
  readonly again: (refresh: string) => Promise<string>
  readonly ask: (token: string) => Promise<number>
}

const post = async (path: string, body: unknown) => {
  const { status, body: answer, text } = await server.ask('POST', path, { token: null, body })
  if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
  return answer
}
const get = (path: string) => async (token: string) => (await server.ask('GET', path, { token })).status

const django = (at: string, [first, second]: [string, string], asked: string): Way => ({
  async signIn() {
    const { access, refresh } = await post(`${at}${first}`, { username: EMAIL, password: PASSWORD })
    return { access: String(access), refresh: String(refresh) }
  },
  again: async (refresh) => String((await post(`${at}${second}`, { refresh })).access),
  ask: get(`${at}${asked}`),
})

const byMail = (at: string, asked: string): Way => ({
  async signIn() {
    const body = await post(`${at}/auth/login`, { email: EMAIL, password: PASSWORD })
    return { access: String(body.access_token), refresh: String(body.refresh_token) }
  },
  again: async (refresh) =>
    String((await post(`${at}/auth/refresh`, { refresh_token: refresh })).access_token),
  ask: get(`${at}${asked}`),
})

const ways: Record<string, Way> = {
  lingxi: django('/compat/lingxi/api', ['/auth/login/', '/auth/refresh/'], '/agents/'),
  'mini-chatbox': django('/compat/mini-chatbox/api', ['/token/', '/token/refresh/'], '/conversations/'),
  'platform-114': byMail('/compat/platform-114/v1', '/auth/me'),
  'chat-api': byMail('/compat/chat-api/api/v1', '/auth/me'),
}
const claims: Record<string, JWTPayload> = {
  lingxi: { user_id: expect.any(Number), token_type: 'access' },
  'mini-chatbox': { user_id: expect.any(Number), token_type: 'access' },
  'platform-114': { tenant_id: expect.stringMatching(/^[0-9a-f]{24}$/), role: 'end_user', type: 'access' },
  'chat-api': { sub: expect.stringMatching(/^\d+$/), email: EMAIL, role: 'guest', full_name: 'Ling' },
}

test.for(Object.entries(ways))('%s: an access token is a JWT that names its account', async ([name, way]) => {
  const { access } = await way.signIn()
  const said = decodeJwt(access)
  expect(said).toMatchObject({ ...claims[name], iss: 'parley', aud: name, jti: expect.any(String) })
  expect((said.exp ?? 0) * 1_000).toBeGreaterThan(Date.now() + 3_000_000)
  expect(await way.ask(access)).toBe(200)
})

test.for(Object.entries(ways))('%s: the token before a refresh stays valid', async ([, way]) => {
  const first = await way.signIn()
  const second = await way.again(first.refresh)
  expect(second).not.toBe(first.access)
  expect([await way.ask(first.access), await way.ask(second)]).toEqual([200, 200])
})

test.for(Object.entries(ways))(
  '%s: it opens nothing else, and a modified one opens nothing',
  async ([name, way]) => {
    const { access } = await way.signIn()
    for (const [other, { ask }] of Object.entries(ways))
      if (other !== name) expect([other, await ask(access)]).toEqual([other, 401])
    expect(await get('/v1/me')(access)).toBe(401)
    const [head = '', body = '', signature = ''] = access.split('.')
    const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const changed = text({ ...decodeJwt(access), exp: 9_999_999_999 })
    const key = Buffer.alloc(32, 'a')
    const forged = await new SignJWT({ ...decodeJwt(access) }).setProtectedHeader({ alg: 'HS256' }).sign(key)
    for (const wrong of [
      `${head}.${changed}.${signature}`,
      `${text({ alg: 'none', typ: 'JWT' })}.${body}.`,
      `${text({ alg: 'HS512', typ: 'JWT' })}.${body}.${signature}`,
      `${head}.${body}`,
      '..',
      forged,
    ])
      expect([wrong, await way.ask(wrong)]).toEqual([wrong, 401])
  },
)

test('reuse of an exchanged refresh token ends the signed tokens, too', async () => {
  const way = ways['platform-114'] as Way
  const first = await way.signIn()
  const body = await post('/compat/platform-114/v1/auth/refresh', { refresh_token: first.refresh })
  expect(await way.ask(String(body.access_token))).toBe(200)
  await post('/compat/platform-114/v1/auth/refresh', { refresh_token: body.refresh_token })
  const thief = await server.ask('POST', '/compat/platform-114/v1/auth/refresh', {
    token: null,
    body: { refresh_token: first.refresh },
    headers: { 'user-agent': 'another browser' },
  })
  expect(thief.status).toBe(401)
  expect(await way.ask(first.access)).toBe(401)
  expect(await way.ask(String(body.access_token))).toBe(401)
})

test('suspension and sign-out end every token immediately', async () => {
  const [lingxi, chatApi] = [ways.lingxi as Way, ways['chat-api'] as Way]
  const [one, two] = [await lingxi.signIn(), await chatApi.signIn()]
  expect([await lingxi.ask(one.access), await chatApi.ask(two.access)]).toEqual([200, 200])
  const out = await server.ask('POST', '/compat/chat-api/api/v1/auth/logout', { token: two.access })
  expect(out.status, out.text).toBe(200)
  expect([await lingxi.ask(one.access), await chatApi.ask(two.access)]).toEqual([200, 401])
  const suspended = await server.ask('PATCH', `/v1/members/${memberId}`, { body: { isSuspended: true } })
  expect(suspended.status, suspended.text).toBe(200)
  expect(await lingxi.ask(one.access)).toBe(401)
})
