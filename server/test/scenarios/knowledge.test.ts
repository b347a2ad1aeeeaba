import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Document, Hit } from '#contract/shapes/knowledge.ts'
import type { SourcePart } from '#contract/message-parts.ts'
import { converse, follow, messagesOf, send, textOf } from '#test/support/conversation.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const HANDBOOK = `# Opening hours

The shop opens at nine in the morning and closes at six in the evening, from Monday to Saturday.

# Returns

Goods can be returned within thirty days. The money is paid back within five working days.

# 退款政策

商品可在三十天內退貨。退款將在五個工作日內完成。
`

async function upload(
  knowledgeBaseId: string,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<Document> {
  const form = new FormData()
  form.set('file', new Blob([content]), name)
  const response = await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}` },
    body: form,
  })
  const file = (await response.json()) as { id: string }
  const added = await server.ask<Document>('POST', `/v1/knowledge-bases/${knowledgeBaseId}/documents`, {
    body: { name, fileId: file.id },
  })
  expect(added.status).toBe(201)
  return added.body
}

async function ended(document: Document): Promise<Document> {
  await expect
    .poll(async () => (await server.ask<Document>('GET', `/v1/documents/${document.id}`)).body.state, {
      timeout: 45_000,
    })
    .toMatch(/ready|failed/)
  return (await server.ask<Document>('GET', `/v1/documents/${document.id}`)).body
}

const newKnowledgeBase = async () =>
  (await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', { body: { name: 'Handbook' } })).body.id

test('an uploaded document answers, in Chinese and English, with the passage that supports each sentence', async () => {
  const knowledgeBaseId = await newKnowledgeBase()
  const document = await ended(await upload(knowledgeBaseId, 'handbook.md', HANDBOOK))
  expect(document).toMatchObject({ state: 'ready', progress: 1, failure: null })

  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Desk', knowledgeBaseIds: [knowledgeBaseId] },
  })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  const { text } = await converse(server, opened.body.id, 'When does the shop open?')
  expect(text).toContain('The shop opens at nine')
  const { text: chinese } = await converse(server, opened.body.id, '退款多久完成？')
  expect(chinese).toContain('五個工作日')

  const answers = (await messagesOf(server, opened.body.id)).filter(({ role }) => role === 'assistant')
  const whole = (await server.ask<{ text: string }>('GET', `/v1/documents/${document.id}/text`)).body.text
  for (const answer of answers) {
    const sources = answer.parts.filter((part): part is SourcePart => part.type === 'source')
    expect(sources.length).toBeGreaterThan(0)
    for (const source of sources) {
      expect(whole.slice(source.documentRange.start, source.documentRange.end)).toBe(source.quote)
      const said = answer.parts[source.answerRange.part]
      expect(
        said?.type === 'text' && said.text.slice(source.answerRange.start, source.answerRange.end),
      ).toBeTruthy()
    }
  }
})

test('simplified and traditional Chinese find each other', async () => {
  const knowledgeBaseId = await newKnowledgeBase()
  await ended(await upload(knowledgeBaseId, 'handbook.md', HANDBOOK))
  const found = await server.ask<{ items: Hit[] }>('POST', '/v1/search', {
    body: { query: '退款政策 工作日', knowledgeBaseIds: [knowledgeBaseId] },
  })
  const simplified = await server.ask<{ items: Hit[] }>('POST', '/v1/search', {
    body: { query: '商品可以退货吗', knowledgeBaseIds: [knowledgeBaseId] },
  })
  expect(found.body.items[0]?.passage.text).toContain('退款')
  expect(simplified.body.items[0]?.passage.text).toContain('退貨')
})

test('an unreadable document fails with the reason, and can be retried', async () => {
  const knowledgeBaseId = await newKnowledgeBase()
  const broken = await ended(
    await upload(knowledgeBaseId, 'broken.pdf', new TextEncoder().encode('%PDF-1.7\nnot really')),
  )
  expect(broken.state).toBe('failed')
  expect(broken.failure?.detail).not.toBe('')
  const retried = await server.ask<Document>('POST', `/v1/documents/${broken.id}/retry`)
  expect(retried.status).toBeLessThan(300)
  expect((await ended(broken)).state).toBe('failed')
})

test('an empty file is refused at once', async () => {
  const form = new FormData()
  form.set('file', new Blob([]), 'empty.txt')
  const response = await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}` },
    body: form,
  })
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
    400,
    'invalid_input',
  ])
})

test('the first agent of a new server searches the first knowledge base', async () => {
  await expect
    .poll(async () => (await server.ask<{ items: unknown[] }>('GET', '/v1/agents')).body.items.length)
    .toBeGreaterThan(0)
  const agents = await server.ask<{ items: { name: string; knowledgeBaseIds: string[] }[] }>(
    'GET',
    '/v1/agents',
  )
  expect(agents.body.items.find(({ name }) => name === 'Assistant')?.knowledgeBaseIds).toHaveLength(1)
})

test('an end user cannot search, and is answered from documents nevertheless', async () => {
  const knowledgeBaseId = await newKnowledgeBase()
  await ended(await upload(knowledgeBaseId, 'handbook.md', HANDBOOK))
  const agent = await server.ask<{ id: string; name: string }>('POST', '/v1/agents', {
    body: { name: 'Registered', knowledgeBaseIds: [knowledgeBaseId] },
  })
  await server.ask('PATCH', '/v1/tenant', { body: { allowsRegistration: true } })
  const person = { email: 'anybody@example.com', name: 'Anybody', password: 'long walks by the sea 1' }
  const made = await server.ask<{ accessToken: string }>('POST', '/v1/auth/register', {
    token: null,
    body: person,
  })
  const token = made.body.accessToken
  const key = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    token,
    body: { name: 'All', scopes: ['*'] },
  })
  const question = 'When does the shop open in the morning?'
  for (const shown of [token, key.body.secret]) {
    const searched = await server.ask('POST', '/v1/search', { token: shown, body: { query: question } })
    expect(searched).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    const tools = await server.ask('POST', '/mcp', {
      token: shown,
      body: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
      headers: { accept: 'application/json, text/event-stream' },
    })
    expect(tools.text).not.toContain('knowledge_search')
  }
  const operator = await server.member('operator')
  const found = await server.ask<{ items: Hit[] }>('POST', '/v1/search', {
    token: operator.accessToken,
    body: { query: question, knowledgeBaseIds: [knowledgeBaseId] },
  })
  expect(found.body.items.length).toBeGreaterThan(0)

  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    token,
    body: { agentId: agent.body.id },
  })
  const sent = await send(server, opened.body.id, question, { token })
  const parts = await follow(server, sent.reply?.id ?? '', undefined, token)
  expect(textOf(parts)).toContain('nine in the morning')
  const completion = await server.ask('POST', '/v1/chat/completions', {
    token,
    body: { model: agent.body.name, messages: [{ role: 'user', content: question }] },
  })
  expect(completion.text).toContain('nine in the morning')
})
