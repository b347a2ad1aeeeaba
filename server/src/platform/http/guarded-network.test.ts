import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openGuardedNetwork, PRIVATE_ADDRESS } from './guarded-network.ts'
import { isPublicAddress } from './public-address.ts'

let server: Server
let port: number
let seen: { path: string; host: string; authorization: string | undefined; body: string }[] = []

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  seen = []
})

async function answer(request: IncomingMessage, response: ServerResponse) {
  let body = ''
  for await (const piece of request) body += String(piece)
  const path = request.url ?? ''
  seen.push({ path, host: request.headers.host ?? '', authorization: request.headers.authorization, body })
  const to = new URL(path, 'http://here').searchParams.get('to')
  if (to) return response.writeHead(302, { location: to }).end()
  if (path === '/empty') return response.writeHead(204).end()
  if (path === '/silent') return
  response.writeHead(200, { 'content-type': 'text/plain', 'x-a': '1' }).end(`said ${body}`)
}

/** Every name leads to where this resolver says, in turn. */
const resolving = (...answers: string[]) => {
  const asked: string[] = []
  const { fetch: guarded } = openGuardedNetwork({
    allowedHosts: ['allowed.test:*', 'one-port.test:1'],
    lookUp(hostname, _options, done) {
      asked.push(hostname)
      done(null, [{ address: answers[Math.min(asked.length, answers.length) - 1] ?? '', family: 4 }])
    },
  })
  return { guarded, asked }
}

const refused = { cause: { code: PRIVATE_ADDRESS } }

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fe80::1%eth0',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  '[::1]',
  'localhost',
  '',
])('%j is not public', (address) => expect(isPublicAddress(address)).toBe(false))

test.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '2606:4700:4700::1111', '[2606:4700:4700::1111]'])(
  '%j is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

test.each([
  'http://127.0.0.1',
  'http://127.1',
  'http://0x7f000001',
  'http://2130706433',
  'http://[::1]',
  'http://[::ffff:127.0.0.1]',
  'http://localhost',
  'http://a.localhost.',
  'http://metadata.google.internal',
  'http://169.254.169.254/latest/meta-data/',
])('%s is refused before any DNS lookup', async (address) => {
  const { guarded, asked } = resolving('8.8.8.8')
  await expect(guarded(address)).rejects.toMatchObject(refused)
  expect(asked).toEqual([])
})

test.each(['file:///etc/passwd', 'ftp://example.com', 'data:text/plain,a'])(
  '%s is refused',
  async (address) => {
    await expect(resolving('8.8.8.8').guarded(address)).rejects.toThrow()
  },
)

test('a name that resolves to a private network is refused, and no connection is made', async () => {
  const { guarded } = resolving('127.0.0.1')
  await expect(guarded(`http://innocent.test:${port}/`)).rejects.toMatchObject(refused)
  expect(seen).toEqual([])
})

test('a name with several addresses is refused when one of them is private', async () => {
  const { fetch: guarded } = openGuardedNetwork({
    allowedHosts: [],
    lookUp: (_hostname, _options, done) =>
      done(null, [
        { address: '8.8.8.8', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]),
  })
  await expect(guarded(`http://innocent.test:${port}/`)).rejects.toMatchObject(refused)
})

test('a host that the operator allows is reachable at any address', async () => {
  const { guarded } = resolving('127.0.0.1')
  const response = await guarded(`http://allowed.test:${port}/a`, {
    method: 'POST',
    body: 'hello',
    headers: { authorization: 'Bearer k' },
  })
  expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([
    200,
    '1',
    'said hello',
  ])
  expect(seen).toMatchObject([{ path: '/a', authorization: 'Bearer k', body: 'hello' }])
  expect((await guarded(`http://allowed.test:${port}/empty`)).status).toBe(204)
})

test('the name is checked again for every connection', async () => {
  const { guarded } = resolving('8.8.8.8', '127.0.0.1')
  const signal = AbortSignal.timeout(50)
  // The first result is no pass for the second.
  await guarded(`http://rebinding.test:${port}/`, { signal }).catch(() => {})
  await expect(guarded(`http://rebinding.test:${port}/`)).rejects.toMatchObject(refused)
  expect(seen).toEqual([])
})

test('a redirect is handed out, and followed only on request and under the same rules', async () => {
  const { guarded } = resolving('127.0.0.1')
  const at = (to: string) => `http://allowed.test:${port}/?to=${encodeURIComponent(to)}`
  expect((await guarded(at(`http://127.0.0.1:${port}/inner`))).status).toBe(302)
  await expect(guarded(at(`http://127.0.0.1:${port}/inner`), { redirect: 'follow' })).rejects.toMatchObject(
    refused,
  )
  await expect(guarded(at('http://other.test/'), { redirect: 'follow' })).rejects.toMatchObject(refused)
  expect(seen.map(({ path }) => path)).not.toContain('/inner')
  const response = await guarded(at('/fine'), { redirect: 'follow' })
  expect(await response.text()).toBe('said ')
  const circle = `/?to=${encodeURIComponent('/?to=%2F%3Fto%3D')}`
  await guarded(at(circle), { redirect: 'follow' })
})

test('a redirect to another host does not carry the key', async () => {
  const { fetch: guarded } = openGuardedNetwork({
    allowedHosts: ['*'],
    lookUp: (_hostname, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  const to = encodeURIComponent(`http://other.test:${port}/there`)
  await guarded(`http://first.test:${port}/?to=${to}`, {
    redirect: 'follow',
    headers: { authorization: 'Bearer k' },
  })
  expect(seen.map(({ path, authorization }) => [path.slice(0, 6), authorization])).toEqual([
    ['/?to=h', 'Bearer k'],
    ['/there', undefined],
  ])
})

test('an abort ends the wait with its reason', async () => {
  const { guarded } = resolving('127.0.0.1')
  const leaving = new AbortController()
  const waiting = guarded(`http://allowed.test:${port}/silent`, { signal: leaving.signal })
  setTimeout(() => leaving.abort(new Error('gone')), 20)
  await expect(waiting).rejects.toThrow('gone')
})

test('a private host that is allowed with a port is reached by no other', async () => {
  const { guarded, asked } = resolving('127.0.0.1')
  await expect(guarded(`http://one-port.test:${port}/`)).rejects.toMatchObject(refused)
  await expect(guarded('http://one-port.test/')).rejects.toMatchObject(refused)
  await expect(guarded('http://one-port.test:1/')).rejects.not.toMatchObject(refused)
  const away = `http://allowed.test:${port}/?to=${encodeURIComponent(`http://one-port.test:${port}/`)}`
  await expect(guarded(away, { redirect: 'follow' })).rejects.toMatchObject(refused)
  expect(asked).toContain('one-port.test')
})
