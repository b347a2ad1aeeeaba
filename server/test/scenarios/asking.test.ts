import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Searched } from '#contract/shapes/conversation.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import { converse, messagesOf, scriptedModels } from '#test/support/conversation.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: Awaited<ReturnType<typeof startModelServer>>
let server: TestServer
let knowledgeBaseId: string

const HANDBOOK = `# Opening hours

The shop opens at nine in the morning and closes at six in the evening, from Monday to Saturday.

# Returns

Goods can be returned within thirty days. The money is paid back within five working days.
`

const isReady = (documentId: string) =>
  vi.waitFor(
    async () =>
      expect((await server.ask('GET', `/v1/documents/${documentId}`)).body).toMatchObject({ state: 'ready' }),
    { timeout: 45_000, interval: 30 },
  )

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  knowledgeBaseId = (
    await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', { body: { name: 'Handbook' } })
  ).body.id
  const { body } = await server.ask<{ id: string }>(
    'POST',
    `/v1/knowledge-bases/${knowledgeBaseId}/documents`,
    {
      body: { name: 'handbook.md', text: HANDBOOK },
    },
  )
  await isReady(body.id)
})
afterAll(async () => {
  await server.close()
  await models.close()
})

async function talkTo(unsupportedClaims: string) {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Desk', knowledgeBaseIds: [knowledgeBaseId], unsupportedClaims },
  })
  expect(agent.body).toMatchObject({ unsupportedClaims })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  return opened.body.id
}

async function answerTo(conversationId: string, text: string) {
  const heard = await converse(server, conversationId, text)
  const last = (await messagesOf(server, conversationId)).at(-1)
  return { ...heard, stored: last?.parts ?? [], searched: last?.reply?.searched ?? null }
}

const kinds = (parts: readonly MessagePart[]) => parts.map(({ type }) => type)

const KNOWN = 'Goods can be returned within thirty days.'
const INVENTED = 'Every customer receives a golden elephant.'

test('greetings and thanks trigger no search', async () => {
  const conversationId = await talkTo('show')
  expect((await answerTo(conversationId, 'Hello!')).searched).toBeNull()
  expect((await answerTo(conversationId, 'When does the shop open?')).searched).toMatchObject({
    origin: 'question',
    knowledgeBaseIds: [knowledgeBaseId],
  } satisfies Partial<Searched>)
})

test('a question that depends on the conversation is rewritten before the search', async () => {
  const conversationId = await talkTo('show')
  await answerTo(conversationId, 'When does the shop open in the morning?')
  const before = models.requests.length
  // The scripted model says what it is told to, and so to the request for other words too.
  const { searched } = await answerTo(
    conversationId,
    'And how long does that take? [[say How long does it take until money is paid back?]]',
  )
  expect(models.requests.length - before).toBe(2)
  expect(searched).toMatchObject({
    origin: 'rewritten',
    query: 'How long does it take until money is paid back?',
  })
  expect(searched?.passages).toBeGreaterThan(0)
})

test('if the model does not rewrite it, the previous question is added to the search', async () => {
  const conversationId = await talkTo('show')
  await answerTo(conversationId, 'When does the shop open in the morning?')
  models.script({ fail: '400' })
  const { searched, text } = await answerTo(conversationId, 'And on Monday? [[say At nine.]]')
  expect(text).toBe('At nine.')
  expect(searched).toMatchObject({ origin: 'joined' })
})

test('an agent that marks unsupported claims says where they are', async () => {
  const conversationId = await talkTo('flag')
  const { stored, searched } = await answerTo(
    conversationId,
    `May goods be returned? [[say ${KNOWN} ${INVENTED}]]`,
  )
  const [text] = stored
  const marked = stored.filter((part) => part.type === 'unsupported')
  expect(marked).toHaveLength(1)
  const { start, end } = marked[0]?.answerRange ?? { start: 0, end: 0 }
  expect(text?.type === 'text' && text.text.slice(start, end)).toBe(INVENTED)
  expect(searched).toMatchObject({ claims: 2, supported: 1, withheld: 0 })
})

test('unsupported sentences are withheld from streams as well as from readers', async () => {
  const conversationId = await talkTo('withhold')
  const { parts, stored, searched } = await answerTo(
    conversationId,
    `May goods be returned? [[think ${INVENTED}]][[say ${KNOWN} ${INVENTED} ${KNOWN}]]`,
  )
  expect(JSON.stringify(parts)).not.toContain('elephant')
  expect(JSON.stringify(stored)).not.toContain('elephant')
  expect(stored).toContainEqual({ type: 'withheld', sentences: 1, isHandedOff: false })
  expect(kinds(stored)).toContain('source')
  expect(searched).toMatchObject({ claims: 3, supported: 2, withheld: 1 })
})

test('an answer with nothing left says so, and a person is requested', async () => {
  const conversationId = await talkTo('handoff')
  const { text, stored, parts } = await answerTo(conversationId, `May goods be returned? [[say ${INVENTED}]]`)
  expect(text).toContain('A person has been asked')
  expect(stored).toContainEqual({ type: 'withheld', sentences: 1, isHandedOff: true })
  const replyId = parts.at(-1)?.replyId
  const tenant = await server.ask<{ id: string }>('GET', '/v1/tenant')
  const events = await server.app.database.read(tenant.body.id, (tx) =>
    tx.selectFrom('events').select('payload').where('type', '=', 'handoff.requested').execute(),
  )
  expect(events.map(({ payload }) => (payload as { replyId: string }).replyId)).toEqual([replyId])
})

test('a knowledge base with a higher weight comes first', async () => {
  const make = async (name: string) => {
    const knowledgeBase = await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', { body: { name } })
    const { body } = await server.ask<{ id: string }>(
      'POST',
      `/v1/knowledge-bases/${knowledgeBase.body.id}/documents`,
      {
        body: { name: `${name}.md`, text: `The parking garage ${name} costs four coins an hour.` },
      },
    )
    await isReady(body.id)
    return knowledgeBase.body.id
  }
  const ids = [await make('north'), await make('south')]
  for (const [heavier, name] of [
    [ids[0], 'north'],
    [ids[1], 'south'],
  ] as const) {
    const agent = await server.ask<{ id: string; knowledgeBaseWeights: unknown }>('POST', '/v1/agents', {
      body: {
        name: 'Guide',
        knowledgeBaseIds: ids,
        knowledgeBaseWeights: [{ knowledgeBaseId: heavier, weight: 5 }],
      },
    })
    expect(agent.body.knowledgeBaseWeights).toEqual([{ knowledgeBaseId: heavier, weight: 5 }])
    const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
      body: { agentId: agent.body.id },
    })
    await converse(server, opened.body.id, 'What does the parking garage cost for an hour?')
    const shown = JSON.stringify(models.requests.at(-1))
    const places = ['north', 'south'].map((place) => shown.indexOf(`garage ${place}`))
    expect(places.indexOf(Math.min(...places))).toBe(name === 'north' ? 0 : 1)
  }
})
