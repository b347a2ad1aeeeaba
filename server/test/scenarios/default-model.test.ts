import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Connection } from '#contract/shapes/model.ts'
import { makeMember, makeTenant } from '#features/access/testing.ts'
import { converse, scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const OFFLINE = 'offline/extractive'

let models: ModelServer
let server: TestServer

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer()
})
afterAll(async () => {
  await server.close()
  await models.close()
})
afterEach(async () => {
  for (const { id } of (await server.ask<{ items: Connection[] }>('GET', '/v1/connections')).body.items)
    await remove(id)
  await choose(null)
})

const connect = async (name: string, names: readonly string[] = ['scripted']) => {
  const body = {
    name,
    provider: 'openai',
    baseUrl: models.openaiBaseUrl,
    key: 'sk-any-key',
    models: names.map((model) => ({ name: model })),
  }
  const made = await server.ask<Connection>('POST', '/v1/connections', { body })
  expect(made.status).toBe(201)
  return made.body.id
}
const change = (id: string, body: object) => server.ask('PATCH', `/v1/connections/${id}`, { body })
const remove = (id: string) => server.ask('DELETE', `/v1/connections/${id}`)
const choose = (model: string | null) =>
  server.ask('POST', '/v1/language-models/default', { body: { model } })
const chosen = async () =>
  (
    await server.ask<{ items: { id: string; isDefault: boolean }[] }>('GET', '/v1/language-models')
  ).body.items.find(({ isDefault }) => isDefault)?.id

async function openConversation() {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const body = { agentId: agent.body.id }
  return (await server.ask<{ id: string }>('POST', '/v1/conversations', { body })).body.id
}
/** Which model answers a conversation's next message. */
const modelIn = async (conversationId: string) =>
  (await converse(server, conversationId, 'Hello?')).end.usage.model

test('the first connected model answers the very next message', async () => {
  const conversationId = await openConversation()
  expect(await modelIn(conversationId)).toBe(OFFLINE)
  await connect('mine')
  expect(await modelIn(conversationId)).toBe('mine/scripted')
  expect(await chosen()).toBe('mine/scripted')
})

test('so does a model added later to an empty connection', async () => {
  const id = await connect('mine', [])
  expect(await chosen()).toBe(OFFLINE)
  await change(id, { models: [{ name: 'text-embedding-3-small' }, { name: 'scripted' }] })
  expect(await chosen()).toBe('mine/scripted')
})

test('a second connection changes nothing, nor does one with only embeddings', async () => {
  await connect('vectors', ['text-embedding-3-small'])
  expect(await chosen()).toBe(OFFLINE)
  await connect('mine')
  await connect('another', ['scripted-large'])
  expect(await chosen()).toBe('mine/scripted')
})

test('a deliberate choice of no model is kept', async () => {
  await choose(OFFLINE)
  await connect('mine')
  expect([await chosen(), await modelIn(await openConversation())]).toEqual([OFFLINE, OFFLINE])
})

test('without its connection, another connected model answers, and then none', async () => {
  const first = await connect('mine')
  const second = await connect('another', ['scripted-large'])
  await remove(first)
  expect(await modelIn(await openConversation())).toBe('another/scripted-large')
  await remove(second)
  expect(await modelIn(await openConversation())).toBe(OFFLINE)
})

test('the default follows a renamed connection', async () => {
  const id = await connect('mine')
  await change(id, { name: 'renamed' })
  expect(await modelIn(await openConversation())).toBe('renamed/scripted')
})

test('a default removed from its connection is replaced by another of its models', async () => {
  const id = await connect('mine', ['scripted', 'scripted-large'])
  await change(id, { models: [{ name: 'scripted-large' }] })
  expect(await chosen()).toBe('mine/scripted-large')
})

test('a tenant that connected a model before a default existed is answered by it', async () => {
  await connect('mine')
  await choose(null)
  expect([await chosen(), await modelIn(await openConversation())]).toEqual([
    'mine/scripted',
    'mine/scripted',
  ])
})

test('one tenant’s connection does not answer for another', async () => {
  const { system } = await makeTenant(server.app)
  const { accessToken: token } = await makeMember(server.app, system, 'admin')
  await connect('mine')
  const listed = await server.ask<{ items: { id: string; isDefault: boolean }[] }>(
    'GET',
    '/v1/language-models',
    { token },
  )
  expect(listed.body.items.find(({ isDefault }) => isDefault)?.id).toBe(OFFLINE)
})

test("a connected model takes precedence over the environment's, and a choice of the latter is kept", async () => {
  await using other = await openTestServer({ env: scriptedModels(models) })
  const list = async () =>
    (
      await other.ask<{ items: { id: string; isDefault: boolean }[] }>('GET', '/v1/language-models')
    ).body.items.find(({ isDefault }) => isDefault)?.id
  const ofServer = await list()
  expect(ofServer).not.toBe(OFFLINE)
  const body = {
    name: 'mine',
    provider: 'openai',
    baseUrl: models.openaiBaseUrl,
    key: 'sk-any-key',
    models: [{ name: 'scripted-large' }],
  }
  const made = await other.ask<Connection>('POST', '/v1/connections', { body })
  expect(await list()).toBe('mine/scripted-large')
  await other.ask('POST', '/v1/language-models/default', { body: { model: null } })
  await other.ask('PATCH', `/v1/connections/${made.body.id}`, { body: { models: [{ name: 'scripted' }] } })
  expect(await list()).toBe(ofServer)
})
