import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '#contract/error-codes.ts'
import type { Page } from '#contract/page.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Contact } from '#contract/shapes/contact.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Widget, WidgetDoor, VisitorSession, WidgetSecret } from '#contract/shapes/widget.ts'
import { findTenantId } from '#features/access/index.ts'
import { follow, send } from '#test/support/conversation.ts'
import { readEventStream } from '#test/support/event-stream.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const SITE = 'https://shop.example.com'

let server: TestServer
let agentId: string
let otherAgentId: string
let tenantId: string
let widget: Widget
let secret: string
let hashSecret: string
beforeAll(async () => {
  server = await openTestServer()
  tenantId = await findTenantId(server.app, null)
  agentId = (await act<Agent>('POST', '/v1/agents', { name: 'Ada' })).id
  otherAgentId = (await act<Agent>('POST', '/v1/agents', { name: 'Bea' })).id
  const made = await act<Widget>('POST', '/v1/widgets', {
    name: 'Shop',
    agentId,
    allowedOrigins: [`${SITE}/`, 'https://*.example.org'],
  })
  ;({ secret, hashSecret } = await act<WidgetSecret>('POST', `/v1/widgets/${made.id}/secret`))
  widget = await change({ identity: 'optional' }, made.id)
})
afterAll(() => server.close())

interface Asking {
  token?: string | null
  from?: string | null
}

const ask = <T>(
  method: string,
  path: string,
  body?: unknown,
  { token = server.owner, from = null }: Asking = {},
) =>
  server.ask<T>(method, path, {
    token,
    ...(body !== undefined && { body }),
    ...(from !== null && { headers: { origin: from } }),
  })
const act = async <T>(method: string, path: string, body?: unknown, asking?: Asking): Promise<T> => {
  const answer = await ask<T>(method, path, body, asking)
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}
const change = (given: object, id = widget.id) => act<Widget>('PATCH', `/v1/widgets/${id}`, given)
const enterAs = (given: object, from: string | null = SITE, key = widget.key) =>
  ask<VisitorSession & Problem>('POST', `/v1/widget/${key}/visitor-sessions`, given, { token: null, from })
const enter = async (given: object = {}, key = widget.key): Promise<VisitorSession> => {
  const answer = await enterAs(given, SITE, key)
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}
const refusedAs = async (given: object, from?: string | null, key?: string) => {
  const { status, body } = await enterAs(given, from, key)
  return { status, code: body?.code, reason: body?.reason }
}
const statusOf = async (token: string, from: string | null = null) =>
  (await ask('GET', '/v1/conversations', undefined, { token, from })).status

const url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds
const jwt = (claims: object, { key = secret, head = { alg: 'HS256', typ: 'JWT' } as object } = {}) => {
  const body = `${url(head)}.${url(claims)}`
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`
}
const hashOf = (userId: string, key = hashSecret) => createHmac('sha256', key).update(userId).digest('hex')
const verified = (sub: string, more: object = {}) => ({
  identity: { token: jwt({ sub, exp: inSeconds(600), ...more }) },
})

async function write(token: string, text: string): Promise<string> {
  const { id } = await act<Conversation>('POST', '/v1/conversations', {}, { token })
  const sent = await send(server, id, text, { token })
  await follow(server, sent.reply?.id ?? '', undefined, token)
  return id
}
const conversationsOf = async (token: string) =>
  (await act<Page<Conversation>>('GET', '/v1/conversations', undefined, { token })).items.map(({ id }) => id)

test('a site’s visitor sees the door, comes in, writes, is answered by the widget’s agent and is known again', async () => {
  expect(await act<WidgetDoor>('GET', `/v1/widget/${widget.key}`, undefined, { token: null })).toMatchObject({
    agentName: 'Ada',
    isAnybodyThere: false,
    identity: 'optional',
    appearance: { colour: '#2459d3' },
  })
  const visitorSession = await enter({ details: { name: 'Mia', email: 'mia@example.com' }, locale: 'zh-TW' })
  const id = await write(visitorSession.token, 'Hello')
  const conversation = await act<Conversation>('GET', `/v1/conversations/${id}`, undefined, visitorSession)
  expect(conversation).toMatchObject({ agentId, owner: { kind: 'visitor', id: visitorSession.visitor.id } })
  const contact = await act<Contact>('GET', `/v1/contacts/${visitorSession.visitor.id}`)
  expect(contact).toMatchObject({ name: 'Mia', email: 'mia@example.com', locale: 'zh-TW', origin: 'Shop' })
  const again = await enter({ sessionToken: visitorSession.token })
  expect(again.visitor.id).toBe(visitorSession.visitor.id)
  expect(await conversationsOf(again.token)).toEqual([id])
  expect((await enter()).visitor.id).not.toBe(visitorSession.visitor.id)
})

test('only pages of allowed origins come in and call, and only programs without a page are not asked', async () => {
  for (const from of [SITE, 'https://a.example.org', server.url])
    expect((await enterAs({}, from)).status, from).toBe(201)
  for (const from of ['https://evil.example', 'http://shop.example.com', 'https://example.org', 'null', null])
    expect(await refusedAs({}, from), String(from)).toMatchObject({ status: 403 })
  const { token } = await enter()
  expect(await statusOf(token, SITE)).toBe(200)
  expect(await statusOf(token, server.url)).toBe(200)
  expect(await statusOf(token)).toBe(200)
  expect(await statusOf(token, 'https://evil.example')).toBe(403)
  expect(await statusOf(token, 'null')).toBe(403)
  await change({ allowedOrigins: ['https://a.example.org'] })
  expect(await statusOf(token, SITE)).toBe(403)
  await change({ allowedOrigins: [SITE, 'https://*.example.org'] })
  const page = await fetch(`${server.url}/v1/widgets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Bad',
      allowedOrigins: ["https://a.example.com; script-src 'unsafe-inline'"],
    }),
  })
  expect(page.status).toBe(400)
})

