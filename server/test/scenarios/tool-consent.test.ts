import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { MessagePart } from '#contract/message-parts.ts'
import type { ToolApproval } from '#contract/shapes/tool-consent.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import {
  converse,
  endOf,
  follow,
  messagesOf,
  scriptedModels,
  send,
  storedText,
} from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

const DAY_MS = 86_400_000
const SOON = { timeout: 20_000 }

let models: ModelServer
let server: TestServer
let aheadMs = 0
let paid: { input: unknown; key: string }[] = []
let description = 'Pays money out.'

const payOut: ExternalTool = {
  name: 'pay_out',
  get description() {
    return description
  },
  inputSchema: { type: 'object', properties: { amount: { type: 'number' } } },
  hasEffect: true,
  isOpenWorld: false,
  async call(input, { idempotencyKey }) {
    paid.push({ input, key: idempotencyKey })
    return { output: `paid ${paid.length}`, isError: false }
  },
}
const lookUp: ExternalTool = {
  name: 'look_up',
  description: 'Looks something up.',
  inputSchema: { type: 'object', properties: {} },
  hasEffect: false,
  isOpenWorld: false,
  call: async () => ({ output: 'found', isError: false }),
}

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({
    env: { ...scriptedModels(models), PARLEY_TITLES: 'first-words', PARLEY_SUMMARY_EVERY: '0' },
    ports: { tools: [payOut, lookUp] },
    now: () => new Date(Date.now() + aheadMs),
  })
})
afterEach(async () => {
  paid = []
  description = 'Pays money out.'
  await setRules([])
})
afterAll(async () => {
  await server.close()
  await models.close()
})

/** What the model was given last. */
const lastAsked = (what: string) =>
  JSON.stringify((models.requests.at(-1)?.body as Record<string, unknown> | undefined)?.[what])
const setRules = (rules: object[]) => server.ask('PATCH', '/v1/tool-policy', { body: { rules } })

async function newAgent(): Promise<string> {
  const made = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Till', tools: ['pay_out', 'look_up'] },
  })
  return made.body.id
}
async function open(agentId?: string): Promise<string> {
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agentId ?? (await newAgent()) },
  })
  return opened.body.id
}

type ApprovalPart = Extract<MessagePart, { type: 'tool-approval' }>
const approvalsIn = (parts: readonly MessagePart[] = []) =>
  parts.filter((part): part is ApprovalPart => part.type === 'tool-approval')
const partOf = async (conversationId: string, at = 1, token = server.owner) =>
  approvalsIn((await messagesOf(server, conversationId, 'limit=200', token))[at]?.parts)[0]

const pay = { toolCalls: [{ name: 'pay_out', arguments: '{"amount":5}' }] }
const decide = (id: string | undefined, decision: string, more: object = {}, token = server.owner) =>
  server.ask<ToolApproval>('POST', `/v1/tool-approvals/${id}/decide`, { token, body: { decision, ...more } })

/** Asks for a payment; answers once consent is waited for. */
async function askToPay(conversationId: string, ...calls: (typeof pay)[]) {
  models.script({ toolCalls: (calls.length > 0 ? calls : [pay]).flatMap(({ toolCalls }) => toolCalls) })
  const { parts, end } = await converse(server, conversationId, 'Pay Vera.')
  expect(end.state).toBe('completed')
  const whole = parts.flatMap((part) => (part.type === 'part' ? [part.value] : []))
  return approvalsIn(whole)
}
const answerTo = async (conversationId: string, at: number) => {
  await expect
    .poll(async () => (await messagesOf(server, conversationId))[at]?.reply?.state, SOON)
    .toBe('completed')
  return (await messagesOf(server, conversationId))[at]
}

test('a call with an effect waits; once approved, it is made once with the shown arguments, and the agent continues', async () => {
  const id = await open()
  const [asked] = await askToPay(id)
  expect(asked).toMatchObject({ state: 'pending', isTainted: false })
  expect(paid).toEqual([])
  const waiting = await server.ask<{ items: ToolApproval[] }>(
    'GET',
    `/v1/tool-approvals?conversationId=${id}&state=pending`,
  )
  expect(waiting.body.items).toMatchObject([{ id: asked?.approvalId, tool: 'pay_out', input: { amount: 5 } }])

  models.script({ text: ['Paid it.'] })
  const decided = await decide(asked?.approvalId, 'approve')
  expect(decided.status, decided.text).toBe(200)
  expect(decided.body.state).toBe('approved')
  const answer = await answerTo(id, 2)
  expect(storedText(answer)).toBe('Paid it.')
  expect(answer?.parts[0]).toMatchObject({ type: 'tool-result', callId: asked?.callId, output: 'paid 1' })
  expect(paid.map(({ input }) => input)).toEqual([{ amount: 5 }])
  expect(await partOf(id)).toMatchObject({ state: 'approved', decidedBy: expect.any(String) })
  // The model was told of its call and what came of it.
  expect(lastAsked('messages')).toContain('paid 1')

  expect((await decide(asked?.approvalId, 'decline')).status).toBe(409)
  expect(paid).toHaveLength(1)
})

