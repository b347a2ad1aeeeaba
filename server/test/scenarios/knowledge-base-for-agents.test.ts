import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const newAgent = async () =>
  (await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
const knowledgeBasesOf = async (agentId: string) =>
  (await server.ask<Agent>('GET', `/v1/agents/${agentId}`)).body.knowledgeBaseIds
const create = (body: object, token = server.owner) =>
  server.ask<{ id: string }>('POST', '/v1/knowledge-bases', { body: { name: 'Prices', ...body }, token })

test('a new knowledge base is used by the named agents only', async () => {
  const [one, other] = [await newAgent(), await newAgent()]
  const first = await create({ agentIds: [one] })
  const second = await create({ agentIds: [one, one] })
  expect([first.status, second.status]).toEqual([201, 201])
  expect(await knowledgeBasesOf(one)).toEqual([first.body.id, second.body.id])
  await create({})
  expect(await knowledgeBasesOf(other)).toEqual([])
})

test('with a missing agent, or without permission to change agents, nothing is created', async () => {
  const count = async () =>
    (await server.ask<{ items: unknown[] }>('GET', '/v1/knowledge-bases')).body.items.length
  const before = await count()
  expect((await create({ agentIds: ['0198c5a0-0000-7000-8000-000000000000'] })).status).toBe(404)
  const { accessToken } = await server.member('operator')
  const refused = await create({ agentIds: [await newAgent()] }, accessToken)
  expect(refused.status).toBe(403)
  expect(await count()).toBe(before)
})

test('the first steps lead to the default agent’s knowledge base', async () => {
  const { body } = await server.ask<{ knowledgeBaseId: string | null; guideId: string | null }>(
    'GET',
    '/v1/first-steps',
  )
  const { items } = (await server.ask<{ items: Agent[] }>('GET', '/v1/agents')).body
  expect(body.knowledgeBaseId).toBe(items[0]?.knowledgeBaseIds[0] ?? null)
})
