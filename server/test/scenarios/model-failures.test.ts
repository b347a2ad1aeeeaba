import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ModelFailure, ReplyCode } from '#contract/error-codes.ts'
import type { FailedModel } from '#contract/shapes/model.ts'
import { follow, endOf, send } from '#test/support/conversation.ts'
import { makeAgent } from '#test/support/handbook.ts'
import type { ScriptedReply } from '#test/support/model-server/scripted-reply.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

const KEY = 'sk-test-1f0e9d8c7b6a5948'

let models: ModelServer
let server: TestServer
let passedMs = 0
beforeAll(async () => {
  models = await startModelServer()
  const file = join(tmpdir(), `parley-failures-${process.pid}.yaml`)
  const entry = (id: string, baseUrl: string) =>
    `- { provider: openai-compatible, id: ${id}, model: scripted, baseUrl: '${baseUrl}', apiKey: ${KEY}, firstByteTimeoutMs: 2500 }\n`
  await writeFile(
    file,
    entry('local/one', models.openaiBaseUrl) + entry('local/gone', 'http://127.0.0.1:9/v1'),
  )
  server = await openTestServer({
    env: { PARLEY_MODELS_FILE: file },
    now: () => new Date(Date.now() + passedMs),
  })
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const refusal = (status: number, error: object | string): Partial<ScriptedReply> => ({
  raw: { status, contentType: 'application/json', packets: [JSON.stringify({ error })] },
})
const words = (message: string, code?: string) => ({ message, ...(code && { code }) })

/** What a provider does, and what it is called. */
const failures: [ModelFailure, Partial<ScriptedReply>][] = [
  ['model_key_refused', refusal(401, words(`Incorrect API key provided: ${KEY}.`))],
  ['model_key_refused', refusal(403, words('This project may not use it.'))],
  ['model_not_found', refusal(404, words('The model scripted does not exist.'))],
  ['model_rate_limited', refusal(429, words('Slow down.'))],
  ['model_quota_exceeded', refusal(429, words('You exceeded your quota.', 'insufficient_quota'))],
  ['model_failed', refusal(500, words('The server had an error.'))],
  ['model_overloaded', refusal(503, words('Overloaded.'))],
  ['model_timed_out', { fail: 'hang', at: 0 }],
  ['model_content_refused', refusal(400, words('The response was filtered.', 'content_filter'))],
  ['model_context_exceeded', refusal(400, words('Too many tokens.', 'context_length_exceeded'))],
  ['model_request_refused', refusal(400, words('Unknown parameter.'))],
]

/** These are tried three times. */
const RETRIED: readonly unknown[] = [429, 500, 503]

async function failFor(who: 'member' | 'visitor', reply: Partial<ScriptedReply> | null) {
  // The same failure is told once a minute.
  passedMs += 61_000
  const isQuota = String(reply?.raw?.packets[0]).includes('insufficient_quota')
  const tries = RETRIED.includes(reply?.raw?.status) && !isQuota ? 3 : 1
  models.script(...(reply ? Array.from({ length: tries }, () => reply) : []))
  const agent = await makeAgent(server, { model: reply ? 'local/one' : 'local/gone' })
  const opened = { token: server.owner, id: '' }
  if (who === 'visitor') Object.assign(opened, await newVisitor(server, agent.id))
  else {
    const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', {
      body: { agentId: agent.id },
    })
    opened.id = body.id
  }
  const sent = await send(server, opened.id, 'Hello?', { token: opened.token })
  const parts = await follow(server, sent.reply?.id ?? '', undefined, opened.token)
  const messages = await server.ask('GET', `/v1/conversations/${opened.id}/messages`, { token: opened.token })
  return { end: endOf(parts), told: JSON.stringify(parts) + messages.text }
}
const failedModels = async (token = server.owner) =>
  (await server.ask<{ items: FailedModel[] }>('GET', '/v1/failed-models', { token })).body.items

test.each(failures)('%s is reported to members and to those who manage models', async (code, reply) => {
  const { end, told } = await failFor('member', reply)
  expect(end).toMatchObject({ state: 'failed', code })
  expect(ReplyCode.options).toContain(code)
  const said = /"message":"([^"]*?)"/.exec(String(reply.raw?.packets[0] ?? ''))?.[1] ?? null
  if (said) expect(told).not.toContain(said)
  const [last] = await failedModels()
  expect(last).toMatchObject({ model: 'local/one', connectionId: null, failure: code })
  expect(last?.said ?? null).toBe(said && said.replace(KEY, '…'))
  expect(JSON.stringify(last)).not.toContain(KEY)
})

test.each(failures)('%s is reported to visitors without the provider’s words', async (code, reply) => {
  const { end, told } = await failFor('visitor', reply)
  expect(end).toMatchObject({ state: 'failed', code })
  for (const said of [
    KEY,
    'Slow down',
    'does not exist',
    'had an error',
    'filtered',
    'tokens.',
    'parameter.',
  ])
    expect(told).not.toContain(said)
})

test('a missing provider is reported too', async () => {
  expect((await failFor('member', null)).end).toMatchObject({ code: 'model_unreachable' })
  expect((await failedModels())[0]).toMatchObject({
    model: 'local/gone',
    failure: 'model_unreachable',
    said: null,
  })
})

test('an answer that the provider withheld entirely has failed', async () => {
  const chunk = { choices: [{ index: 0, delta: {}, finish_reason: 'content_filter' }] }
  const { end } = await failFor('member', {
    raw: {
      status: 200,
      contentType: 'text/event-stream',
      packets: [`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`],
    },
  })
  expect(end).toMatchObject({ state: 'failed', code: 'model_content_refused' })
})

test('a provider that is down is reported once a minute, in the audit log too', async () => {
  const [reply] = [refusal(401, words('No.'))]
  const count = async () =>
    (
      await server.ask<{ items: { facts: { failure: string } }[] }>(
        'GET',
        '/v1/audit-log?type=model.failed&limit=100',
      )
    ).body.items.length
  await failFor('member', reply)
  const before = await count()
  passedMs -= 61_000
  await failFor('visitor', reply)
  expect(await count()).toBe(before)
})

test('only those who manage models see the provider’s message', async () => {
  const operator = (await server.member('operator')).accessToken
  expect(await server.ask('GET', '/v1/failed-models', { token: operator })).toMatchObject({ status: 403 })
})

test('a failed answer is not unread', async () => {
  const agent = await makeAgent(server, { model: 'local/one' })
  const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.id },
  })
  models.script(refusal(401, words('No.')))
  const sent = await send(server, body.id, 'Hello?')
  await follow(server, sent.reply?.id ?? '')
  const { body: read } = await server.ask('GET', `/v1/conversations/${body.id}`)
  expect(read).toMatchObject({ unreadCount: 0, messageCount: 2 })
})

test('the OpenAI endpoint gives the reason with its error', async () => {
  await makeAgent(server, { name: 'Refused', model: 'local/one' })
  models.script(refusal(401, words(`No: ${KEY}`)))
  const answer = await server.ask('POST', '/v1/chat/completions', {
    body: { model: 'Refused', messages: [{ role: 'user', content: 'Hi' }] },
  })
  expect(answer.status).toBe(502)
  expect(answer.text).not.toContain(KEY)
})
