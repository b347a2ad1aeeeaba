import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelMail, NewEmailChannel } from '#contract/shapes/email-channel.ts'
import type { LanguageModel } from '#kernel/model-ports.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { startSmtpSink, type SmtpSink } from '#test/support/smtp-sink.ts'

let sink: SmtpSink
let server: TestServer
let door: NewEmailChannel
let count = 0
const halted: (() => void)[] = []

/** Says something, and the rest when the test lets it. */
const halting: LanguageModel = {
  id: 'halting/one',
  provider: 'halting',
  price: null,
  seesPictures: false,
  async *stream() {
    yield { type: 'text-delta', text: 'Machine words begin. ' }
    await new Promise<void>((resolve) => halted.push(resolve))
    yield { type: 'text-delta', text: 'Machine words end.' }
    yield { type: 'finish', reason: 'stop', model: 'halting/one' }
  },
}

beforeAll(async () => {
  sink = await startSmtpSink()
  server = await openTestServer({
    env: {
      PARLEY_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      PARLEY_MAIL_FROM: 'parley@example.com',
      PARLEY_PUBLIC_URL: 'https://parley.example.com/',
    },
    ports: { models: { list: () => [halting], find: () => halting, quoting: halting } },
  })
  await server.ask('POST', '/v1/agents', { body: { name: 'Ada' } })
  door = (
    await server.ask<NewEmailChannel>('POST', '/v1/channels/email', {
      body: { name: 'Mail', address: 'help@shop.example' },
    })
  ).body
})
afterAll(async () => {
  goOn()
  await server.close()
  await sink.close()
})

async function write(): Promise<string> {
  const response = await fetch(server.url + door.email.inboundPath, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.secret}`, 'content-type': 'message/rfc822' },
    body: `From: vera@example.com\r\nSubject: n${(count += 1)}\r\nMessage-ID: <${count}@x>\r\n\r\nHello\r\n`,
  })
  return ((await response.json()) as { conversationId: string }).conversationId
}

const take = (conversationId: string) =>
  server.ask('POST', `/v1/inbox/conversations/${conversationId}/take`, { body: {} })
const answer = (conversationId: string) =>
  server.ask('POST', `/v1/inbox/conversations/${conversationId}/messages`, {
    body: { parts: [{ type: 'text', text: 'A person speaks.' }] },
  })
const log = async (conversationId: string) =>
  (
    await server.ask<{ items: ChannelMail[] }>('GET', `/v1/channels/${door.email.channel.id}/mails`)
  ).body.items.filter((mail) => mail.conversationId === conversationId && mail.direction === 'out')

const wordsOf = (content: string) => Buffer.from(content.replace(/[^]*?\r\n\r\n/, ''), 'base64').toString()
const mailed = () =>
  sink.mails.map(({ content }) =>
    content
      .split('\r\n\r\n')
      .map((part) => wordsOf(`\r\n\r\n${part}`))
      .join(' '),
  )

const goOn = () => {
  for (const resume of halted.splice(0)) resume()
}

test('text of an agent that was taken over while writing is never emailed', async () => {
  const conversationId = await write()
  // It is being written, and part of it is stored.
  await expect
    .poll(async () => (await server.ask('GET', `/v1/conversations/${conversationId}/messages`)).text)
    .toContain('Machine words begin.')
  expect((await take(conversationId)).status).toBe(200)
  goOn()
  await answer(conversationId)
  await expect.poll(async () => (await log(conversationId)).map(({ state }) => state)).toEqual(['sent'])
  expect(mailed().join()).toContain('A person speaks.')
  expect(mailed().join()).not.toContain('Machine')
})

test('an answer waiting for the mail server is withheld once a person takes over', async () => {
  const conversationId = await write()
  const why = async () => {
    // At every try, until a person has taken over.
    sink.answerOnce('MAIL', '451 later')
    goOn()
    return (await log(conversationId))[0]?.why
  }
  await expect.poll(why).toBe('unreachable')
  expect((await take(conversationId)).status).toBe(200)
  await expect
    .poll(async () => (await log(conversationId))[0], { timeout: 30_000 })
    .toMatchObject({ state: 'withheld', why: 'taken-over' })
  expect(mailed().join()).not.toContain('Machine')
})
