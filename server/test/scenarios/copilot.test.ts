import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { CompletionStreamPart } from '#contract/shapes/completion.ts'
import { follow, messagesOf, scriptedModels, send, storedText } from '#test/support/conversation.ts'
import { makeAgent, OPENING, openHandbook } from '#test/support/handbook.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

let models: ModelServer
let server: TestServer
let agentId: string
let operator: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: { ...scriptedModels(models), PARLEY_INBOX_SUMMARIES: 'on' } })
  agentId = (await makeAgent(server, { knowledgeBaseIds: [await openHandbook(server)] })).id
  operator = (await server.member('operator')).accessToken
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const clientOf = (token: string) => openClient({ baseUrl: server.url, credentials: { apiKey: token } })
const copilot = () => clientOf(operator).copilot
const inbox = () => clientOf(operator).inbox

async function talking(...said: string[]) {
  const visitor = await newVisitor(server, agentId)
  for (const text of said) {
    const { reply } = await send(server, visitor.id, text, { token: visitor.token })
    if (reply) await follow(server, reply.id, undefined, visitor.token)
  }
  return visitor
}
const read = ({ id, token }: { id: string; token: string }) => messagesOf(server, id, 'limit=200', token)

async function collect(stream: AsyncIterable<CompletionStreamPart>) {
  const parts: CompletionStreamPart[] = []
  for await (const part of stream) parts.push(part)
  const text = parts.flatMap((part) => (part.type === 'text-delta' ? [part.text] : [])).join('')
  const sources = parts.flatMap((part) =>
    part.type === 'part' && part.value.type === 'source' ? [part.value.quote] : [],
  )
  return { parts, text, sources }
}

const purposes = async () =>
  (
    await server.ask<{ lines: { key: string }[] }>(
      'GET',
      `/v1/usage?by=purpose&from=${day(-1)}&to=${day(1)}&timeZone=UTC`,
    )
  ).text
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('a draft is written from knowledge with sources, and its reader sees nothing of it', async () => {
  const visitor = await talking('Hello')
  await inbox().take(visitor.id)
  await send(server, visitor.id, 'When does the shop open?', { token: visitor.token })
  const before = await read(visitor)
  models.script({ text: [OPENING], when: 'You draft for a person' })
  const { text, sources, parts } = await collect(copilot().draft(visitor.id, { hint: 'Name the hours.' }))
  expect(text).toBe(OPENING)
  expect(sources.join()).toContain('opens at nine')
  expect(parts.at(-1)).toMatchObject({ type: 'reply-end', state: 'completed' })
  expect(JSON.stringify(models.requests.at(-1)?.body)).toContain('Name the hours.')
  expect(await read(visitor)).toEqual(before)
  expect((await inbox().entries(visitor.id)).items.map(({ kind }) => kind)).toEqual(['handed'])
  expect(await purposes()).toContain('copilot')
})

test('only operators get drafts', async () => {
  const visitor = await talking('Hello')
  const asked = await server.ask('POST', `/v1/inbox/conversations/${visitor.id}/draft`, {
    token: visitor.token,
    body: {},
  })
  expect(asked.body).toMatchObject({ code: 'forbidden' })
})

test('a talk that ends with a request for a person is summarized once, and again on request', async () => {
  const visitor = await talking('I never got my parcel 4711.', 'It is still not here!')
  const written = { asked: 'Parcel 4711 is missing.', tried: 'The agent looked.', mood: 'annoyed' }
  models.script({ text: [JSON.stringify(written)], when: 'has read nothing yet' })
  await send(server, visitor.id, 'human', { token: visitor.token })
  const summaries = async () =>
    (await inbox().entries(visitor.id)).items.filter(({ kind }) => kind === 'summary')
  await expect.poll(async () => (await summaries()).map(({ summary }) => summary)).toEqual([written])
  models.script({
    text: ['{"asked":"包裹 4711 没有到。","tried":"","mood":"angry"}'],
    when: 'in the language zh-CN',
  })
  await copilot().sumUp(visitor.id, { language: 'zh-CN' })
  expect((await summaries()).map(({ summary }) => summary)).toEqual([
    { asked: '包裹 4711 没有到。', tried: '', mood: 'angry' },
  ])
  const seen = JSON.stringify([
    await read(visitor),
    (await server.ask('GET', `/v1/conversations/${visitor.id}`, { token: visitor.token })).body,
  ])
  expect(seen).not.toContain('missing')
  expect(seen).not.toContain('没有到')
})

