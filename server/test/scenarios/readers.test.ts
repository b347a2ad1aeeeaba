import { DefaultChatTransport, readUIMessageStream } from 'ai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyReplyPart, openClient, textOf } from '#client/index.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import {
  follow,
  messagesOf,
  openConversation,
  scriptedModels,
  storedText,
  textOf as heardText,
} from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
})

afterAll(async () => {
  await server.close()
  await models.close()
})

test.each([
  ['of mixed scripts, a byte a packet', '[[model tokens=60 split=1]]'],
  ['with thoughts, over some time', '[[think Let me see.]] [[model tokens=80 tps=120]]'],
])('all readers of a reply get the same, through any endpoint: %s', async (_, text) => {
  const conversationId = await openConversation(server)
  const transport = new DefaultChatTransport({
    api: `${server.url}/compat/ui-stream/chat`,
    headers: { authorization: `Bearer ${server.owner}` },
  })
  const stream = await transport.sendMessages({
    chatId: conversationId,
    messages: [{ id: 'm1', role: 'user', parts: [{ type: 'text', text }] }],
    trigger: 'submit-message',
    messageId: undefined,
    abortSignal: undefined,
  })
  const replyId = (await messagesOf(server, conversationId)).at(-1)?.reply?.id ?? ''

  const bySdk = async (live: 'event-stream' | 'socket') => {
    const key = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
      body: { name: live, scopes: ['*'] },
    })
    const client = openClient({ baseUrl: server.url, credentials: { apiKey: key.body.secret }, live })
    let parts: readonly MessagePart[] = []
    for await (const piece of client.followReply(replyId)) parts = applyReplyPart(parts, piece)
    return textOf(parts)
  }
  const byUiStream = async () => {
    let said = ''
    for await (const { parts } of readUIMessageStream({ stream }))
      said = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
    return said
  }
  const byEventStream = async () => heardText(await follow(server, replyId))

  const heard = await Promise.all([byUiStream(), byEventStream(), bySdk('event-stream'), bySdk('socket')])
  const stored = storedText((await messagesOf(server, conversationId)).at(-1))
  expect(stored.length).toBeGreaterThan(50)
  expect(heard).toEqual([stored, stored, stored, stored])
})
