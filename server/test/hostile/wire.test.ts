import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { createApiKey, revokeApiKey } from '#features/access/index.ts'
import { faultIn, notRefused } from './answer-rules.ts'
import { countListeners } from './count-listeners.ts'
import { type RawRequest, raw } from './send-request.ts'
import { openTarget, type Target } from './target.ts'

let target: Target

beforeAll(async () => {
  target = await openTarget({ PARLEY_UPLOAD_LIMIT_MB: '1' })
})

afterEach(() => target.checkAlive())

afterAll(() => target.close())

const BOUNDARY = 'x-boundary-x'

/** A form as it stands on the wire; a part is its headers and its content. */
const form = (...parts: [headers: string, content: string | Buffer][]) =>
  Buffer.concat([
    ...parts.flatMap(([headers, content]) => [
      Buffer.from(`--${BOUNDARY}\r\n${headers}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ])

const file = (name: string, field = 'file') =>
  `content-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: text/plain`

const upload = (body: Buffer, type = `multipart/form-data; boundary=${BOUNDARY}`): RawRequest => ({
  method: 'POST',
  path: '/v1/files',
  headers: {
    authorization: `Bearer ${target.token}`,
    'content-type': type,
    'content-length': String(body.length),
  },
  body,
})

/** What uploads left on the disk besides whole files. */
const leftOver = () =>
  readdirSync(join(target.server.app.config.dataDirectory, 'files'), { recursive: true }).filter((name) =>
    String(name).endsWith('.part'),
  )

describe('an upload', () => {
  test('that is valid is accepted, whatever its name', async () => {
    const names = [
      'note.txt',
      '../../etc/passwd',
      '%2e%2e%2fnote',
      'a\\b\\c.txt',
      'x'.repeat(900),
      '\u202etxt.exe',
      '\0',
      '.',
      '<script>',
      'con',
    ]
    for (const name of names) {
      const answer = await target.send(upload(form([file(name), 'A short note.'])))
      expect([name, answer.status]).toEqual([name, 201])
      const { name: kept } = JSON.parse(answer.text) as { name: string }
      expect(kept).toMatch(/^[^/\\\p{Cc}\p{Cf}]{1,255}$/u)
    }
  })

  const whole = () => form([file('note.txt'), 'A short note.'])
  const broken: readonly (readonly [string, () => RawRequest])[] = [
    ['without a boundary', () => upload(whole(), 'multipart/form-data')],
    ['with another boundary', () => upload(whole(), 'multipart/form-data; boundary=other')],
    ['with an endless boundary', () => upload(whole(), `multipart/form-data; boundary=${'x'.repeat(300)}`)],
    ['that is empty', () => upload(Buffer.alloc(0))],
    ['without an end', () => upload(whole().subarray(0, whole().length - 12))],
    ['cut in its headers', () => upload(whole().subarray(0, 40))],
    [
      'without headers',
      () => upload(Buffer.from(`--${BOUNDARY}\r\n\r\nA short note.\r\n--${BOUNDARY}--\r\n`)),
    ],
    ['without a file', () => upload(form(['content-disposition: form-data; name="note"', 'text']))],
    ['in another field', () => upload(form([file('note.txt', 'other'), 'A short note.']))],
    ['as a text', () => upload(form(['content-disposition: form-data; name="file"', 'text']))],
    ['that has no content', () => upload(form([file('note.txt'), '']))],
    ['in a field of every object', () => upload(form([file('note.txt', '__proto__'), 'A short note.']))],
    ['that is too large', () => upload(form([file('note.txt'), Buffer.alloc(2 * 1_048_576, 'x')]))],
    ['as JSON', () => upload(Buffer.from('{"file":"a"}'), 'application/json')],
    ['as nothing', () => upload(whole(), 'application/octet-stream')],
  ]
  test.each(broken)('%s is refused and leaves nothing behind', async (_, request) => {
    const sent = request()
    expect(notRefused(sent, await target.send(sent))).toBeNull()
    expect(leftOver()).toEqual([])
  })

  const field = (name: string): [string, string] => [`content-disposition: form-data; name="${name}"`, '1']
  const odd: readonly (readonly [string, () => RawRequest])[] = [
    [
      'with a second file',
      () => upload(form([file('note.txt'), 'A short note.'], [file('other.txt'), 'Another.'])),
    ],
    [
      'behind a field of every object',
      () => upload(form(field('__proto__'), field('constructor'), [file('note.txt'), 'a'])),
    ],
    [
      'behind many fields',
      () => upload(form(...Array.from({ length: 60 }, (_, at) => field(`f${at}`)), [file('note.txt'), 'a'])),
    ],
    [
      'with a long header',
      () => upload(form([`${file('note.txt')}\r\nx-long: ${'x'.repeat(200_000)}`, 'a'])),
    ],
  ]
  test.each(odd)('%s is answered, and leaves nothing behind', async (_, request) => {
    const sent = request()
    expect(faultIn(sent, await target.send(sent))).toBeNull()
    expect(leftOver()).toEqual([])
  })

  test('that is refused leaves its connection usable', async () => {
    const { hostname, port } = new URL(target.server.url)
    const large = Buffer.alloc(4 * 1_048_576, 'x')
    for (const body of [
      form([file('note.txt'), large]),
      form([file('note.txt', 'other'), large]),
      form([file('note.txt'), large.subarray(0, 900_000)]).subarray(0, 800_000),
    ]) {
      const socket = connect(Number(port), hostname)
      const heard: string[] = []
      socket.on('error', () => {})
      socket.on('data', (piece: Buffer) => heard.push(piece.toString()))
      socket.write(
        `POST /v1/files HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${target.token}\r\ncontent-type: multipart/form-data; boundary=${BOUNDARY}\r\ncontent-length: ${body.length}\r\n\r\n`,
      )
      socket.write(body)
      socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n')
      await expect
        .poll(() => heard.join('').match(/HTTP\/1\.1 \d+/g))
        .toEqual([expect.stringMatching(/4\d\d$/), 'HTTP/1.1 200'])
      socket.destroy()
    }
  })

  test('whose sender disconnects leaves nothing behind', async () => {
    const { hostname, port } = new URL(target.server.url)
    for (let at = 0; at < 5; at += 1) {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.write(
        `POST /v1/files HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${target.token}\r\ncontent-type: multipart/form-data; boundary=${BOUNDARY}\r\ncontent-length: 900000\r\n\r\n--${BOUNDARY}\r\n${file('note.txt')}\r\n\r\n${'x'.repeat(50_000)}`,
      )
      await pause(60)
      socket.destroy()
    }
    await expect.poll(leftOver).toEqual([])
  })
})

describe('on the bare wire', () => {
  const withKey = () => `host: localhost\r\nauthorization: Bearer ${target.token}\r\n`
  const upgrade =
    'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
  const requests: readonly (readonly [string, () => string | Buffer])[] = [
    ['what is no HTTP', () => 'HELLO\r\n\r\n'],
    ['bytes', () => Buffer.from([0, 1, 2, 255, 254, 13, 10, 13, 10])],
    ['TLS', () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])],
    ['no host', () => 'GET /v1/status HTTP/1.1\r\n\r\n'],
    [
      'headers that are too large',
      () => `GET /v1/status HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(70_000)}\r\n\r\n`,
    ],
    ['an address that is too long', () => `GET /${'x'.repeat(70_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`],
    ['an address that is none', () => `GET // HTTP/1.1\r\n${withKey()}connection: close\r\n\r\n`],
    [
      'an address of another host',
      () => `GET http://other.example/v1/me HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
    ],
    ['an asterisk', () => `OPTIONS * HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`],
    ['CONNECT', () => `CONNECT other.example:443 HTTP/1.1\r\nhost: other.example\r\n\r\n`],
    [
      'two lengths',
      () =>
        `POST /v1/agents HTTP/1.1\r\n${withKey()}content-type: application/json\r\ncontent-length: 2\r\ncontent-length: 20\r\n\r\n{}`,
    ],
    [
      'a length and chunks',
      () =>
        `POST /v1/agents HTTP/1.1\r\n${withKey()}content-type: application/json\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    ],
    [
      'chunks without a size',
      () =>
        `POST /v1/agents HTTP/1.1\r\n${withKey()}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
    ],
    [
      'a negative length',
      () =>
        `POST /v1/agents HTTP/1.1\r\n${withKey()}content-type: application/json\r\ncontent-length: -1\r\n\r\n{}`,
    ],
    ['a header within a header', () => `GET /v1/status HTTP/1.1\r\nhost: localhost\r\nx: a\rb: c\r\n\r\n`],
    ['an upgrade of an address that is none', () => `GET // HTTP/1.1\r\nhost: localhost\r\n${upgrade}\r\n`],
    ['an upgrade of nothing', () => `GET /v1/elsewhere HTTP/1.1\r\nhost: localhost\r\n${upgrade}\r\n`],
    [
      'an upgrade without a key',
      () => 'GET /v1/socket HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    ],
    [
      'an upgrade to something else',
      () => 'GET /v1/socket HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n',
    ],
    [
      'an upgrade by POST',
      () => `POST /v1/socket HTTP/1.1\r\nhost: localhost\r\ncontent-length: 0\r\n${upgrade}\r\n`,
    ],
  ]
  test.each(requests)('%s is refused', async (_, request) => {
    const text = await raw(target.server.url, request())
    expect(text).not.toMatch(/^HTTP\/1\.1 [1235]/)
    expect(text).not.toMatch(/node_modules|\.ts:\d|TypeError/)
  })

  test('an unfinished request delays nobody', async () => {
    const { hostname, port } = new URL(target.server.url)
    const sockets = Array.from({ length: 40 }, () => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.write('POST /v1/agents HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n')
      return socket
    })
    const begun = performance.now()
    await target.checkAlive()
    expect(performance.now() - begun).toBeLessThan(2_000)
    for (const socket of sockets) socket.destroy()
  })
})

describe('a stream', () => {
  const request = (method: string, path: string) =>
    `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${target.token}\r\nconnection: close\r\n\r\n`

  test('is not started by HEAD', async () => {
    const replyId = await target.actor.things.id('reply')
    for (const path of ['/v1/events', `/v1/replies/${replyId}/stream`]) {
      const begun = performance.now()
      expect(await raw(target.server.url, request('HEAD', path), 5_000)).toMatch(/^HTTP\/1\.1 (200|404)/)
      expect(performance.now() - begun).toBeLessThan(2_500)
    }
  })

  test('that is refused, or abandoned at once, leaves no listeners', async () => {
    const replyId = await target.actor.things.id('reply')
    const listeners = countListeners(target.server.app.live)
    try {
      for (const path of [
        `/v1/replies/${uuidv7()}/stream`,
        `/v1/replies/${replyId}/stream?after=x`,
        '/v1/events?after=x',
        '/v1/replies/x/stream',
      ])
        expect(await raw(target.server.url, request('GET', path))).toMatch(/^HTTP\/1\.1 40[04]/)
      const { hostname, port } = new URL(target.server.url)
      for (let at = 0; at < 40; at += 1) {
        const socket = connect(Number(port), hostname)
        socket.on('error', () => {})
        socket.write(request('GET', at % 2 === 0 ? '/v1/events' : `/v1/replies/${replyId}/stream`), () =>
          setTimeout(() => socket.destroy(), at / 4),
        )
        await pause(5)
      }
      await expect.poll(listeners.now).toBe(0)
      expect(listeners.highest()).toBeGreaterThan(0)
    } finally {
      listeners.stop()
    }
  })

  test('ends with the credential that opened it', async () => {
    const { scope } = await target.actor.enter()
    const { secret, apiKey } = await createApiKey(scope, { name: 'For a while', scopes: ['*'] })
    const response = await fetch(`${target.server.url}/v1/events`, {
      headers: { authorization: `Bearer ${secret}` },
    })
    expect(response.status).toBe(200)
    const begun = performance.now()
    const ended = response.text()
    await pause(50)
    await revokeApiKey(scope, { apiKeyId: apiKey.id })
    await ended
    expect(performance.now() - begun).toBeLessThan(2_000)
  })
})
