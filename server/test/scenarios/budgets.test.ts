import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Budget } from '#contract/shapes/budget.ts'
import { converse, messagesOf } from '#test/support/conversation.ts'
import { startModelServer, type ModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

let models: ModelServer
let server: TestServer
const directory = mkdtempSync(join(tmpdir(), 'parley-budgets-'))

beforeAll(async () => {
  models = await startModelServer()
  const file = join(directory, 'models.yaml')
  const model = (id: string, price: string) => `
- provider: openai-compatible
  id: local/${id}
  model: ${id}
  baseUrl: ${models.openaiBaseUrl}
  ${price}`
  writeFileSync(
    file,
    model('dear', 'price: { input: 0, output: 1000, currency: EUR }\n  default: true') +
      model('cheap', 'price: { input: 0, output: 1, currency: EUR }') +
      model('unpriced', ''),
  )
  server = await openTestServer({
    env: { PARLEY_MODELS_FILE: file, PARLEY_TITLES: 'first-words', PARLEY_INBOX_SUMMARIES: 'off' },
  })
})

afterAll(async () => {
  await server.close()
  await models.close()
  rmSync(directory, { recursive: true })
})

afterEach(async () => {
  for (const { id } of await budgets()) await server.ask('DELETE', `/v1/budgets/${id}`)
})

const budgets = async () => (await server.ask<{ items: Budget[] }>('GET', '/v1/budgets')).body.items

async function budget(body: object): Promise<Budget> {
  const made = await server.ask<Budget>('POST', '/v1/budgets', {
    body: { kind: 'tenant', currency: 'EUR', ...body },
  })
  expect(made.text).toContain('"id"')
  return made.body
}

/** A conversation with a new agent. */
async function talkWith(facts: object = {}) {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: `Agent ${Math.random()}`, model: null, maxOutputTokens: 10, ...facts },
  })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  return { agentId: agent.body.id, conversationId: opened.body.id }
}

/** Has the next answer take so many tokens of output. */
const costing = (outputTokens: number) =>
  models.script({
    raw: {
      status: 200,
      contentType: 'text/event-stream',
      packets: [
        'data: {"choices":[{"delta":{"content":"Hello."},"finish_reason":"stop"}]}\n\n',
        `data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":${outputTokens}}}\n\ndata: [DONE]\n\n`,
      ],
    },
  })

const answerIn = async (conversationId: string): Promise<MessagePart[]> =>
  (await messagesOf(server, conversationId)).findLast(({ role }) => role === 'assistant')?.parts ?? []

const thresholdsIn = (parts: readonly MessagePart[]) =>
  parts.flatMap((part) => (part.type === 'limited' ? [part.threshold] : []))

test('a budget warns, then uses a cheaper model, and then only documents', async () => {
  const { id } = await budget({
    amount: 0.1,
    warnAt: 50,
    cheaperAt: 70,
    cheaperModel: 'local/cheap',
    knowledgeAt: 90,
  })
  const { conversationId } = await talkWith()
  costing(60)
  await converse(server, conversationId, 'One?')
  expect((await budgets())[0]).toMatchObject({
    threshold: 'warned',
    spent: { amount: 0.06, reservedAmount: 0, percent: 60 },
  })
  expect(thresholdsIn(await answerIn(conversationId))).toEqual([])

  costing(15)
  await converse(server, conversationId, 'Two?')
  expect((await budgets())[0]).toMatchObject({ threshold: 'cheaper-model', spent: { percent: 75 } })

  costing(10_000)
  const third = await converse(server, conversationId, 'Three?')
  expect(third.end.usage.model).toBe('local/cheap')
  expect(thresholdsIn(await answerIn(conversationId))).toEqual(['cheaper-model'])
  expect((await budgets())[0]).toMatchObject({ spent: { amount: 0.085 } })

  await server.ask('PATCH', `/v1/budgets/${id}`, { body: { amount: 0.05 } })
  const asked = models.requests.length
  const fourth = await converse(server, conversationId, 'Four?')
  expect(models.requests.length).toBe(asked)
  expect(fourth.end.state).toBe('completed')
  const parts = await answerIn(conversationId)
  expect(thresholdsIn(parts)).toEqual(['knowledge-only'])
  expect(parts.map((part) => (part.type === 'text' ? part.text : ''))).toEqual([
    'For now I can only quote our documents.',
    '',
    'I found nothing about this there.',
  ])
  const { text } = await server.ask('GET', '/v1/audit-log?limit=100')
  expect([...text.matchAll(/"threshold":"([^"]+)"/g)].map(([, threshold]) => threshold)).toEqual([
    'cheaper-model',
    'warned',
  ])
})

