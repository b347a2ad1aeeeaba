import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '#contract/shapes/people.ts'
import { askAt, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { badBodies, spoiledBodies } from '#test/hostile/bodies.ts'
import { values } from '#test/hostile/values.ts'
import { openChatSocket } from './chat-socket.ts'
import { OPEN } from './page-calls.ts'

let server: TestServer
let shared = ''
let member: SignedIn
/** An owner of another tenant. */
let stranger = ''

const PERSON = { email: 'stranger@example.com', name: 'Stranger', password: 'long walks by the sea 1' }
const SESSION = 'session_hostile'

beforeAll(async () => {
  server = await openTestServer({
    env: { ...OPEN, PARLEY_TITLES: 'first-words' },
    listeners: [
      { port: 0, dialects: ['native'] },
      { port: 0, dialects: ['mini-chatbox'] },
    ],
  })
  shared = server.doors[1]?.url ?? ''
  member = await server.member('end_user')
  await server.ask('POST', '/v1/tenants', { body: { name: 'Other', slug: 'other', owner: PERSON } })
  const { email, password } = PERSON
  const signedIn = await server.ask('POST', '/v1/auth/login', { token: null, body: { email, password } })
  stranger = String(signedIn.body.accessToken)
  await askShared('POST', `/api/conversations/${SESSION}/messages/`, {
    token: null,
    body: { role: 'user', content: 'A secret of those who share' },
  })
})
afterAll(() => server.close())

const askShared: TestServer['ask'] = (...asking) => askAt(shared, () => server.owner)(...asking)

/** Every address that takes a body, with one that would do. */
const doors: [method: string, path: string, body: object][] = [
  ['POST', '/api/chat/send_message/', { message: 'Hello', conversation_id: 'none' }],
  ['POST', '/api/chat/stream/', { messages: [{ role: 'user', content: 'Hello' }], conversation_id: 'none' }],
  ['POST', '/api/chat/test-capabilities', { model: 'gpt-4' }],
  ['POST', '/api/conversations/', { sessionId: SESSION, title: 'x', isStarred: true, projectId: 9 }],
  ['PUT', `/api/conversations/${SESSION}/`, { title: 'x', contextWindowSize: 5, memorySummary: 'y' }],
  [
    'POST',
    `/api/conversations/${SESSION}/messages/`,
    { role: 'system', content: 'x', metadata: { a: [1] }, tokenCount: 1, importanceScore: 0.5 },
  ],
  ['POST', `/api/conversations/${SESSION}/summaries/`, { summaryText: 'x', messageRangeStart: 1 }],
  ['POST', `/api/conversations/${SESSION}/prune/`, { keepRecentCount: 500, min_importance: 0 }],
  ['POST', `/api/conversations/${SESSION}/context-window`, { windowStart: 1, windowEnd: 2, tokenCount: 3 }],
  ['POST', '/api/conversations/cache/key/', { data: { a: 1 }, ttl: 5 }],
  ['POST', '/api/projects/', { name: 'x', description: 'y', color: '#112233', icon: 'z' }],
  ['POST', '/api/rag/knowledge-sources', { name: 'x', sourceType: 'y', config: { a: 1 } }],
  ['POST', '/api/rag/documents/', { title: 'x', content: 'y', metadata: { a: 1 }, knowledgeSourceId: 99 }],
  ['POST', '/api/rag/ingest/text', { content: 'x', title: 'y', metadata: {}, knowledgeSourceId: 99 }],
  ['PUT', '/api/rag/documents/1/move', { knowledgeSourceId: 99 }],
  ['POST', '/api/rag/search', { query: 'x', maxResults: 5, similarityThreshold: 0.3, contextWindowSize: 2 }],
  ['POST', '/api/rag/similarity-search', { query: 'x', limit: 5, threshold: 0.5 }],
  ['POST', '/api/rag/embedding', { text: 'x' }],
  ['PUT', '/api/rag/config', { embedding_model: 'x', chunk_size: 500, top_k: 5, similarity_threshold: 0.5 }],
  ['POST', '/api/mcp/servers/', { name: 'x', url: 'http://10.0.0.1/mcp', metadata: { a: 1 } }],
  ['POST', '/api/mcp/servers', { serverId: 'x', config: { command: 'sh', args: ['-c'], type: 'stdio' } }],
  ['POST', '/api/mcp/tools/none/none', { parameters: { a: 1 } }],
  ['PUT', '/api/settings/', { openai: { model: 'gpt-4' }, rag: { embedding: { model: 'x' } } }],
  ['POST', '/admin/api/sign-in/', { username: 'x', password: 'y' }],
]

test.each(doors)('%s %s accepts nothing hostile', async (method, path, good) => {
  const swapped = Object.keys(good).flatMap((key) =>
    values.map((value) => JSON.stringify({ ...good, [key]: value })),
  )
  const bodies = [...badBodies.map(([, body]) => body), ...spoiledBodies(JSON.stringify(good)), ...swapped]
  const wrong: string[] = []
  for (const body of bodies) {
    const response = await fetch(shared + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body as BodyInit,
    })
    const text = await response.text()
    if (response.status === 500 || /\bat \S+:\d+|node_modules/.test(text))
      wrong.push(`${response.status} ${text.slice(0, 200)} for ${String(body).slice(0, 200)}`)
    if (response.status >= 400 && typeof (JSON.parse(text) as { error?: unknown }).error !== 'string')
      wrong.push(`${response.status} without an error: ${text.slice(0, 200)}`)
  }
  expect(wrong).toEqual([])
})