test('a site’s word is taken as a token or a hash, for as long as it is good', async () => {
  const mia = await enter(
    verified('mia', { name: 'Mia', email: 'mia@site.example', attributes: { unknown: 1 } }),
  )
  expect(mia.visitor).toMatchObject({ name: 'Mia', isVerified: true })
  expect(Date.parse(mia.expiresAt)).toBeLessThanOrEqual(Date.now() + 600_000)
  const byHash = await enter({ identity: { userId: 'mia', userHash: hashOf('mia'), name: 'Mallory' } })
  expect(byHash.visitor.id).toBe(mia.visitor.id)
  // Both browsers stay in.
  expect([await statusOf(mia.token), await statusOf(byHash.token)]).toEqual([200, 200])
  const brief = await enter(verified('brief'))
  await server.app.database.write(tenantId, (tx) =>
    tx
      .updateTable('visitor_sessions')
      .set({ expires_at: new Date(0) })
      .where('visitor_id', '=', brief.visitor.id)
      .execute(),
  )
  await expect.poll(() => statusOf(brief.token)).toBe(401)
  const renewed = await enter({ sessionToken: brief.token, ...verified('brief') })
  expect(renewed.visitor.id).toBe(brief.visitor.id)
})

test('who wrote as nobody and signs in keeps what was said, and only who proves it comes to it from then on', async () => {
  const anonymous = await enter()
  const said = await write(anonymous.token, 'Before I signed in')
  const elsewhere = await enter(verified('ann'))
  const earlier = await write(elsewhere.token, 'Last week, on my phone')
  const here = await enter({ sessionToken: anonymous.token, ...verified('ann') })
  expect(here.visitor.id).toBe(elsewhere.visitor.id)
  expect((await conversationsOf(here.token)).sort()).toEqual([said, earlier].sort())
  expect(await statusOf(anonymous.token)).toBe(401)
  // The visitor session of before makes nobody that person again, and somebody else is somebody else.
  const next = await enter({ sessionToken: anonymous.token })
  expect(next.visitor.id).not.toBe(here.visitor.id)
  expect(await conversationsOf(next.token)).toEqual([])
  const left = await enter({ sessionToken: here.token })
  expect(left.visitor.id).not.toBe(here.visitor.id)
  const other = await enter({ sessionToken: here.token, ...verified('bob') })
  expect(await conversationsOf(other.token)).toEqual([])
})