test('a dead process’s reservation is released, and counts as spent', async () => {
  const { id } = await budget({ amount: 1 })
  const { conversationId } = await talkWith()
  costing(10)
  await converse(server, conversationId, 'One?')
  const tenantId = (await server.ask<{ id: string }>('GET', '/v1/tenant')).body.id
  await server.app.database.write(tenantId, async (tx) => {
    const row = await tx
      .selectFrom('budget_spending')
      .selectAll()
      .where('budget_id', '=', id)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('budget_reservations')
      .values({
        tenant_id: tenantId,
        id,
        budget_id: id,
        subject_id: row.subject_id,
        period_begins: row.period_begins,
        nanos: 300_000_000,
        tokens: 0,
        expires_at: new Date(Date.now() - 60_000),
      })
      .execute()
    await tx
      .updateTable('budget_spending')
      .set({ reserved_nanos: 300_000_000 })
      .where('budget_id', '=', id)
      .execute()
  })
  expect((await budgets())[0]?.spent).toMatchObject({ amount: 0.01, reservedAmount: 0 })
  costing(10)
  await converse(server, conversationId, 'Two?')
  expect((await budgets())[0]?.spent).toMatchObject({ amount: 0.32, reservedAmount: 0 })
  const left = await server.app.database.read(tenantId, (tx) =>
    tx
      .selectFrom('budget_spending')
      .select(['reserved_nanos'])
      .where('budget_id', '=', id)
      .executeTakeFirst(),
  )
  expect(left?.reserved_nanos).toBe(0)
})

test('an agent, everybody and a member have separate budgets', async () => {
  const one = await talkWith()
  const other = await talkWith()
  await budget({ kind: 'agent', agentId: one.agentId, amount: 0.001 })
  costing(5)
  await converse(server, one.conversationId, 'One?')
  await converse(server, one.conversationId, 'Two?')
  expect(thresholdsIn(await answerIn(one.conversationId))).toEqual(['knowledge-only'])
  await converse(server, other.conversationId, 'Three?')
  expect(thresholdsIn(await answerIn(other.conversationId))).toEqual([])

  await budget({ kind: 'person', amount: 0.001, period: 'day' })
  costing(5)
  await converse(server, other.conversationId, 'Four?')
  await converse(server, other.conversationId, 'Five?')
  expect(thresholdsIn(await answerIn(other.conversationId))).toEqual(['knowledge-only'])
  const { body: me } = await server.ask<{ member: { id: string } }>('GET', '/v1/me')
  await budget({ kind: 'person', memberId: me.member.id, amount: 100, period: 'day' })
  await converse(server, other.conversationId, 'Six?')
  expect(thresholdsIn(await answerIn(other.conversationId))).toEqual([])
})

test('models without a price are counted by tokens', async () => {
  await budget({ amount: null, currency: null, tokens: 100 })
  const { conversationId } = await talkWith({ model: 'local/unpriced' })
  costing(99)
  await converse(server, conversationId, 'One?')
  expect((await budgets())[0]?.spent).toMatchObject({ amount: 0, tokens: 100 })
  await converse(server, conversationId, 'Two?')
  expect(thresholdsIn(await answerIn(conversationId))).toEqual(['knowledge-only'])
})

/** An agent who may quote these words. */
async function quoting(text: string, facts: object = {}) {
  const knowledgeBase = await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    body: { name: `S ${Math.random()}` },
  })
  const knowledgeBaseId = knowledgeBase.body.id
  await server.ask('POST', `/v1/knowledge-bases/${knowledgeBaseId}/documents`, {
    body: { name: 'returns.md', text },
  })
  await vi.waitFor(
    async () => {
      const { body } = await server.ask<{ passageCount: number }>(
        'GET',
        `/v1/knowledge-bases/${knowledgeBaseId}`,
      )
      expect(body.passageCount).toBeGreaterThan(0)
    },
    { timeout: 30_000 },
  )
  return talkWith({ knowledgeBaseIds: [knowledgeBaseId], ...facts })
}

