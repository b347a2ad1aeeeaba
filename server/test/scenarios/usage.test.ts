import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Usage } from '#contract/shapes/usage.ts'
import { converse } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { firstIdOf } from '#platform/database/time-ids.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
const directory = mkdtempSync(join(tmpdir(), 'parley-usage-'))
let agentIds: Record<string, string>

beforeAll(async () => {
  models = await startModelServer()
  const entry = (id: string, currency: string) => `
- provider: openai-compatible
  id: local/${id}
  model: scripted
  baseUrl: ${models.openaiBaseUrl}
  price: { input: 1, output: 1000, currency: ${currency} }
`
  const file = join(directory, 'models.yaml')
  writeFileSync(file, entry('one', 'EUR') + entry('two', 'CNY'))
  server = await openTestServer({ env: { PARLEY_MODELS_FILE: file } })
  agentIds = { Ada: await agentOf('Ada', 'local/one'), Ben: await agentOf('Ben', 'local/two') }
  // Two days ago, late in the evening of UTC: already the next day in Taipei.
  await say('Ada', 'One', '2026-03-01T20:00:00Z')
  await say('Ada', 'Two', '2026-03-02T10:00:00Z')
  await say('Ben', 'Three', '2026-03-03T10:00:00Z')
  await say('Ben', 'Four [[model fail=400]]', '2026-03-03T11:00:00Z')
})
afterAll(async () => {
  await server.close()
  await models.close()
  rmSync(directory, { recursive: true })
})

const agentOf = async (name: string, model: string) =>
  (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name, model } })).body.id

/** Asks in a conversation of its own, and lets it have been at that time. */
async function say(agent: string, text: string, at: string): Promise<string> {
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agentIds[agent] },
  })
  await converse(server, opened.body.id, text)
  const tenantId = (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
  await server.app.database.write(tenantId, (db) =>
    sql`UPDATE replies SET created_at = ${at}, id = overlay(id::text PLACING ${firstIdOf(new Date(at)).slice(0, 13)} FROM 1)::uuid
      WHERE conversation_id = ${opened.body.id}`.execute(db),
  )
  return opened.body.id
}

const usage = async (query: string, token = server.owner) =>
  (await server.ask<Usage>('GET', `/v1/usage?from=2026-03-01&to=2026-03-03&${query}`, { token })).body
const replies = ({ items }: Usage) => items.map(({ key, replies: count }) => [key, count])

test('days are in the reader’s time zone, and none is missing', async () => {
  expect(replies(await usage('by=day'))).toEqual([
    ['2026-03-01', 1],
    ['2026-03-02', 1],
    ['2026-03-03', 2],
  ])
  expect(replies(await usage('by=day&timeZone=Asia/Taipei'))).toEqual([
    ['2026-03-01', 0],
    ['2026-03-02', 2],
    ['2026-03-03', 2],
  ])
})

test('tokens, costs by currency, failures and time to first token are counted', async () => {
  const { total, items } = await usage('by=model')
  expect(total).toMatchObject({ replies: 4, failures: 1, unpriced: 0, firstTokenMs: expect.any(Number) })
  expect(total.outputTokens).toBe(3 * 64)
  expect(total.costs.map(({ currency }) => currency).sort()).toEqual(['CNY', 'EUR'])
  const [one, two] = ['local/one', 'local/two'].map((key) => items.find((item) => item.key === key))
  expect(one?.costs).toEqual([
    {
      currency: 'EUR',
      amount: expect.closeTo(((one?.inputTokens ?? 0) + 1000 * (one?.outputTokens ?? 0)) / 1e6, 9),
    },
  ])
  expect([one?.replies, one?.failures, two?.replies, two?.failures]).toEqual([2, 0, 2, 1])
})

test('lines have readable names, and a filter removes the rest', async () => {
  expect((await usage('by=agent')).items.map(({ name, replies: count }) => [name, count]).sort()).toEqual([
    ['Ada', 2],
    ['Ben', 2],
  ])
  expect((await usage('by=person')).items).toMatchObject([{ name: 'owner', replies: 4 }])
  expect((await usage(`by=model&agentId=${agentIds.Ada}`)).items.map(({ key }) => key)).toEqual(['local/one'])
  expect((await usage('by=agent&model=local/two')).total.replies).toBe(2)
})

test('model calls other than answers have their own lines', async () => {
  const { tenant } = (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body
  await server.app.database.write(tenant.id, (db) =>
    sql`INSERT INTO completions (tenant_id, id, actor_kind, agent_id, state, output_tokens, duration_ms, purpose, created_at)
      VALUES (${tenant.id}, ${randomUUID()}, 'system', ${agentIds.Ada}, 'completed', 7, 1, 'summary', '2026-03-02T11:00:00Z')`.execute(
      db,
    ),
  )
  const { items } = await usage('by=purpose')
  expect(items.map(({ key, name, outputTokens }) => [key, name, outputTokens])).toEqual([
    ['answer', 'answer', 3 * 64],
    ['summary', 'summary', 7],
  ])
})

test('costs remain when a conversation and its agent are deleted', async () => {
  const before = await usage('by=agent')
  const conversationId = await say('Ada', 'Forget this', '2026-03-02T12:00:00Z')
  const { total } = await usage('by=agent')
  expect(total.replies).toBe(before.total.replies + 1)
  await server.ask('DELETE', `/v1/conversations/${conversationId}`)
  await server.ask('DELETE', `/v1/agents/${agentIds.Ada}`)
  const after = await usage('by=agent')
  expect(after.total).toEqual(total)
  expect(after.items.map(({ name }) => name).sort()).toEqual(['Ada', 'Ben'])
})

test('answers to conversations kept by callers are counted too', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const read = async () =>
    (await server.ask<Usage>('GET', `/v1/usage?by=agent&from=${today}&to=${today}`)).body
  const before = await read()
  const asked = await server.ask('POST', `/v1/agents/${agentIds.Ben}/completions`, {
    body: { messages: [{ role: 'user', parts: [{ type: 'text', text: 'Five' }] }] },
  })
  expect(asked.status).toBe(200)
  const { total, items } = await read()
  expect(total.replies).toBe(before.total.replies + 1)
  expect(items.find(({ name }) => name === 'Ben')?.costs).toMatchObject([{ currency: 'CNY' }])
})

test('invalid periods are refused with an explanation, and only administrators may read', async () => {
  const refused = async (query: string) => (await server.ask('GET', `/v1/usage?${query}`)).status
  expect(await refused('from=2026-03-02&to=2026-03-01')).toBe(400)
  expect(await refused('from=2020-01-01&to=2026-03-01')).toBe(400)
  expect(await refused('from=2026-02-30&to=2026-03-01')).toBe(400)
  expect(await refused('from=2026-03-01&to=2026-03-01&timeZone=Mars')).toBe(400)
  const { accessToken } = await server.member('operator')
  expect(
    (await server.ask('GET', '/v1/usage?from=2026-03-01&to=2026-03-03', { token: accessToken })).status,
  ).toBe(403)
})
