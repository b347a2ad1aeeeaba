import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#test/golden/stage.ts'

const DIALECTS = ['agentchat', 'lingxi', 'chat-api', 'mini-chatbox', 'platform-114'] as const
type Dialect = (typeof DIALECTS)[number] | 'native'

let stage: Stage
let owner: string
let ann: string

beforeAll(async () => {
  stage = await openStage({
    listen: ['native', ...DIALECTS].map((name) => `0=${name}`).join(),
    env: { PARLEY_TITLES: 'first-words' },
  })
  owner = await stage.tokenOf('owner')
  ann = await stage.tokenOf('ann')
})
afterAll(() => stage[Symbol.asyncDispose]())

async function ask(dialect: Dialect, request: string, body?: object, token?: string) {
  const [method = '', path = ''] = request.split(' ')
  const response = await fetch(stage.url(dialect) + path, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: response.status, text: await response.text() }
}

/** What one person says privately in each, and a customer to the inbox. */
const said = {
  lingxi: () => ask('lingxi', 'POST /api/chat/', { message: 'quillfeather of lingxi' }, ann),
  'mini-chatbox': async () => {
    await ask(
      'mini-chatbox',
      'POST /api/conversations/',
      { sessionId: 'private', title: 'quillfeather of mini' },
      ann,
    )
    const message = { role: 'user', content: 'quillfeather of mini' }
    return ask('mini-chatbox', 'POST /api/conversations/private/messages/', message, ann)
  },
  agentchat: () =>
    ask('agentchat', 'POST /chat', { source: 'user', content: 'quillfeather of agentchat' }, ann),
  'chat-api': () => ask('chat-api', 'POST /api/v1/chat/send', { message: 'quillfeather of a customer' }),
}

/** Where whoever works for the company reads what others say. */
const readers: [dialect: Dialect, request: string][] = [
  ['chat-api', 'GET /api/v1/admin/conversations?size=100'],
  ['chat-api', 'GET /api/v1/admin/conversations?size=100&search=quillfeather'],
  ['chat-api', 'GET /api/v1/admin/customers?size=100'],
  ['native', 'GET /v1/inbox/conversations?limit=100'],
  ['native', 'GET /v1/conversations?limit=100'],
  ['native', 'GET /v1/conversations/search?query=quillfeather&limit=50'],
  ['lingxi', 'GET /api/chat/sessions/'],
  ['mini-chatbox', 'GET /api/conversations/'],
  ['agentchat', 'GET /api/sessions'],
]

test('private conversations of one older system are readable to nobody else in any other', async () => {
  for (const [dialect, say] of Object.entries(said))
    expect([dialect, (await say()).status]).toEqual([dialect, expect.toBeOneOf([200, 201])])
  const conversation = await ask('native', 'POST /v1/conversations', { isPrivate: true }, ann)
  expect(conversation.status).toBe(201)

  const read = await Promise.all(
    readers.map(async ([dialect, request]) => {
      const { status, text } = await ask(dialect, request, undefined, owner)
      return { dialect, request, status, text }
    }),
  )
  for (const { dialect, request, text } of read)
    expect([dialect, request, /quillfeather of (?:lingxi|mini|agentchat)/.exec(text)]).toEqual([
      dialect,
      request,
      null,
    ])
  // The inbox is read: what a customer said is there.
  expect(read.filter(({ text }) => text.includes('quillfeather of a customer')).length).toBeGreaterThan(0)

  const { items } = JSON.parse(
    (await ask('native', 'GET /v1/conversations?whose=own', undefined, ann)).text,
  ) as {
    items: { id: string }[]
  }
  expect(items.length).toBeGreaterThanOrEqual(3)
  for (const { id } of items) {
    expect((await ask('native', `GET /v1/conversations/${id}`, undefined, owner)).status).toBe(404)
    expect((await ask('native', `GET /v1/inbox/conversations/${id}`, undefined, owner)).status).toBe(404)
  }
})

test('a visitor from a widget opens nothing that operators do not see', async () => {
  const site = 'https://shop.example.com'
  const widget = await ask('native', 'POST /v1/widgets', { name: 'Shop', allowedOrigins: [site] }, owner)
  const { key } = JSON.parse(widget.text) as { key: string }
  const entered = await fetch(`${stage.url('native')}/v1/widget/${key}/visitor-sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site },
    body: '{}',
  })
  const { token } = (await entered.json()) as { token: string }
  const opened = await ask('native', 'POST /v1/conversations', { isPrivate: true }, token)
  expect(opened.status).toBe(400)
})