test('with a used-up budget, documents are quoted with sources, and nothing is charged', async () => {
  await budget({ amount: 0.001 })
  const sentence = 'A refund for a broken kettle is paid within five working days.'
  const { conversationId } = await quoting(`# Returns\n\n${sentence} Keep the receipt.`)
  costing(5)
  await converse(server, conversationId, 'Hello!')
  const [before] = await budgets()
  expect(before?.threshold).toBe('knowledge-only')
  const asked = models.requests.length
  const { end } = await converse(server, conversationId, 'When is the refund for a broken kettle paid?')
  expect(models.requests.length).toBe(asked)
  expect(end).toMatchObject({ state: 'completed', usage: { model: 'offline/quoting' } })
  const parts = await answerIn(conversationId)
  const said = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  expect(said[0]).toBe('For now I can only quote our documents.')
  expect(said.at(-1)).toContain(sentence)
  const sources = parts.filter((part) => part.type === 'source')
  expect(sources.length).toBeGreaterThan(0)
  expect(sources[0]).toMatchObject({ documentName: 'returns.md' })
  expect((await budgets())[0]?.spent).toEqual(before?.spent)
})

test('a visitor gets a person if a budget says so', async () => {
  await budget({ amount: 0.001, personAt: 100 })
  const { agentId } = await talkWith()
  const { token, id: conversationId } = await newVisitor(server, agentId)
  const say = (text: string) =>
    server.ask('POST', `/v1/conversations/${conversationId}/messages`, {
      token,
      body: { parts: [{ type: 'text', text }] },
    })
  costing(5)
  await say('One?')
  await vi.waitFor(async () => expect((await budgets())[0]?.threshold).toBe('person'), { timeout: 30_000 })
  await say('Two?')
  await vi.waitFor(
    async () => {
      const inbox = await server.ask('GET', `/v1/inbox/conversations/${conversationId}`)
      expect(inbox.text).toContain('"budget"')
    },
    { timeout: 30_000 },
  )
  const { body } = await server.ask<{ items: { parts: MessagePart[] }[] }>(
    'GET',
    `/v1/conversations/${conversationId}/messages`,
    { token },
  )
  expect(JSON.stringify(body)).toMatch(/"threshold":"person"/)
  expect(JSON.stringify(body)).toMatch(/Nobody is here right now|getting a person/)
})

test.each([
  [{ amount: 1, currency: null }, 'currency'],
  [{ amount: null, currency: null }, 'amount'],
  [{ amount: 1, cheaperAt: 50 }, 'cheaperModel'],
  [{ amount: 1, warnAt: 40, cheaperAt: 50, cheaperModel: 'local/none' }, 'model'],
  [{ amount: 1, warnAt: 90, knowledgeAt: 80 }, 'knowledgeAt'],
  [{ amount: 1, kind: 'agent' }, 'agentId'],
])('an invalid budget is refused: %j', async (body, path) => {
  const answer = await server.ask<{ code: string; errors: { path: string }[] }>('POST', '/v1/budgets', {
    body: { kind: 'tenant', currency: 'EUR', ...body },
  })
  expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path }] })
})

// The last one: not every scripted answer is fetched.
test('a hundred concurrent calls overdraw a budget by at most one reservation', async () => {
  await budget({ amount: 0.1 })
  // Each reserves and takes 0.01.
  const { agentId } = await talkWith()
  const asked = models.requests.length
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, at) => {
      costing(10)
      return server.ask<{ choices: { message: { content: string } }[] }>('POST', '/v1/chat/completions', {
        body: { model: agentId, messages: [{ role: 'user', content: `Number ${at}?` }] },
      })
    }),
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
  const calls = models.requests.length - asked
  expect(calls).toBeGreaterThan(0)
  expect(calls).toBeLessThanOrEqual(11)
  const [after] = await budgets()
  expect(after?.spent.amount).toBeLessThanOrEqual(0.11 + 1e-9)
  expect(after?.spent.reservedAmount).toBe(0)
})