test('no address with an id returns what it should not', async () => {
  const wrong: string[] = []
  for (const value of values) {
    const named = encodeURIComponent(String(value).toWellFormed())
    for (const path of [
      `/api/conversations/${named}/`,
      `/api/conversation/${named}/messages`,
      `/api/conversations/cache/${named}`,
      `/api/chat/history/?conversation_id=${named}`,
      `/api/conversations/?limit=${named}&offset=${named}`,
      `/api/conversations/${SESSION}/messages/?tokenLimit=${named}&importanceThreshold=${named}`,
      `/api/projects/${named}/`,
      `/api/rag/documents/${named}`,
      `/api/rag/documents/?knowledgeSourceId=${named}`,
      `/api/rag/knowledge-sources/${named}`,
      `/api/rag/media/info?filename=${named}`,
      `/api/mcp/servers/${named}`,
      `/media/${named}/${named}`,
    ]) {
      const { status, text } = await askShared('GET', path, { token: null })
      if (status >= 500) wrong.push(`${status} ${path.slice(0, 200)}: ${text.slice(0, 200)}`)
    }
  }
  expect(wrong).toEqual([])
})

test('what clients of the dialect say is visible to no member and no other tenant, and vice versa', async () => {
  const { body } = await askShared('GET', `/api/conversations/${SESSION}/`, { token: null })
  const { id, uuid } = body.conversation as { id: number; uuid: string }
  for (const token of [member.accessToken, server.owner, stranger])
    for (const named of [SESSION, String(id), uuid]) {
      for (const [method, rest] of [
        ['GET', ''],
        ['GET', 'messages/'],
        ['PUT', ''],
        ['DELETE', ''],
        ['POST', 'prune/'],
        ['GET', 'summaries/'],
      ] as const) {
        const { status } = await askShared(method, `/api/conversations/${named}/${rest}`, {
          token,
          ...(method !== 'GET' && method !== 'DELETE' && { body: { title: 'theirs' } }),
        })
        expect([method, rest, status]).toEqual([method, rest, 404])
      }
      const sent = { message: 'Hi', conversation_id: named }
      expect((await askShared('POST', '/api/chat/send_message/', { token, body: sent })).status).toBe(404)
    }
  const own = await askShared('POST', '/api/conversations/', {
    token: member.accessToken,
    body: { sessionId: 'session_own' },
  })
  const { uuid: theirs } = own.body.conversation as { uuid: string }
  for (const token of [null, server.owner, stranger])
    for (const named of ['session_own', theirs])
      expect((await askShared('GET', `/api/conversations/${named}/`, { token })).status).toBe(404)
  const listed = await askShared('GET', '/api/conversations/', { token: null })
  expect(listed.text).not.toContain(theirs)
})

test('a socket bears everything, and other pages may not open one', async () => {
  const sockets = `${shared}/ws/chat/`
  await expect(openChatSocket(sockets, { origin: 'https://evil.example' })).rejects.toThrow('403')
  await using socket = await openChatSocket(sockets, { origin: 'http://localhost:5173' })
  const frames = ['', '[]', '"x"', 'null', '{"messages":5}', '{"messages":[{"role":"robot","content":1}]}']
  for (const frame of [...frames, `${'['.repeat(50_000)}`, '{"message":"\\ud800\\u0000"}']) socket.send(frame)
  socket.send({ message: 'Still there?' })
  await expect.poll(() => socket.frames.at(-1)?.type, { timeout: 30_000 }).toBe('done')
  expect(socket.frames.filter(({ type }) => type === 'error').length).toBe(7)
  expect(socket.raw.readyState).toBe(socket.raw.OPEN)
  await using unsigned = await openChatSocket(`${server.url}/compat/mini-chatbox/ws/chat/`)
  await using signed = await openChatSocket(sockets, { headers: { authorization: 'Bearer nothing' } })
  signed.send({ message: 'Hi' })
  await expect(signed.answer()).rejects.toThrow('Given token not valid')
  unsigned.send({ message: 'Hi' })
  expect(await unsigned.answer()).toContain('Hello')
})

test('the administration admits only admins of the tenant that these clients belong to', async () => {
  const paths = ['/admin/api/conversations/', '/admin/api/settings/', '/admin/api/rag/documents']
  for (const path of paths) {
    expect((await askShared('GET', path, { token: null })).status).toBe(401)
    for (const token of [member.accessToken, stranger])
      expect((await askShared('GET', path, { token })).status).toBe(403)
    expect((await askShared('GET', path)).status).toBe(200)
  }
  const listed = await askShared('GET', '/admin/api/conversations/')
  expect(listed.text).toContain(SESSION)
  const { email, password } = PERSON
  const signIn = { token: null, body: { username: email, password } }
  expect((await askShared('POST', '/admin/api/sign-in/', signIn)).status).toBe(401)
})
