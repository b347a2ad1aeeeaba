import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection, ConnectionTest } from '#contract/shapes/model.ts'
import { makeMember, makeTenant } from '#features/access/testing.ts'
import { converse, messagesOf } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const KEY = 'sk-good-key-123456789'

let models: ModelServer
let server: TestServer

beforeAll(async () => {
  models = await startModelServer({ apiKey: KEY })
  server = await openTestServer()
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const openAi = (key = KEY) => ({ provider: 'openai', baseUrl: models.openaiBaseUrl, key })
const price = { input: 2, cachedInput: null, output: 8, currency: 'USD' }

const connect = async (body: object = {}) => {
  const answer = await server.ask<Connection>('POST', '/v1/connections', {
    body: { name: 'mine', ...openAi(), models: [{ name: 'scripted', price }], ...body },
  })
  expect(answer.text).toContain('"id"')
  return answer.body
}
const change = (id: string, body: object) =>
  server.ask<Connection>('PATCH', `/v1/connections/${id}`, { body })
const remove = (id: string) => server.ask('DELETE', `/v1/connections/${id}`)
const tryOut = async (body: object, token = server.owner) =>
  (await server.ask<ConnectionTest>('POST', '/v1/connections/test', { body, token })).body
const choices = async (token = server.owner) =>
  (await server.ask<{ items: { id: string; isDefault: boolean }[] }>('GET', '/v1/language-models', { token }))
    .body.items

/** A conversation with an agent of that model. */
async function talkTo(model: string | null) {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada', model } })
  expect(agent.text).toContain('"id"')
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  return opened.body.id
}

/** The admin of another tenant, who is no platform admin. */
async function stranger() {
  const { system } = await makeTenant(server.app)
  return (await makeMember(server.app, system, 'admin')).accessToken
}

test('a connected model answers, its cost is counted, and only the end of its key is shown', async () => {
  const connection = await connect()
  expect(connection).toMatchObject({
    name: 'mine',
    keyEnding: '6789',
    isSuspended: false,
    models: [{ id: 'mine/scripted', name: 'scripted', price }],
  })
  const { end } = await converse(server, await talkTo('mine/scripted'), 'Hello? [[say Good day.]]')
  expect(end).toMatchObject({
    state: 'completed',
    usage: { model: 'mine/scripted' },
    cost: { currency: 'USD' },
  })
  const listed = await server.ask('GET', '/v1/connections')
  expect(listed.text).toContain('"keyEnding":"6789"')
  expect(listed.text).not.toContain(KEY)
  await remove(connection.id)
})

test('the key is encrypted at rest, in the database and beside it', async () => {
  const connection = await connect()
  const tenantId = (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
  const stored = await server.app.database.read(tenantId, (db) =>
    sql<{ all: string }>`SELECT (SELECT json_agg(c) FROM provider_connections c)::text ||
      (SELECT json_agg(e) FROM events e)::text ||
      coalesce((SELECT json_agg(i) FROM idempotency_keys i)::text, '') AS all`.execute(db),
  )
  expect(stored.rows[0]?.all).toContain(connection.id)
  expect(JSON.stringify(stored.rows)).not.toContain(KEY)
  expect(readFileSync(join(server.app.config.dataDirectory, 'secret.key'), 'utf8').length).toBeGreaterThan(40)
  await remove(connection.id)
})

test('the test reports errors before anything is stored', async () => {
  expect(await tryOut({ ...openAi(), model: 'scripted' })).toEqual({
    errorCode: null,
    detail: null,
    offered: ['scripted', 'scripted-large'],
    suggested: ['scripted-large', 'scripted'],
    answeredInMs: expect.any(Number),
  })
  expect(await tryOut(openAi('sk-wrong-key-00000000'))).toMatchObject({ errorCode: 'key', offered: null })
  expect(await tryOut({ ...openAi('sk-wrong-key-00000000'), model: 'scripted' })).toMatchObject({
    errorCode: 'key',
  })
  expect(await tryOut({ ...openAi(), baseUrl: 'http://127.0.0.1:9/v1', model: 'a' })).toMatchObject({
    errorCode: 'unreachable',
  })
  models.script({ fail: '404' })
  expect(await tryOut({ ...openAi(), model: 'nobody' })).toMatchObject({ errorCode: 'unknown-model' })
  models.script({ fail: '402' })
  expect(await tryOut({ ...openAi(), model: 'scripted' })).toMatchObject({ errorCode: 'quota' })
  models.script({ fail: '429' })
  expect(await tryOut({ ...openAi(), model: 'scripted' })).toMatchObject({ errorCode: 'rate-limited' })
  models.script({ fail: 'html' })
  expect(await tryOut({ ...openAi(), model: 'scripted' })).toMatchObject({ errorCode: 'not-an-api' })
  expect((await server.ask<{ items: unknown[] }>('GET', '/v1/connections')).body.items).toEqual([])
})

test('no response repeats the key, whatever the provider says', async () => {
  const wrong = 'sk-wrong-key-00000000'
  const answer = await server.ask('POST', '/v1/connections/test', {
    body: { ...openAi(wrong), model: 'scripted' },
  })
  expect(answer.text).not.toContain(wrong)
})

test('a stored connection is tested with its stored key', async () => {
  const connection = await connect()
  const at = `/v1/connections/${connection.id}/test`
  expect((await server.ask<ConnectionTest>('POST', at, { body: { model: 'scripted' } })).body).toMatchObject({
    errorCode: null,
    offered: ['scripted', 'scripted-large'],
  })
  await remove(connection.id)
})

test('a key is only sent to the address it was given for', async () => {
  const connection = await connect()
  const moved = await change(connection.id, { baseUrl: 'https://elsewhere.example.com' })
  expect([moved.status, moved.text]).toEqual([400, expect.stringContaining('enter the key again')])
  const again = await change(connection.id, { baseUrl: `${models.openaiBaseUrl}/`, name: 'renamed' })
  expect(again.body).toMatchObject({ name: 'renamed', baseUrl: models.openaiBaseUrl, keyEnding: '6789' })
  await remove(connection.id)
})

test('the reply reports a suspended or removed connection, and both can be restored', async () => {
  const connection = await connect()
  const conversationId = await talkTo('mine/scripted')
  await change(connection.id, { isSuspended: true })
  const suspended = await converse(server, conversationId, 'Hello?')
  expect(suspended.end).toMatchObject({
    state: 'failed',
    code: 'model_not_connected',
    detail: 'The connection mine is suspended, so mine/scripted cannot answer.',
  })
  expect((await choices()).map(({ id }) => id)).not.toContain('mine/scripted')
  await change(connection.id, { isSuspended: false })
  expect((await converse(server, conversationId, 'Hello again?')).end.state).toBe('completed')
  await remove(connection.id)
  const removed = await converse(server, conversationId, 'And now?')
  expect(removed.end).toMatchObject({
    state: 'failed',
    detail: expect.stringContaining('is no longer connected'),
  })
  const stored = await messagesOf(server, conversationId)
  expect(stored.at(-1)?.reply?.detail).toContain('mine/scripted')
})

test("an agent without a model uses the tenant's default, or the server's", async () => {
  const set = (model: string | null) => server.ask('POST', '/v1/language-models/default', { body: { model } })
  const connection = await connect()
  const conversationId = await talkTo(null)
  expect((await set('offline/extractive')).status).toBe(204)
  expect((await converse(server, conversationId, 'One?')).end.usage.model).toBe('offline/extractive')
  expect((await set('mine/nothing')).status).toBe(400)
  expect((await set('mine/scripted')).status).toBe(204)
  expect((await choices()).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([
    'mine/scripted',
  ])
  expect((await converse(server, conversationId, 'Two?')).end.usage.model).toBe('mine/scripted')
  await remove(connection.id)
  expect((await converse(server, conversationId, 'Three?')).end.usage.model).toBe('offline/extractive')
})

test("the tenant’s own model takes precedence over the server's with the same name", async () => {
  const connection = await connect({ name: 'offline', models: [{ name: 'extractive' }] })
  const { end, text } = await converse(
    server,
    await talkTo('offline/extractive'),
    'Hello? [[say From afar.]]',
  )
  expect([end.state, text]).toEqual(['completed', 'From afar.'])
  await remove(connection.id)
})

test('another tenant can neither see nor use it, nor reach into the server’s network', async () => {
  const connection = await connect()
  const token = await stranger()
  expect((await choices(token)).map(({ id }) => id)).not.toContain('mine/scripted')
  expect((await server.ask<{ items: unknown[] }>('GET', '/v1/connections', { token })).body.items).toEqual([])
  const agent = await server.ask('POST', '/v1/agents', {
    token,
    body: { name: 'Eve', model: 'mine/scripted' },
  })
  expect(agent.status).toBe(400)
  const inner = await server.ask('POST', '/v1/connections', { token, body: { ...openAi(), models: [] } })
  expect([inner.status, inner.text]).toEqual([400, expect.stringContaining('private network')])
  const asked = models.requests.length
  const tried = await server.ask('POST', '/v1/connections/test', { token, body: openAi() })
  expect([tried.status, models.requests.length]).toEqual([400, asked])
  await remove(connection.id)
})

test('missing fields are named, and no endpoint returns a 500', async () => {
  const refusal = async (body: object) => {
    const { status, text } = await server.ask('POST', '/v1/connections', { body: { models: [], ...body } })
    return [status, (JSON.parse(text) as { errors: { path: string }[] }).errors[0]?.path]
  }
  expect(await refusal({ provider: 'openai' })).toEqual([400, 'key'])
  expect(await refusal({ provider: 'azure', key: 'k' })).toEqual([400, 'baseUrl'])
  expect(await refusal({ provider: 'bedrock', key: 'k' })).toEqual([400, 'region'])
  expect(await refusal({ provider: 'openai', key: 'a\nb' })).toEqual([400, 'key'])
  expect(await refusal({ provider: 'ollama', baseUrl: 'file:///etc/passwd' })).toEqual([400, 'baseUrl'])
  expect(await refusal({ provider: 'ollama', models: [{ name: 'a' }, { name: 'a' }] })).toEqual([
    400,
    'models',
  ])
  const connection = await connect()
  const twice = await server.ask('POST', '/v1/connections', {
    body: { name: 'mine', ...openAi(), models: [] },
  })
  expect(twice.status).toBe(409)
  await remove(connection.id)
})
