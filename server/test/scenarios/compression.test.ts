import { once } from 'node:events'
import { type IncomingHttpHeaders, request } from 'node:http'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})

afterAll(() => server.close())

/** An answer as it is on the wire: `fetch` would unpack it. */
async function get(path: string, headers: Record<string, string> = {}) {
  const call = request(server.url + path, {
    headers: { authorization: `Bearer ${server.owner}`, ...headers },
  }).end()
  const [answer] = await once(call, 'response')
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece)
  return { headers: answer.headers as IncomingHttpHeaders, bytes: Buffer.concat(pieces) }
}

test('a response uses the best encoding that the caller accepts', async () => {
  const plain = await get('/openapi.json')
  expect(plain.headers['content-encoding']).toBeUndefined()

  const brotli = await get('/openapi.json', { 'accept-encoding': 'gzip, deflate, br' })
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
  expect(brotli.bytes.length).toBeLessThan(plain.bytes.length / 5)
  expect(brotliDecompressSync(brotli.bytes)).toEqual(plain.bytes)

  const gzip = await get('/openapi.json', { 'accept-encoding': 'gzip' })
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes)
})

test('a short response is not compressed', async () => {
  const { headers, bytes } = await get('/healthz', { 'accept-encoding': 'br, gzip' })
  expect(headers['content-encoding']).toBeUndefined()
  expect(bytes.length).toBeGreaterThan(0)
})

test('a file is sent uncompressed, with its length and ranges', async () => {
  const text = 'A line that repeats itself.\n'.repeat(200)
  const form = new FormData()
  form.set('file', new Blob([text]), 'lines.txt')
  const stored = await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}` },
    body: form,
  })
  const { id } = (await stored.json()) as { id: string }
  const whole = await get(`/v1/files/${id}/content`, { 'accept-encoding': 'br, gzip' })
  expect(whole.headers).toMatchObject({ 'content-length': String(text.length), 'accept-ranges': 'bytes' })
  expect(whole.headers['content-encoding']).toBeUndefined()
  const part = await get(`/v1/files/${id}/content`, { 'accept-encoding': 'br', range: 'bytes=0-5' })
  expect(part.bytes.toString()).toBe('A line')
})

test('event streams are never compressed', async () => {
  const call = request(`${server.url}/v1/events`, {
    headers: {
      authorization: `Bearer ${server.owner}`,
      accept: 'text/event-stream',
      'accept-encoding': 'br, gzip',
    },
  }).end()
  const [answer] = await once(call, 'response')
  expect(answer.headers['content-type']).toContain('text/event-stream')
  expect(answer.headers['content-encoding']).toBeUndefined()
  call.destroy()
})

test('a compressed request is not decompressed', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
  const answer = await fetch(`${server.url}/v1/conversations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${server.owner}`,
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    },
    body: bomb,
  })
  expect(answer.status).toBe(400)
})
