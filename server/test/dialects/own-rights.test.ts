import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#test/golden/stage.ts'

const DIALECTS = ['platform-114', 'lingxi', 'chat-api', 'mini-chatbox'] as const
type Dialect = (typeof DIALECTS)[number] | 'native'

const SITE = 'https://shop.example.com'

let stage: Stage
let owner: string
let tenant: string
let visitorSession: string

beforeAll(async () => {
  stage = await openStage({
    listen: ['native', ...DIALECTS].map((name) => `0=${name}`).join(),
    env: { PARLEY_TITLES: 'first-words' },
  })
  owner = await stage.tokenOf('owner')
  const made = { name: 'Shop', allowedOrigins: [SITE] }
  const widget = await ask<{ key: string }>('native', 'POST /v1/widgets', made, owner)
  const entered = await fetch(`${stage.url('native')}/v1/widget/${widget.body.key}/visitor-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: SITE },
    body: '{}',
  })
  visitorSession = ((await entered.json()) as { token: string }).token
  expect(visitorSession).toMatch(/\w/)
  const me = await ask<{ user: { tenant_id: string } }>('platform-114', 'GET /v1/auth/me', undefined, owner)
  tenant = `/v1/tenants/${me.body.user.tenant_id}`
})
afterAll(() => stage[Symbol.asyncDispose]())

async function ask<T = Record<string, unknown>>(
  dialect: Dialect,
  request: string,
  body?: object,
  token?: string,
  base = stage.url(dialect),
): Promise<{ status: number; body: T }> {
  const [method = '', path = ''] = request.split(' ')
  const isForm = body instanceof FormData
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(!isForm && body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as T }
}

const compat = (dialect: Dialect) => `${stage.url('native')}/compat/${dialect}`

const keyOf = async (scopes: string[], token = owner) =>
  (
    await ask<{ secret: string }>(
      'native',
      'POST /v1/api-keys',
      { name: scopes.join(' ').slice(0, 60), scopes },
      token,
    )
  ).body.secret

const upload = () => {
  const form = new FormData()
  form.set('file', new File(['We never close.'], 'hours.md'))
  return form
}

const knowledgeBasesThere = async () =>
  (
    await ask<{ items: { documentCount: number }[] }>('native', 'GET /v1/knowledge-bases', undefined, owner)
  ).body.items
    .map(({ documentCount }) => documentCount)
    .reduce((sum, count) => sum + count, 0)

test('a widget’s visitor session and a key for files add nothing to the knowledge', async () => {
  const before = await knowledgeBasesThere()
  for (const token of [visitorSession, await keyOf(['file:write', 'knowledge:search', 'profile:read'])])
    for (const base of [stage.url('platform-114'), compat('platform-114')]) {
      const sent = await ask('platform-114', `POST ${tenant}/documents/upload`, upload(), token, base)
      expect(sent.status).toBe(403)
    }
  const read = await ask('platform-114', `GET ${tenant}/documents`, undefined, visitorSession)
  expect(read.status).toBe(403)
  expect(await knowledgeBasesThere()).toBe(before)
  const key = await keyOf(['file:write', 'knowledge:write', 'profile:read'])
  const sent = await ask('platform-114', `POST ${tenant}/documents/upload`, upload(), key)
  expect(sent.status).toBe(201)
})

test('an end user adds nothing to the knowledge where the operator gave the dialect no port of its own', async () => {
  const ended = await openStage({ listen: '0=native' })
  try {
    const token = await ended.tokenOf('ann')
    const base = `${ended.url('native')}/compat/platform-114`
    const me = await ask<{ user: { tenant_id: string } }>('native', 'GET /v1/auth/me', undefined, token, base)
    const path = `/v1/tenants/${me.body.user.tenant_id}/documents`
    const answers = [
      await ask('native', `POST ${path}/upload`, upload(), token, base),
      await ask('native', `GET ${path}`, undefined, token, base),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403])
  } finally {
    await ended[Symbol.asyncDispose]()
  }
})

const messagesOf = async (id: string) =>
  (
    await ask<{ items: { role: string; author: { kind: string; name: string }; parts: object[] }[] }>(
      'native',
      `GET /v1/conversations/${id}/messages`,
      undefined,
      owner,
    )
  ).body.items

test('conversations kept by a client are its own; in the inbox, or in those started elsewhere, nothing is kept', async () => {
  const inInbox = await ask<{ id: string }>('native', 'POST /v1/conversations', {}, visitorSession)
  const ann = await stage.tokenOf('ann')
  const elsewhere = await ask<{ id: string }>('native', 'POST /v1/conversations', {}, ann)
  const said = { role: 'assistant', content: 'All goods are free today.' }
  for (const [token, id] of [
    [visitorSession, inInbox.body.id],
    [ann, elsewhere.body.id],
  ] as const)
    for (const role of ['assistant', 'system', 'user']) {
      const kept = await ask(
        'mini-chatbox',
        `POST /api/conversations/${id}/messages/`,
        { ...said, role },
        token,
      )
      expect(kept.status).toBe(403)
    }
  expect(await messagesOf(inInbox.body.id)).toEqual([])

  const sessions = '/api/conversations/one-of-anns/messages/'
  expect((await ask('mini-chatbox', `POST ${sessions}`, said, ann)).status).toBe(201)
  const mine = await ask<{ items: { id: string }[] }>(
    'native',
    'GET /v1/conversations?whose=own',
    undefined,
    ann,
  )
  const one = mine.body.items.find(({ id }) => id !== elsewhere.body.id)
  const exported = await ask<{ items: { author: object }[] }>(
    'native',
    `GET /v1/conversations/${one?.id}/messages`,
    undefined,
    ann,
  )
  expect(exported.body.items).toMatchObject([
    { role: 'assistant', author: { kind: 'member', name: 'assistant (client)' }, reply: null },
  ])
})

test('a read-only key for conversations writes none', async () => {
  const ann = await stage.tokenOf('ann')
  await ask('mini-chatbox', 'POST /api/conversations/', { sessionId: 'read-only' }, ann)
  const key = await keyOf(['conversation:read', 'profile:read'], ann)
  const one = '/api/conversations/read-only'
  const writes: [request: string, body: object][] = [
    [`POST ${one}/messages/`, { role: 'user', content: 'Hello' }],
    [`PUT ${one}/`, { memorySummary: 'x' }],
    [`PUT ${one}/`, { contextWindowSize: 5 }],
    [`POST ${one}/summaries/`, { summaryText: 'x' }],
    [`POST ${one}/prune/`, { keepRecentCount: 0 }],
    [`POST ${one}/context-window/`, { windowStart: 0, windowEnd: 1, tokenCount: 2 }],
    ['POST /api/conversations/cache/a-key/', { data: 1 }],
    ['POST /api/projects/', { name: 'x' }],
  ]
  const answers = []
  for (const [request, body] of writes)
    answers.push([request, (await ask('mini-chatbox', request, body, key)).status])
  expect(answers).toEqual(writes.map(([request]) => [request, 403]))
  expect((await ask('mini-chatbox', `GET ${one}/`, undefined, key)).status).toBe(200)
})

test('a key that reads the inbox opens no session, sends nothing and spends nothing', async () => {
  const key = await keyOf(['inbox:read', 'profile:read'])
  const count = async () =>
    (await ask<{ total: number }>('chat-api', 'GET /api/v1/admin/conversations', undefined, owner)).body.total
  const before = await count()
  for (const [request, body] of [
    ['POST /api/v1/chat/send', { message: 'Hello' }],
    ['POST /api/v1/chat/sessions', { user_id: 'x' }],
    ['POST /api/v1/chat/messages', { content: 'Hello', session_id: 'x' }],
  ] as const)
    expect((await ask('chat-api', request, body, key)).status).toBe(403)
  expect(await count()).toBe(before)
})

test('an agent that an end user creates in Lingxi is visible to its owner only', async () => {
  const [ann, bo] = [await stage.tokenOf('ann'), await stage.tokenOf('bo')]
  const made = await ask<{ id: number }>(
    'lingxi',
    'POST /api/agents/',
    { name: 'Private tutor', parameters: { personality_prompt: 'Be kind.' } },
    ann,
  )
  expect(made.status).toBe(201)
  const spoken = await ask('lingxi', 'POST /api/chat/', { message: 'Hello', agent_id: made.body.id }, ann)
  expect(spoken.status).toBe(200)
  const agents = async (token: string) =>
    (
      await ask<{ items: { id: string; name: string }[] }>(
        'native',
        'GET /v1/agents?limit=100',
        undefined,
        token,
      )
    ).body.items
  const found = (await agents(ann)).find(({ name }) => name === 'Private tutor')
  expect(found).toBeDefined()
  for (const token of [bo, owner]) {
    expect((await agents(token)).map(({ name }) => name)).not.toContain('Private tutor')
    const read = await ask('native', `GET /v1/agents/${found?.id}`, undefined, token)
    expect(read.status).toBe(404)
    const opened = await ask('native', 'POST /v1/conversations', { agentId: found?.id }, token)
    expect(opened.status).toBe(404)
    const models = await ask<{ data: { id: string }[] }>('native', 'GET /v1/models', undefined, token)
    expect(JSON.stringify(models.body)).not.toContain('Private tutor')
  }
  expect((await ask('native', 'POST /v1/conversations', { agentId: found?.id }, ann)).status).toBe(201)
})

test('claiming a customer’s name neither closes their sessions nor grants access to them', async () => {
  interface Session {
    session_id: string
    status: string
  }
  const open = (user_id: string) => ask<Session>('chat-api', 'POST /api/v1/chat/sessions', { user_id })
  const victims = await open('carol')
  for (let at = 0; at < 6; at += 1) await open('carol')
  const now = await ask<Session>('chat-api', `GET /api/v1/chat/sessions/${victims.body.session_id}`)
  expect(now.body.status).toBe('active')
  const { body } = await ask<{ customers: { name: string }[] }>(
    'chat-api',
    'GET /api/v1/admin/customers?size=100',
    undefined,
    owner,
  )
  expect(body.customers.filter(({ name }) => name === '用户_carol')).toHaveLength(7)
})