test('declined, nothing is called, and the model is told', async () => {
  const id = await open()
  const [asked] = await askToPay(id)
  models.script({ text: ['I will not.'] })
  expect((await decide(asked?.approvalId, 'decline')).body.state).toBe('denied')
  expect(storedText(await answerTo(id, 2))).toBe('I will not.')
  expect(paid).toEqual([])
  expect(lastAsked('messages')).toContain('The person declined')
})

test('two calls of one answer: it continues only when both are decided', async () => {
  const id = await open()
  const asked = await askToPay(id, pay, { toolCalls: [{ name: 'pay_out', arguments: '{"amount":7}' }] })
  expect(asked).toHaveLength(2)
  await decide(asked[0]?.approvalId, 'decline')
  expect(await messagesOf(server, id)).toHaveLength(2)
  models.script({ text: ['Seven.'] })
  await decide(asked[1]?.approvalId, 'approve')
  await answerTo(id, 2)
  expect(paid.map(({ input }) => input)).toEqual([{ amount: 7 }])
})

test('two devices decide at once: one of them succeeds', async () => {
  const id = await open()
  const [asked] = await askToPay(id)
  models.script({ text: ['Done.'] })
  const both = await Promise.all([decide(asked?.approvalId, 'approve'), decide(asked?.approvalId, 'approve')])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  await answerTo(id, 2)
  expect(paid).toHaveLength(1)
})

test('allowed for the conversation, the same tool needs no further approval there; elsewhere it does', async () => {
  const agentId = await newAgent()
  const id = await open(agentId)
  const [asked] = await askToPay(id)
  models.script({ text: ['Done.'] })
  await decide(asked?.approvalId, 'approve', { always: true })
  await answerTo(id, 2)
  models.script(pay, { text: ['Again.'] })
  await converse(server, id, 'Again.')
  expect(paid).toHaveLength(2)
  expect(await askToPay(await open(agentId))).toHaveLength(1)
})

function sayOverMcp(conversationId: string) {
  const parts = [{ type: 'text', text: '[[say Fine.]]' }]
  const params = { name: 'message_send', arguments: { conversationId, parts } }
  return server.ask('POST', '/mcp', {
    body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params },
    headers: { accept: 'application/json, text/event-stream' },
  })
}
async function sendAsScheduled(conversationId: string) {
  const at = new Date(Date.now() + aheadMs + 60_000).toISOString()
  const made = await server.ask('POST', `/v1/conversations/${conversationId}/scheduled-messages`, {
    body: { text: 'Water the plants.', at },
  })
  expect(made.status, made.text).toBe(201)
  aheadMs += 61_000
}

test.each([
  ['another message', (id: string) => send(server, id, '[[say Fine.]]')],
  [
    'another answer',
    async (id: string) =>
      server.ask('POST', `/v1/messages/${(await messagesOf(server, id))[1]?.id}/regenerate`),
  ],
  [
    'the message said anew',
    async (id: string) =>
      server.ask('POST', `/v1/messages/${(await messagesOf(server, id))[0]?.id}/edit`, {
        body: { parts: [{ type: 'text', text: '[[say Other.]]' }] },
      }),
  ],
  ['a message by another protocol', sayOverMcp],
  ['what the agent says without being asked', sendAsScheduled],
])('%s voids pending approvals', async (_, goOn) => {
  const id = await open()
  const [asked] = await askToPay(id)
  // What the agent says by itself was written before.
  if (goOn !== sendAsScheduled) models.script({ text: ['Other.'] })
  await goOn(id)
  const state = async () =>
    (await server.ask<ToolApproval>('GET', `/v1/tool-approvals/${asked?.approvalId}`)).body.state
  await expect.poll(state, SOON).toBe('void')
  expect((await decide(asked?.approvalId, 'approve')).status).toBe(409)
  expect(paid).toEqual([])
})

test('calls in a visitor’s conversation are approved in the inbox, and by the visitor only if a rule allows it', async () => {
  const agentId = await newAgent()
  const visitor = await newVisitor(server, agentId)
  const ask = async () => {
    models.script(pay)
    const sent = await send(server, visitor.id, 'Pay me.', { token: visitor.token })
    endOf(await follow(server, sent.reply?.id ?? '', undefined, visitor.token))
    const messages = await messagesOf(server, visitor.id, 'limit=200', visitor.token)
    return approvalsIn(messages.at(-1)?.parts)[0]
  }
  const first = await ask()
  expect((await decide(first?.approvalId, 'approve', {}, visitor.token)).status).toBe(403)
  const operator = await server.member('operator')
  models.script({ text: ['Done.'] })
  expect((await decide(first?.approvalId, 'approve', {}, operator.accessToken)).status).toBe(200)
  await expect.poll(() => paid.length, SOON).toBe(1)
  const stranger = await newVisitor(server, agentId)
  await setRules([{ pattern: 'pay_out', verdict: 'ask', personMayDecide: true }])
  await expect
    .poll(async () => (await messagesOf(server, visitor.id)).at(-1)?.reply?.state, SOON)
    .toBe('completed')
  const second = await ask()
  expect((await decide(second?.approvalId, 'approve', {}, stranger.token)).status).toBe(404)
  models.script({ text: ['Done.'] })
  expect((await decide(second?.approvalId, 'approve', {}, visitor.token)).status).toBe(200)
  await expect.poll(() => paid.length, SOON).toBe(2)
})

