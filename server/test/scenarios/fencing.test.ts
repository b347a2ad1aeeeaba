import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExternalTool } from '#kernel/ports.ts'
import {
  endOf,
  follow,
  messagesOf,
  scriptedModels,
  send,
  storedText,
  textOf,
} from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let release: (() => void)[] = []
const effects: string[] = []

/** A tool whose effect is seen at once and whose answer comes only when the test says so. */
const payOut: ExternalTool = {
  name: 'pay_out',
  description: 'Pays money out.',
  inputSchema: { type: 'object', properties: {} },
  hasEffect: true,
  async call(_input, { idempotencyKey }) {
    effects.push(idempotencyKey)
    await new Promise<void>((resolve) => release.push(resolve))
    return { output: 'paid', isError: false }
  },
}

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({
    env: scriptedModels(models),
    ports: { tools: [payOut] },
    settings: { leaseMs: 60_000 },
  })
  await server.ask('PATCH', '/v1/tool-policy', {
    body: { rules: [{ pattern: 'pay_out', verdict: 'allow' }] },
  })
})
afterAll(async () => {
  for (const letGo of release) letGo()
  await server.close()
  await models.close()
})

async function openWithTool(): Promise<string> {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Till', tools: ['pay_out'] },
  })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  return opened.body.id
}

/** What happens to the leases of a process that freezes: they run out, and another takes its jobs. */
const letLeasesRunOut = () =>
  server.app.database.system(
    async (tx) =>
      void (await sql`UPDATE jobs SET lease_until = now() - interval '1 second', lease_owner = 'frozen' WHERE state = 'running'`.execute(
        tx,
      )),
  )

test('a tool with an effect is never called twice, whoever continues the reply', async () => {
  const conversationId = await openWithTool()
  const { reply } = await send(server, conversationId, '[[tool pay_out {}]][[say Paid.]]')
  await expect.poll(() => effects.length).toBe(1)
  await letLeasesRunOut()
  const parts = await follow(server, reply?.id ?? '')
  expect(endOf(parts)).toMatchObject({ state: 'interrupted', code: 'unavailable' })
  for (const go of release.splice(0)) go()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(effects).toHaveLength(1)
  // The one that was frozen woke up and wanted to end the reply its own way.
  const state = await server.ask<{ state: string }>('GET', `/v1/replies/${reply?.id}`)
  expect(state.body.state).toBe('interrupted')
})

test('a writer that lost its lease cannot write: the reply ends once, with the text of the later attempt', async () => {
  const conversationId = await openWithTool()
  const { reply } = await send(server, conversationId, '[[model ttft=100 tps=20 tokens=60]]')
  const following = follow(server, reply?.id ?? '')
  await new Promise((resolve) => setTimeout(resolve, 900))
  await letLeasesRunOut()
  const parts = await following
  expect(parts.map(({ type }) => type)).toContain('superseded')
  expect(endOf(parts).state).toBe('completed')
  const [, answer] = await messagesOf(server, conversationId)
  expect(answer?.reply).toMatchObject({ attempt: 2, state: 'completed' })
  expect(storedText(answer)).toBe(textOf(parts))
})

test('an agent’s write under an older epoch is refused', async () => {
  const conversationId = await openWithTool()
  const { reply } = await send(server, conversationId, '[[model ttft=50 tps=20 tokens=60]]')
  await new Promise((resolve) => setTimeout(resolve, 300))
  const tenantId = (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
  await server.app.database.write(
    tenantId,
    async (tx) =>
      void (await tx
        .updateTable('conversations')
        .set({ control_epoch: (eb) => eb('control_epoch', '+', 1) })
        .where('id', '=', conversationId)
        .execute()),
  )
  const before = storedText((await messagesOf(server, conversationId))[1])
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect(storedText((await messagesOf(server, conversationId))[1])).toBe(before)
  expect(reply?.id).toBeDefined()
})