test('a name that is only claimed reaches nobody, also where an operator makes one person of two', async () => {
  const proven = await enter(verified('cleo', { name: 'Cleo', email: 'cleo@site.example' }))
  await write(proven.token, 'My invoice')
  const claiming = await enter({ details: { name: 'Cleo', email: 'cleo@site.example' } })
  expect(claiming.visitor.id).not.toBe(proven.visitor.id)
  expect(await conversationsOf(claiming.token)).toEqual([])
  // Merged in either direction, the visitor session that proves nothing opens nothing.
  await act('POST', `/v1/contacts/${claiming.visitor.id}/merge`, { otherId: proven.visitor.id })
  expect(await statusOf(claiming.token)).toBe(401)
  expect(await statusOf(proven.token)).toBe(200)
  const another = await enter()
  await act('POST', `/v1/contacts/${proven.visitor.id}/merge`, { otherId: another.visitor.id })
  expect(await statusOf(another.token)).toBe(401)
})

test('where an identity is required nobody comes in without one, and who was in has to leave', async () => {
  const anonymous = await enter()
  await change({ identity: 'required' })
  expect(await refusedAs({})).toEqual({ status: 401, code: 'unauthenticated', reason: 'identity' })
  expect(await refusedAs({ sessionToken: anonymous.token })).toMatchObject({ status: 401 })
  expect(await statusOf(anonymous.token)).toBe(401)
  expect((await enter(verified('dan'))).visitor.isVerified).toBe(true)
  await change({ identity: 'off' })
  expect(await refusedAs(verified('dan'))).toMatchObject({ status: 412 })
  await change({ identity: 'optional' })
})

test('a secret is changed while servers change over, and the one before it is no good once it is dropped', async () => {
  const old = hashSecret
  ;({ secret, hashSecret } = await act<WidgetSecret>('POST', `/v1/widgets/${widget.id}/secret`))
  expect(await act<Widget>('GET', `/v1/widgets/${widget.id}`)).toMatchObject({ hasFormer: true })
  const identities = [old, hashSecret].map((key) => ({
    identity: { userId: 'eve', userHash: hashOf('eve', key) },
  }))
  for (const identity of identities) expect((await enterAs(identity)).status).toBe(201)
  await act('DELETE', `/v1/widgets/${widget.id}/former-secret`)
  expect((await enterAs(identities[0] ?? {})).status).toBe(401)
  expect((await enterAs(identities[1] ?? {})).status).toBe(201)
  const shown = await ask('GET', `/v1/widgets/${widget.id}`)
  expect(shown.text).not.toContain(secret)
})

test('a visitor session opens one widget: its agent, its conversations, and no more than a chat needs', async () => {
  const other = await act<Widget>('POST', '/v1/widgets', {
    name: 'Blog',
    agentId: otherAgentId,
    allowedOrigins: [SITE],
  })
  const { secret: otherSecret } = await act<WidgetSecret>('POST', `/v1/widgets/${other.id}/secret`)
  await change({ identity: 'optional' }, other.id)
  const here = await enter(verified('fay'))
  const said = await write(here.token, 'In the shop')
  const token = jwt({ sub: 'fay', exp: inSeconds(600) }, { key: otherSecret })
  const there = await enter({ identity: { token } }, other.key)
  expect(there.visitor.id).toBe(here.visitor.id)
  expect(await conversationsOf(there.token)).toEqual([])
  for (const path of [`/v1/conversations/${said}`, `/v1/conversations/${said}/messages`])
    expect((await ask('GET', path, undefined, there)).status, path).toBe(404)
  const sent = await ask(
    'POST',
    `/v1/conversations/${said}/messages`,
    { parts: [{ type: 'text', text: 'x' }] },
    there,
  )
  expect(sent.status).toBe(404)
  expect((await ask('POST', '/v1/conversations', { agentId: otherAgentId }, here)).status).toBe(404)
  expect((await ask('PATCH', `/v1/conversations/${said}`, { agentId: otherAgentId }, here)).status).toBe(404)
  for (const path of ['/v1/agents', '/v1/contacts', '/v1/widgets'])
    expect((await ask('GET', path, undefined, here)).status, path).toBe(403)
  // What one widget's agent knows of somebody is shown there alone.
  const memory = { kind: 'person', text: 'Likes green tea' }
  await act('PATCH', '/v1/memory-consent', { remembers: true }, here)
  expect((await ask('POST', '/v1/memories', { agentId: otherAgentId, ...memory }, here)).status).toBe(404)
  expect((await ask('POST', '/v1/memories', { agentId, ...memory }, here)).status).toBe(201)
  expect((await act<Page<unknown>>('GET', '/v1/memories', undefined, here)).items).toHaveLength(1)
  expect((await act<Page<unknown>>('GET', '/v1/memories', undefined, there)).items).toEqual([])
  // What happens in one widget is not heard in the other.
  const heard = await fetch(`${server.url}/v1/events?after=0`, {
    headers: { authorization: `Bearer ${there.token}` },
  })
  const own = await write(there.token, 'On the blog')
  for await (const { event, data } of readEventStream(heard)) {
    if (event !== 'event') continue
    const { payload } = data as { payload: { conversationId?: string } }
    expect(payload.conversationId).not.toBe(said)
    if (payload.conversationId === own) break
  }
  await act('DELETE', `/v1/widgets/${other.id}`)
  expect(await statusOf(there.token)).toBe(401)
  expect(await refusedAs({}, SITE, other.key)).toMatchObject({ status: 404 })
  expect((await act<Conversation>('GET', `/v1/conversations/${own}`)).id).toBe(own)
})