test('a takeover by a person leaves nothing to decide', async () => {
  const visitor = await newVisitor(server, await newAgent())
  models.script(pay)
  const sent = await send(server, visitor.id, 'Pay me.', { token: visitor.token })
  endOf(await follow(server, sent.reply?.id ?? ''))
  const asked = await partOf(visitor.id)
  expect((await server.ask('POST', `/v1/inbox/conversations/${visitor.id}/take`, { body: {} })).status).toBe(
    200,
  )
  expect(await partOf(visitor.id)).toMatchObject({ state: 'void' })
  expect((await decide(asked?.approvalId, 'approve')).status).toBe(409)
})

test('an expired approval says so, and cannot be approved any more', async () => {
  await server.ask('PATCH', '/v1/tool-policy', { body: { approvalDays: 2 } })
  const id = await open()
  const [asked] = await askToPay(id)
  aheadMs += 3 * DAY_MS
  expect((await decide(asked?.approvalId, 'approve')).status).toBe(409)
  await expect.poll(async () => (await partOf(id))?.state, SOON).toBe('expired')
  expect(await messagesOf(server, id)).toHaveLength(2)
  expect(paid).toEqual([])
})

test('a tool changed after its approval is not called', async () => {
  const id = await open()
  const [asked] = await askToPay(id)
  description = 'Pays all the money out.'
  models.script({ text: ['It changed.'] })
  await decide(asked?.approvalId, 'approve')
  const answer = await answerTo(id, 2)
  expect(answer?.parts[0]).toMatchObject({ type: 'tool-result', isError: true })
  expect(paid).toEqual([])
})

test('a tool forbidden after its approval is not called, and no model sees it', async () => {
  const agentId = await newAgent()
  const id = await open(agentId)
  const [asked] = await askToPay(id)
  const own = { rules: [{ pattern: 'pay*', verdict: 'deny' }] }
  expect((await server.ask('PATCH', `/v1/agents/${agentId}/tool-policy`, { body: own })).status).toBe(200)
  models.script({ text: ['Not allowed.'] })
  await decide(asked?.approvalId, 'approve')
  await answerTo(id, 2)
  expect(paid).toEqual([])
  const offered = lastAsked('tools')
  expect(offered).toContain('look_up')
  expect(offered).not.toContain('pay_out')
  // A model that calls it all the same.
  models.script(pay, { text: ['Well.'] })
  await converse(server, id, 'Try.')
  expect(paid).toEqual([])
})

test('another answer beside the one that made a call does not repeat it', async () => {
  const id = await open()
  const [asked] = await askToPay(id)
  models.script({ text: ['First.'] })
  await decide(asked?.approvalId, 'approve')
  const first = await answerTo(id, 2)
  models.script({ text: ['Second.'] })
  await server.ask('POST', `/v1/messages/${first?.id}/regenerate`)
  await expect.poll(async () => storedText((await messagesOf(server, id)).at(-1)), SOON).toBe('Second.')
  expect(paid).toHaveLength(1)
  expect(lastAsked('messages')).toContain('paid 1')
})

test('a continued answer may need further approvals', async () => {
  const id = await open()
  const [first] = await askToPay(id)
  models.script(pay)
  await decide(first?.approvalId, 'approve')
  const second = approvalsIn((await answerTo(id, 2))?.parts)[0]
  expect(second).toMatchObject({ state: 'pending' })
  expect(second?.callId).not.toBe(first?.callId)
  models.script({ text: ['Both.'] })
  await decide(second?.approvalId, 'approve')
  expect(storedText(await answerTo(id, 3))).toBe('Both.')
  expect(paid).toHaveLength(2)
  expect(new Set(paid.map(({ key }) => key)).size).toBe(2)
})

test('if nobody can approve, such a tool is not called, and the model is told why', async () => {
  const agentId = await newAgent()
  models.script(pay, { text: ['I would have paid.'] })
  const { text } = await server.ask('POST', '/v1/chat/completions', {
    body: { model: agentId, messages: [{ role: 'user', content: 'Pay.' }] },
  })
  expect(text).toContain('I would have paid.')
  expect(lastAsked('messages')).toContain('nobody can give it here')
  expect(paid).toEqual([])
})

test('a copy of the conversation has nothing to decide', async () => {
  const id = await open()
  const [asked] = await askToPay(id)
  const messageId = (await messagesOf(server, id))[1]?.id
  const copy = await server.ask<{ id: string }>('POST', `/v1/conversations/${id}/branch`, {
    body: { messageId },
  })
  expect(await partOf(copy.body.id)).toMatchObject({ approvalId: asked?.approvalId, state: 'void' })
  expect(await partOf(id)).toMatchObject({ state: 'pending' })
})
