import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Budget } from '#contract/shapes/budget.ts'
import { type HttpCall, openNetwork } from '#platform/http/call.ts'
import { openSpeaker } from '#providers/sound/open-speaker.ts'
import { openTranscriber } from '#providers/sound/open-transcriber.ts'
import { speakerFrom, transcriberFrom } from '#providers/sound/sound-config.ts'
import { converse, messagesOf, openConversation, scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { wav } from '#test/support/plain-sound.ts'

// What sound costs, at list prices: so the provider's own address is called, which here leads to a server of ours.

let models: ModelServer
let server: TestServer

beforeAll(async () => {
  models = await startModelServer()
  const env = {
    PARLEY_TRANSCRIPTION_MODEL: 'openai/whisper-1',
    PARLEY_SPEECH_MODEL: 'openai/tts-1@nova',
    OPENAI_API_KEY: 'k',
  }
  const [hearing, speaking] = [transcriberFrom(env), speakerFrom(env)]
  if (!hearing?.isAtHome || !speaking?.isAtHome) throw new Error('The list prices are not known elsewhere.')
  const home: HttpCall = (address, request) =>
    openNetwork.call(String(address).replace('https://api.openai.com/v1', models.openaiBaseUrl), request)
  server = await openTestServer({
    env: scriptedModels(models),
    ports: { transcriber: openTranscriber(hearing, home), speaker: openSpeaker(speaking, home) },
  })
})
afterAll(async () => {
  await server.close()
  await models.close()
})
afterEach(async () => {
  for (const { id } of await budgets()) await server.ask('DELETE', `/v1/budgets/${id}`)
})

const budgets = async () => (await server.ask<{ items: Budget[] }>('GET', '/v1/budgets')).body.items
const amounts = async () => (await budgets()).map(({ spent }) => spent.amount)

/** For the tenant and for each person, in that order. */
async function limit(amount: number) {
  for (const kind of ['tenant', 'person'])
    await server.ask('POST', '/v1/budgets', { body: { kind, amount, currency: 'USD', warnAt: 50 } })
}

async function memo(conversationId: string) {
  const form = new FormData()
  form.append('file', new Blob([wav() as BlobPart]), 'memo.wav')
  const uploaded = await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}` },
    body: form,
  })
  const { id: fileId } = (await uploaded.json()) as { id: string }
  await server.ask('POST', `/v1/conversations/${conversationId}/messages`, {
    body: { parts: [{ type: 'file', fileId }] },
  })
  return fileId
}

const speech = (messageId: string) =>
  fetch(`${server.url}/v1/messages/${messageId}/speech`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}` },
  })

test('transcription is charged by duration, once', async () => {
  await limit(1)
  const conversationId = await openConversation(server)
  const fileId = await memo(conversationId)
  // A minute and a half at 0.006 dollars a minute.
  await vi.waitFor(async () => expect((await amounts())[0]).toBe(0.009), { timeout: 20_000 })
  await vi.waitFor(
    async () =>
      expect((await server.ask('GET', `/v1/files/${fileId}/text`)).text).toContain(
        'The boat leaves at seven.',
      ),
    { timeout: 45_000 },
  )
  await converse(server, conversationId, 'Say it again.')
  expect((await amounts())[0]).toBe(0.009)
})

test('speech is charged by characters to the member who asked, once', async () => {
  const conversationId = await openConversation(server)
  await send(server, conversationId, '[[say We open at nine.]]')
  const answer = await vi.waitFor(
    async () => {
      const found = (await messagesOf(server, conversationId)).findLast(({ role }) => role === 'assistant')
      expect(found?.reply?.state).toBe('completed')
      return found?.id ?? ''
    },
    { timeout: 45_000 },
  )
  await limit(1)
  expect((await speech(answer)).status).toBe(200)
  // Fifteen dollars a million characters.
  const price = ('We open at nine.'.length * 15) / 1e6
  expect(await amounts()).toEqual([price, price])
  expect((await speech(answer)).status).toBe(200)
  expect(await amounts()).toEqual([price, price])
})

test('the cost of audio counts towards a budget’s thresholds, but not in another currency', async () => {
  await limit(0.01)
  await server.ask('POST', '/v1/budgets', {
    body: { kind: 'tenant', period: 'day', amount: 0.01, currency: 'EUR' },
  })
  const [tenant] = await budgets()
  await memo(await openConversation(server))
  await vi.waitFor(async () => expect((await amounts())[0]).toBe(0.009), { timeout: 20_000 })
  expect((await budgets())[0]).toMatchObject({ threshold: 'warned' })
  expect(await amounts()).toContain(0)
  const { text } = await server.ask('GET', '/v1/audit-log?limit=100')
  expect(text).toContain(`"budgetId":"${tenant?.id}"`)
  expect(text).toMatch(/"threshold":"warned"/)
})