test('a widget that is switched off lets nobody in, a blocked person writes nothing, who leaves is nobody', async () => {
  const { token, visitor } = await enter()
  const said = await write(token, 'Hello')
  await change({ isEnabled: false })
  expect(await statusOf(token)).toBe(401)
  expect(await refusedAs({})).toMatchObject({ status: 404 })
  expect((await ask('GET', `/v1/widget/${widget.key}`, undefined, { token: null })).status).toBe(404)
  await change({ isEnabled: true })
  expect(await statusOf(token)).toBe(200)
  await act('POST', `/v1/contacts/${visitor.id}/block`, {})
  const refused = await ask<Problem>(
    'POST',
    `/v1/conversations/${said}/messages`,
    { parts: [{ type: 'text', text: 'x' }] },
    { token },
  )
  expect(refused.body).toMatchObject({ code: 'forbidden', reason: 'blocked' })
  expect((await ask('POST', '/v1/widget/details', { name: 'x' }, { token })).status).toBe(403)
  await act('POST', `/v1/contacts/${visitor.id}/unblock`, {})
  await act('POST', '/v1/widget/details', { email: 'late@example.com' }, { token })
  expect(await act<Contact>('GET', `/v1/contacts/${visitor.id}`)).toMatchObject({ email: 'late@example.com' })
  await act('POST', '/v1/widget/leave', {}, { token })
  expect(await statusOf(token)).toBe(401)
  expect((await enter({ sessionToken: token })).visitor.id).not.toBe(visitor.id)
  for (const path of ['/v1/widget/details', '/v1/widget/leave'])
    expect((await ask('POST', path, {}, {})).status, path).toBe(403)
})

test('what is asked before the chat has to be there, and a consent is noted', async () => {
  await change({
    forms: {
      before: [
        { key: 'email', isRequired: true },
        { key: 'name', isRequired: false },
      ],
      consent: 'I agree.',
    },
  })
  const refused = await enterAs({ details: { name: 'Gus' } })
  expect(refused.body).toMatchObject({
    status: 400,
    errors: [{ path: 'details.email' }, { path: 'details.consent' }],
  })
  const visitorSession = await enter({ details: { email: 'gus@example.com', consent: true } })
  const exported = await ask('GET', `/v1/contacts/${visitorSession.visitor.id}/export`)
  expect(exported.text).toContain('consentedAt')
  // Nothing is asked of people whose identity is verified.
  expect((await enter(verified('gus'))).visitor.isVerified).toBe(true)
  await change({ forms: {} })
})

test('the key of another tenant leads to that tenant, and its secret counts nowhere else', async () => {
  const made = await act<{ id: string }>('POST', '/v1/tenants', { name: 'Other', slug: 'other' })
  const theirs = { 'parley-tenant': made.id }
  const answer = await server.ask<Widget>('POST', '/v1/widgets', {
    body: { name: 'Theirs', allowedOrigins: [SITE] },
    headers: theirs,
  })
  expect(answer.status, answer.text).toBe(201)
  await server.ask('POST', `/v1/widgets/${answer.body.id}/secret`, { body: {}, headers: theirs })
  await server.ask('PATCH', `/v1/widgets/${answer.body.id}`, {
    body: { identity: 'optional' },
    headers: theirs,
  })
  expect(await refusedAs(verified('mia'), SITE, answer.body.key)).toMatchObject({ status: 401 })
  expect(await refusedAs({}, SITE, 'wk_nobody')).toMatchObject({ status: 404 })
  const visitorSession = await enter({}, answer.body.key)
  expect((await ask('GET', `/v1/contacts/${visitorSession.visitor.id}`)).status).toBe(404)
})