test('a conversation that starts with a request for a person is not summarized', async () => {
  const visitor = await newVisitor(server, agentId)
  const asked = models.requests.length
  await send(server, visitor.id, 'human', { token: visitor.token })
  await expect
    .poll(
      async () =>
        (await server.ask<{ counts: { waiting: number; running: number } }>('GET', '/v1/jobs')).body.counts,
    )
    .toMatchObject({ waiting: 0, running: 0 })
  expect(models.requests).toHaveLength(asked)
  expect((await inbox().entries(visitor.id)).items.map(({ kind }) => kind)).toEqual(['handed'])
})

test('a message is translated once per language', async () => {
  const visitor = await talking('Wo ist mein Paket?')
  const [message] = await read(visitor)
  models.script({ text: ['Where is my parcel?'], when: 'into the language en' })
  const first = await copilot().translate(message?.id ?? '', { language: 'en' })
  const asked = models.requests.length
  expect(first).toEqual({ text: 'Where is my parcel?', isKept: false })
  expect(await copilot().translate(message?.id ?? '', { language: 'en' })).toEqual({ ...first, isKept: true })
  expect(models.requests).toHaveLength(asked)
  await expect(
    clientOf(visitor.token).copilot.translate(message?.id ?? '', { language: 'en' }),
  ).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('an answer is translated into the recipient’s language, and not sent', async () => {
  const visitor = await talking('Wo ist mein Paket?')
  const before = await read(visitor)
  models.script({ text: ['Es ist unterwegs.'], when: 'SAMPLE:' })
  expect((await copilot().translateAnswer(visitor.id, { text: 'It is on its way.' })).text).toBe(
    'Es ist unterwegs.',
  )
  const body = JSON.stringify(models.requests.at(-1)?.body)
  expect(body).toContain('Wo ist mein Paket?')
  expect(body).toContain('It is on its way.')
  expect(await read(visitor)).toEqual(before)
})

test('an empty model response is reported as a failure, and the conversation stays unchanged', async () => {
  const visitor = await talking('Hello')
  models.script({ text: [''], when: 'SAMPLE:' })
  const before = await read(visitor)
  await expect(copilot().translateAnswer(visitor.id, { text: 'It is on its way.' })).rejects.toMatchObject({
    code: 'upstream_failed',
  })
  expect(await read(visitor)).toEqual(before)
})

test('without a model, drafts quote the sources, and everything else says why it is impossible', async () => {
  await using quoting = await openTestServer()
  const token = (await quoting.member('operator')).accessToken
  const { copilot: offline } = openClient({ baseUrl: quoting.url, credentials: { apiKey: token } })
  const agent = await makeAgent(quoting, { knowledgeBaseIds: [await openHandbook(quoting)] })
  const visitor = await newVisitor(quoting, agent.id)
  await send(quoting, visitor.id, 'When does the shop open in the morning?', { token: visitor.token })
  const { text, sources } = await collect(offline.draft(visitor.id))
  expect(text).toContain('opens at nine')
  expect(sources).not.toEqual([])
  const why = {
    code: 'precondition_failed',
    message: expect.stringContaining('No language model is connected'),
  }
  await expect(offline.sumUp(visitor.id)).rejects.toMatchObject(why)
  const [message] = await messagesOf(quoting, visitor.id, 'limit=9', visitor.token)
  await expect(offline.translate(message?.id ?? '', { language: 'zh-CN' })).rejects.toMatchObject(why)
  await expect(offline.translateAnswer(visitor.id, { text: 'Hello' })).rejects.toMatchObject(why)
  const other = await newVisitor(quoting, agent.id)
  await send(quoting, other.id, 'Do you like jazz?', { token: other.token })
  await expect(collect(offline.draft(other.id))).rejects.toMatchObject(why)
  expect(storedText(message)).toContain('When does')
})
