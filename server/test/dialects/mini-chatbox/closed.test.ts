import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#test/golden/stage.ts'
import { startEverythingServer } from '#test/support/everything-server.ts'
import { call, LISTEN, ORIGIN } from './page-calls.ts'

let everything: Awaited<ReturnType<typeof startEverythingServer>>
let stage: Stage
let owner = ''
let documentId = 0

beforeAll(async () => {
  everything = await startEverythingServer('streamableHttp')
  stage = await openStage({
    listen: LISTEN,
    env: { PARLEY_TITLES: 'first-words', PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' },
  })
  owner = await stage.tokenOf('owner')
  const text = { text: 'The shop opens at nine.', title: 'Hours' }
  documentId = (await call<{ documentId: number }>(stage, 'POST /rag/ingest/text', text, owner)).documentId
  await call(stage, 'POST /mcp/servers/', { name: 'shop', url: everything.url }, owner)
})
afterAll(async () => {
  await stage[Symbol.asyncDispose]()
  await everything.stop()
})

/** Every call by which somebody else would be answered otherwise, with a body that would do. */
const changes: [request: string, body?: object][] = [
  ['PUT /settings/', { openai: { apiKey: 'sk-of-somebody', baseUrl: 'https://models.invalid', model: 'x' } }],
  ['POST /settings/reset/'],
  ['PUT /rag/config', { chunk_size: 400 }],
  ['PUT /rag/config/update_config', { chunk_size: 400 }],
  ['POST /mcp/servers/', { name: 'x', url: 'https://tools.invalid/mcp' }],
  ['POST /mcp/servers/shop/sync_tools/'],
  ['DELETE /mcp/servers/shop'],
  ['POST /mcp/tools/shop/echo', { parameters: { message: 'x' } }],
  ['POST /rag/knowledge-sources', { name: 'x', sourceType: 'y' }],
  ['DELETE /rag/knowledge-sources/1'],
  ['POST /rag/knowledge-sources/1/upload_document', { title: 'x' }],
  ['POST /rag/documents', { title: 'x', content: 'y' }],
  ['PUT /rag/documents/1/move', { knowledgeSourceId: 1 }],
  ['DELETE /rag/documents/1'],
  ['POST /rag/ingest/text', { text: 'x' }],
  ['POST /rag/ingest/file', { text: 'x' }],
]

/** What anybody without an account could tell apart afterwards. */
const everythingThere = async () => [
  await call(stage, 'GET /settings/'),
  await call(stage, 'GET /rag/config'),
  await call(stage, 'GET /mcp/servers'),
  await call(stage, 'GET /rag/knowledge-sources'),
  await call(stage, 'GET /rag/documents'),
]

test.each(changes)('without an account nobody may %s, and nothing changes', async (request, body) => {
  const before = await everythingThere()
  const [method = '', path = ''] = request.split(' ')
  const response = await fetch(`${stage.url('mini-chatbox')}/api${path}`, {
    method,
    headers: { origin: ORIGIN, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const words = 'Only somebody who signed in may change this. An admin does so at /admin/.'
  expect([response.status, await response.json()]).toEqual([401, { error: words, detail: words }])
  expect(await everythingThere()).toEqual(before)
})

test('a tool is not called by its number either', async () => {
  const [tool] = await call<{ id: number }[]>(stage, 'GET /mcp/tools')
  await expect(call(stage, `POST /mcp/tools/${tool?.id}/execute/`, { parameters: {} })).rejects.toThrow('401')
})

test('without an account reading, searching and chatting still work', async () => {
  expect(await call(stage, 'POST /rag/search', { query: 'shop' })).toMatchObject({ success: true })
  expect(await call(stage, `GET /rag/documents/${documentId}`)).toMatchObject({ title: 'Hours' })
  stage.script([{ text: ['Good day.'] }])
  expect(await call(stage, 'POST /chat/send_message/', { message: 'Hello' })).toMatchObject({
    content: 'Good day.',
  })
  const file = new FormData()
  file.set('file', new File(['Milk'], 'list.txt'))
  expect(await call(stage, 'POST /rag/process/chat-file', file)).toMatchObject({ extractedText: 'Milk' })
})

test('members change what their permissions allow, and admins do so for everybody on the page', async () => {
  const { id } = await call<{ id: number }>(
    stage,
    'POST /rag/knowledge-sources',
    { name: 'Mine', sourceType: 'manual' },
    owner,
  )
  const ask = (method: string, path: string, body?: object) =>
    fetch(`${stage.url('mini-chatbox')}/admin/api${path}`, {
      method,
      headers: { authorization: `Bearer ${owner}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    }).then(({ status }) => status)
  expect(await ask('DELETE', `/rag/knowledge-sources/${id}`)).toBe(200)
  expect(await ask('PUT', '/rag/config', { top_k: 7 })).toBe(200)
  expect(await ask('POST', '/mcp/tools/shop/echo', { parameters: { message: 'x' } })).toBe(200)
  expect(await ask('DELETE', '/mcp/servers/shop')).toBe(200)
})