test('a widget’s frame may be shown by its pages alone, and its script is loaded by any', async () => {
  const frame = await fetch(`${server.url}/widget/frame?key=${widget.key}`)
  expect(frame.status).toBe(200)
  const policy = frame.headers.get('content-security-policy') ?? ''
  expect(policy).toContain(`frame-ancestors 'self' ${SITE} https://*.example.org`)
  expect(policy).not.toContain('unsafe')
  expect(frame.headers.get('set-cookie')).toBeNull()
  expect((await fetch(`${server.url}/widget/frame?key=wk_nobody`)).status).toBe(404)
  const script = await fetch(`${server.url}/widget.js`)
  expect(script.headers.get('access-control-allow-origin')).toBe('*')
  expect(script.headers.get('cache-control')).toContain('max-age')
  expect(script.headers.get('etag')).toMatch(/\w/)
})

test('nothing forged, expired or signed in another way is taken', async () => {
  const good = { sub: 'mia', exp: inSeconds(600) }
  const [head = '', body = '', signature = ''] = jwt(good).split('.')
  const forged: Record<string, string> = {
    'another secret': jwt(good, { key: 'ws_guess' }),
    'the public key as the secret': jwt(good, { key: widget.key }),
    'no algorithm': `${url({ alg: 'none' })}.${body}.`,
    'no algorithm, with a signature': `${url({ alg: 'none' })}.${body}.${signature}`,
    'another algorithm': jwt(good, { head: { alg: 'HS512' } }),
    'an algorithm with a key pair': jwt(good, { head: { alg: 'RS256' } }),
    'in other letters': jwt(good, { head: { alg: 'hs256' } }),
    'with what must be understood': jwt(good, { head: { alg: 'HS256', crit: ['x'] } }),
    'another person': `${head}.${url({ ...good, sub: 'ann' })}.${signature}`,
    'a padded signature': `${head}.${body}.${signature}=`,
    'a cut signature': `${head}.${body}.${signature.slice(0, 20)}`,
    'a fourth part': `${head}.${body}.${signature}.x`,
    expired: jwt({ ...good, exp: inSeconds(-1) }),
    'good for too long': jwt({ ...good, exp: inSeconds(7_200) }),
    'without an end': jwt({ sub: 'mia' }),
    'with an end that is no number': jwt({ sub: 'mia', exp: 'never' }),
    'not good yet': jwt({ ...good, nbf: inSeconds(600) }),
    'for another widget': jwt({ ...good, aud: 'wk_other' }),
    'of nobody': jwt({ exp: inSeconds(600) }),
  }
  for (const [what, token] of Object.entries(forged))
    expect(await refusedAs({ identity: { token } }), what).toEqual({
      status: 401,
      code: 'unauthenticated',
      reason: 'identity',
    })
  // Who chose the text of a token as a name, and was given its hash.
  const chosen = `${url({ alg: 'HS256' })}.${url(good)}`
  for (const key of [hashSecret, secret]) {
    const signed = Buffer.from(hashOf(chosen, key), 'hex').toString('base64url')
    const identity =
      key === secret ? { userId: chosen, userHash: hashOf(chosen, key) } : { token: `${chosen}.${signed}` }
    expect(await refusedAs({ identity })).toMatchObject({ status: 401, reason: 'identity' })
  }
  const tampered = { userId: 'ann', userHash: hashOf('mia') }
  expect(await refusedAs({ identity: tampered })).toMatchObject({ status: 401 })
  expect(await refusedAs({ identity: { userId: 'ann', userHash: '' } })).toMatchObject({ status: 400 })
  // Nobody guesses on and on.
  for (let guess = 0; guess < 30; guess++) await enterAs({ identity: tampered })
  expect(await refusedAs({ identity: tampered })).toMatchObject({ status: 429, code: 'rate_limited' })
})
