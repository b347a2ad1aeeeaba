import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { NewWebhook } from '#contract/shapes/webhook.ts'
import { findTenantId, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { changeDraft, createOwnAgent, publishDraft } from '#features/agents/index.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '#test/support/webhook-receiver.ts'
import { settled } from './settled.ts'

// What tells of a member's own agent, at every door where somebody else of the tenant could hear of it.

const SECRET = 'Zephyrine'
const HOOK = '/hook'

let server: TestServer
let receiver: WebhookReceiver
let agentId: string
let mia: string
let others: Record<string, string>

beforeAll(async () => {
  receiver = await startWebhookReceiver()
  server = await openTestServer({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
  const hook = await server.ask<NewWebhook>('POST', '/v1/webhooks', {
    body: {
      name: 'All of agents',
      url: receiver.address(HOOK),
      eventTypes: ['agent.created', 'agent.changed', 'suggestion.made'],
    },
  })
  expect(hook.status).toBe(201)
  const signedIn = await server.member('admin')
  mia = signedIn.accessToken
  others = {
    owner: server.owner,
    admin: (await server.member('admin')).accessToken,
    operator: (await server.member('operator')).accessToken,
    'end user': (await server.member('end_user')).accessToken,
  }
  const system = systemScope(server.app, await findTenantId(server.app, null), visit())
  const given = { ownerId: signedIn.member.id, name: SECRET, instructions: `Be ${SECRET}.` }
  agentId = (await createOwnAgent(system, given)).id
  const { revision } = await changeDraft(system, { agentId, instructions: `Be more ${SECRET}.` })
  await publishDraft(system, { agentId, revision })
  const { id } = (
    await server.ask<{ id: string }>('POST', '/v1/conversations', { token: mia, body: { agentId } })
  ).body
  await server.ask('POST', `/v1/conversations/${id}/messages`, {
    token: mia,
    body: { parts: [{ type: 'text', text: 'What is it?' }] },
  })
  await server.ask('POST', '/v1/agents', { body: { name: 'Everybody’s' } })
  await settled(server.app)
})
afterAll(async () => {
  await server.close()
  await receiver.close()
})

const today = () => new Date().toISOString().slice(0, 10)
const period = () => `from=${today()}&to=${today()}`

/** Whatever lists agents, or names one beside something else. */
const places = () => [
  '/v1/agents',
  '/v1/models',
  `/v1/usage?by=agent&${period()}`,
  `/v1/reports?by=agent&${period()}`,
  `/v1/reports/topics?${period()}`,
  '/v1/inbox/conversations?view=all',
  '/v1/audit-log?limit=100',
  '/v1/audit-log/export?format=json',
  '/v1/jobs',
  '/v1/budgets',
  '/v1/conversations',
  '/v1/memories',
  '/v1/export',
]

const overMcp = (token: string) =>
  server.ask('POST', '/mcp', {
    token,
    body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'agent_list', arguments: {} } },
    headers: { accept: 'application/json, text/event-stream' },
  })

test('its owner sees it by name', async () => {
  for (const path of [
    '/v1/agents',
    '/v1/models',
    `/v1/usage?by=agent&${period()}`,
    '/v1/audit-log?limit=100',
  ])
    expect([path, (await server.ask('GET', path, { token: mia })).text]).toEqual([
      path,
      expect.stringContaining(SECRET),
    ])
  expect((await overMcp(mia)).text).toContain(SECRET)
})

test('nobody else sees it, whatever they request', async () => {
  for (const path of places()) expect([path, (await server.ask('GET', path)).status]).toEqual([path, 200])
  for (const [who, token] of Object.entries(others)) {
    for (const path of places())
      expect([who, path, (await server.ask('GET', path, { token })).text]).toEqual([
        who,
        path,
        expect.not.stringContaining(SECRET),
      ])
    expect((await overMcp(token)).text).not.toContain(SECRET)
  }
})

test('for nobody else such an agent exists, by whatever name', async () => {
  const asked: [string, string, object?][] = [
    ['GET', `/v1/agents/${agentId}`],
    ['GET', `/v1/agents/${agentId}/versions`],
    ['GET', `/v1/agents/${agentId}/export`],
    ['GET', `/v1/usage?by=day&agentId=${agentId}&${period()}`],
    ['GET', `/v1/reports?by=day&agentId=${agentId}&${period()}`],
    ['GET', `/v1/models/${agentId}`],
    ['POST', '/v1/conversations', { agentId }],
    ['POST', '/v1/chat/completions', { model: agentId, messages: [{ role: 'user', content: 'Hello' }] }],
    ['POST', '/v1/chat/completions', { model: SECRET, messages: [{ role: 'user', content: 'Hello' }] }],
  ]
  for (const [method, path, body] of asked) {
    const answer = await server.ask(method, path, body ? { body } : {})
    expect([method, path, answer.status]).toEqual([method, path, 404])
  }
})

test('its usage and cost are counted nevertheless', async () => {
  const { body } = await server.ask<{ items: { key: string; name: string; replies: number }[] }>(
    'GET',
    `/v1/usage?by=agent&${period()}`,
  )
  expect(body.items).toContainEqual(expect.objectContaining({ key: agentId, name: '', replies: 1 }))
})

test('the audit log records that its owner’s agent was created and changed, without its name', async () => {
  const { body } = await server.ask<{ items: { type: string; subject: string | null; facts: object }[] }>(
    'GET',
    `/v1/audit-log?subjectId=${agentId}`,
  )
  expect(body.items.map(({ type, subject }) => [type, subject])).toEqual([
    ['agent.changed', null],
    ['agent.created', null],
  ])
})

test('a webhook only receives events of everybody’s agents', async () => {
  await vi.waitFor(
    () => expect(receiver.at(HOOK).map(({ body }) => body.data.name)).toContain('Everybody’s'),
    10_000,
  )
  expect(receiver.at(HOOK).filter(({ text }) => text.includes(agentId) || text.includes(SECRET))).toEqual([])
})
