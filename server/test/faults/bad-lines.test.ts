import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import {
  endOf,
  follow,
  messagesOf,
  openConversation,
  scriptedModels,
  send,
  storedText,
  textOf,
} from '#test/support/conversation.ts'
import { readEventStream } from '#test/support/event-stream.ts'
import { type FaultProxy, startFaultProxy } from '#test/support/fault-proxy.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { askAt, openTestServer, type ReachedServer, type TestServer } from '#test/support/open-test-server.ts'
import { dial } from '#test/support/socket.ts'
import { isTorture, sized } from './size.ts'

let models: ModelServer
let server: TestServer
let proxy: FaultProxy
let reached: ReachedServer
beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  proxy = await startFaultProxy({ port: Number(new URL(server.url).port) })
  const url = `http://127.0.0.1:${proxy.port}`
  reached = { url, owner: server.owner, ask: askAt(url, () => server.owner) }
})
afterAll(async () => {
  await proxy[Symbol.asyncDispose]()
  await server.close()
  await models.close()
})

test('behind a proxy that keeps disconnecting, an answer is followed to its exact end', async () => {
  for (let round = 0; round < sized(3, 100); round += 1) {
    const conversationId = await openConversation(server)
    const { reply } = await send(server, conversationId, '[[model ttft=20 tps=100 tokens=120]]')
    const parts: ReplyStreamPart[] = []
    let cuts = 0
    while (parts.at(-1)?.type !== 'reply-end') {
      try {
        const response = await fetch(`${reached.url}/v1/replies/${reply?.id}/stream`, {
          headers: {
            authorization: `Bearer ${server.owner}`,
            'last-event-id': parts.at(-1)?.cursor ?? '',
          },
        })
        const cutting = pause(80 + Math.random() * 300).then(() => proxy.cut())
        for await (const { data } of readEventStream(response)) parts.push(data as ReplyStreamPart)
        await cutting
      } catch {
        cuts += 1
      }
    }
    expect(cuts).toBeGreaterThan(0)
    const [, answer] = await messagesOf(server, conversationId)
    expect(textOf(parts)).toBe(storedText(answer))
    expect(endOf(parts).state).toBe('completed')
  }
})

test('streams tell proxies not to buffer or transform them', async () => {
  const conversationId = await openConversation(server)
  const { reply } = await send(server, conversationId, '[[say Hello.]]')
  for (const path of [`/v1/replies/${reply?.id}/stream`, '/v1/events']) {
    const leaving = new AbortController()
    const { headers } = await fetch(server.url + path, {
      headers: { authorization: `Bearer ${server.owner}` },
      signal: leaving.signal,
    })
    expect(headers.get('content-type')).toContain('text/event-stream')
    expect(headers.get('cache-control')).toContain('no-transform')
    expect(headers.get('x-accel-buffering')).toBe('no')
    leaving.abort()
  }
})

test('behind a proxy that buffers for a while, nothing is lost or doubled', async () => {
  const conversationId = await openConversation(server)
  const { reply } = await send(server, conversationId, '[[model ttft=20 tps=80 tokens=120]]')
  const following = follow(reached, reply?.id ?? '')
  for (let at = 0; at < 3; at += 1) {
    await pause(150)
    proxy.freeze()
    await pause(300)
    proxy.thaw()
  }
  const parts = await following
  const places = parts.flatMap(({ type, cursor }) => (type === 'text-delta' ? [cursor] : []))
  expect(new Set(places).size).toBe(places.length)
  expect(textOf(parts)).toBe(storedText((await messagesOf(server, conversationId))[1]))
})

test.runIf(isTorture)(
  'an idle stream sends heartbeats, so that no proxy ends it',
  async () => {
    const response = await fetch(`${server.url}/v1/events`, {
      headers: { authorization: `Bearer ${server.owner}` },
    })
    let heartbeats = 0
    for await (const piece of response.body ?? []) {
      heartbeats += String(Buffer.from(piece)).split(':\n\n').length - 1
      if (heartbeats === 5) break
    }
    expect(heartbeats).toBe(5)
  },
  120_000,
)

test.runIf(isTorture)(
  'a silently dead connection is given up, and its reader resumes on another',
  async () => {
    const conversationId = await openConversation(server)
    const socket = await dial(reached, server.owner)
    socket.send({ type: 'events.follow', ref: 'all' })
    const { number } = await socket.frame('events.ready')
    const open = async () => {
      const { text } = await server.ask('GET', '/metrics', { token: null })
      return Number(/^parley_sockets_open\{route="\/v1\/socket"\} (\d+)/m.exec(text)?.[1] ?? 0)
    }
    expect(await open()).toBe(1)
    proxy.freeze()
    await server.ask('PATCH', `/v1/conversations/${conversationId}`, { body: { title: 'Meanwhile' } })
    // The reader said nothing and did not leave: it is known by its silence alone.
    await expect.poll(open, { timeout: 120_000, interval: 1_000 }).toBe(0)
    proxy.thaw()
    proxy.cut()
    const again = await dial(server, server.owner)
    again.send({ type: 'events.follow', ref: 'all', after: number })
    await again.frame('event', ({ event }) => event.type === 'conversation.changed')
    again.close()
  },
  180_000,
)
