import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { WebSocket } from 'ws'
import { closeCodes, ServerFrame } from '#contract/frames.ts'
import { createApiKey, revokeApiKey } from '#features/access/index.ts'
import { openSocket } from '#test/isolation/raw-socket.ts'
import { countListeners } from './count-listeners.ts'
import { openTarget, type Target } from './target.ts'

let target: Target

beforeAll(async () => {
  target = await openTarget()
})

afterEach(() => target.checkAlive())

afterAll(() => target.close())

const open = (token: string | undefined = target.token) => openSocket(target.server.url, { token })
const anonymous = () => openSocket(target.server.url, {})

/** The server closes with a code of the list, in the words of the list. */
async function expectClosed(
  closed: Promise<{ code: number; reason: string }>,
  code: keyof typeof closeCodes,
) {
  expect(await closed).toMatchObject({ code })
}

describe('an invalid frame closes the socket', () => {
  const texts: readonly (readonly [string, string | Buffer])[] = [
    ['no JSON', 'hello'],
    ['half of it', '{"type":"ping","ref":'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[{"type":"ping","ref":"1"}]'],
    ['a text', '"ping"'],
    ['an unknown type', '{"type":"shutdown","ref":"1"}'],
    ['a type of every object', '{"type":"constructor","ref":"1"}'],
    ['no type', '{"ref":"1"}'],
    ['no ref', '{"type":"ping"}'],
    ['an endless ref', JSON.stringify({ type: 'ping', ref: 'x'.repeat(10_000) })],
    ['a key too many', '{"type":"ping","ref":"1","surprise":1}'],
    ['__proto__', '{"type":"ping","ref":"1","__proto__":{"polluted":true}}'],
    [
      '__proto__ further in',
      `{"type":"message.send","ref":"1","message":{"conversationId":"${uuidv7()}","parts":[{"type":"text","text":"a","__proto__":{"polluted":true}}]}}`,
    ],
    ['200,000 lists in each other', `{"type":"ping","ref":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['an id that is none', '{"type":"reply.follow","ref":"1","replyId":"x"}'],
    ['bytes', Buffer.from([0, 1, 2, 3, 255])],
    ['compressed bytes', Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0])],
  ]
  test.each(texts)('%s', async (_, text) => {
    await using socket = await open()
    await socket.next('hello')
    socket.raw.send(text)
    const fault = await socket.next('fault')
    expect(ServerFrame.parse(fault)).toMatchObject({
      ref: null,
      problem: { code: 'invalid_input', status: 400 },
    })
    await expectClosed(socket.closed, 4400)
  })
})

test('a frame that is too large closes the socket', async () => {
  await using socket = await open()
  await socket.next('hello')
  socket.raw.send(JSON.stringify({ type: 'ping', ref: 'x'.repeat(2 * 1_048_576) }))
  await expectClosed(socket.closed, 1009)
})

test('so does one that grows too large in fragments', async () => {
  await using socket = await open()
  await socket.next('hello')
  for (let sent = 0; sent <= 1_048_576; sent += 100_000) socket.raw.send('x'.repeat(100_000), { fin: false })
  await expectClosed(socket.closed, 1009)
})

test('text that is not UTF-8 closes the socket', async () => {
  await using socket = await open()
  await socket.next('hello')
  socket.raw.send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), { binary: false })
  await expectClosed(socket.closed, 1007)
})

test('a flood closes the socket', async () => {
  await using socket = await open()
  await socket.next('hello')
  for (let at = 0; at < 3_000; at += 1) socket.send({ type: 'ping', ref: String(at) })
  await expectClosed(socket.closed, 4429)
})

test('unstorable texts are refused, and the socket stays open', async () => {
  const conversationId = await target.actor.things.id('conversation')
  await using socket = await open()
  await socket.next('hello')
  for (const text of ['\0', 'a\0b']) {
    socket.send({
      type: 'message.send',
      ref: text,
      message: { conversationId, clientId: text, parts: [{ type: 'text', text }] },
    })
    expect(await socket.next('fault')).toMatchObject({ ref: text, problem: { code: 'invalid_input' } })
  }
  socket.send({
    type: 'message.send',
    ref: '1',
    message: { conversationId, parts: [{ type: 'text', text: 'half \ud800' }] },
  })
  expect(await socket.next('message.accepted')).toMatchObject({
    ref: '1',
    result: { message: { parts: [{ text: 'half \ufffd' }] } },
  })
})

describe('an unauthenticated client', () => {
  test('gets no response and is disconnected after a while', async () => {
    await using socket = await anonymous()
    expect(await socket.next('hello')).toMatchObject({ authenticated: false })
    socket.send({ type: 'events.follow', ref: '1' })
    expect(await socket.next('fault')).toMatchObject({ ref: '1', problem: { code: 'unauthenticated' } })
    socket.send({
      type: 'message.send',
      ref: '2',
      message: { conversationId: uuidv7(), parts: [{ type: 'text', text: 'a' }] },
    })
    expect(await socket.next('fault')).toMatchObject({ ref: '2', problem: { code: 'unauthenticated' } })
    await expectClosed(socket.closed, 4401)
  }, 10_000)

  test.each(['x', '', 'pa_x', 'null', 'x'.repeat(300)])(
    'is not admitted by an invalid token: %s',
    async (token) => {
      await using socket = await anonymous()
      await socket.next('hello')
      socket.send({ type: 'authenticate', ref: '1', token })
      expect(await socket.next('fault')).toMatchObject({ ref: '1', problem: { code: 'unauthenticated' } })
    },
  )

  test('is disconnected at once if the token of the upgrade is invalid', async () => {
    await using socket = await open('pa_nothing')
    expect(await socket.next('fault')).toMatchObject({ ref: null, problem: { code: 'unauthenticated' } })
    await expectClosed(socket.closed, 4401)
  })

  test.each(['ticket=x', 'ticket=', 'ticket=%00', 'ticket=%FF', 'ticket=a&ticket=b'])(
    'is disconnected at once with an invalid ticket: %s',
    async (query) => {
      const socket = new WebSocket(`${target.server.url.replace('http', 'ws')}/v1/socket?${query}`, [
        'parley.v1',
      ])
      const [code] = (await once(socket, 'close')) as [number]
      expect(code).toBe(4401)
    },
  )

  test('cannot send a token in the URL', async () => {
    const socket = new WebSocket(
      `${target.server.url.replace('http', 'ws')}/v1/socket?token=${target.token}&access_token=${target.token}`,
      ['parley.v1'],
    )
    const [data] = (await once(socket, 'message')) as [Buffer]
    expect(JSON.parse(String(data))).toMatchObject({ type: 'hello', authenticated: false })
    socket.terminate()
  })
})

test.each(['https://evil.example', 'http://localhost.evil.example', 'null', 'file://', 'http://', 'garbage'])(
  'a page of another site is not admitted: %s',
  async (origin) => {
    await expect(openSocket(target.server.url, { token: target.token, headers: { origin } })).rejects.toThrow(
      '403',
    )
  },
)

test('repeated authentication leaks nothing', async () => {
  const listeners = countListeners(target.server.app.live)
  try {
    await using socket = await anonymous()
    await socket.next('hello')
    for (let at = 0; at < 20; at += 1) {
      socket.send({ type: 'authenticate', ref: String(at), token: target.token })
      await socket.next('authenticated')
    }
    socket.raw.close()
    await socket.closed
    await expect.poll(listeners.now).toBe(0)
    expect(listeners.highest()).toBeGreaterThan(0)
  } finally {
    listeners.stop()
  }
})

test('a socket ends with any of the credentials that opened it', async () => {
  const { scope } = await target.actor.enter()
  const [first, second] = [
    await createApiKey(scope, { name: 'First', scopes: ['*'] }),
    await createApiKey(scope, { name: 'Second', scopes: ['*'] }),
  ]
  await using socket = await open(first.secret)
  await socket.next('hello')
  socket.send({ type: 'events.follow', ref: '1' })
  await socket.next('events.ready')
  socket.send({ type: 'authenticate', ref: '2', token: second.secret })
  await socket.next('authenticated')
  await revokeApiKey(scope, { apiKeyId: first.apiKey.id })
  await expectClosed(socket.closed, 4401)
})
