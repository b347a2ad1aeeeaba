import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { serveSockets } from '#entry/websocket.ts'
import { callerAddress, callerOf, trustedProxies } from '#platform/http/trusted-proxies.ts'
import { readConfig } from '#server/config.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let behind: TestServer
let bare: TestServer

beforeAll(async () => {
  behind = await openTestServer({ env: { TRUST_PROXY: 'loopback, 10.0.0.0/8' } })
  bare = await openTestServer()
})
afterAll(async () => {
  await behind.close()
  await bare.close()
})

interface Audited {
  items: { type: string; address: string | null }[]
}

/** From where the audit log says that a team was made, whose request had come with this header. */
async function addressAfter(server: TestServer, forwarded: string): Promise<string | null | undefined> {
  const name = `Team ${Math.random()}`
  const made = await server.ask('POST', '/v1/teams', {
    body: { name },
    headers: { 'x-forwarded-for': forwarded },
  })
  expect(made.status).toBe(201)
  const log = await server.ask<Audited>('GET', '/v1/audit-log?limit=1')
  return log.body.items[0]?.address
}

test('a listed proxy is trusted for the caller’s address', async () => {
  expect(await addressAfter(behind, '203.0.113.7')).toBe('203.0.113.7')
  expect(await addressAfter(behind, '203.0.113.7, 10.1.2.3')).toBe('203.0.113.7')
})

test('headers written by the caller are not trusted', async () => {
  expect(await addressAfter(behind, '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7')
})

test('without listed proxies, none is trusted', async () => {
  expect(await addressAfter(bare, '203.0.113.7')).toMatch(/127\.0\.0\.1$/)
})

test('the same applies to sockets', async () => {
  const callers: string[] = []
  const http = createServer()
  const accept = (socket: WebSocket, request: IncomingMessage) => {
    callers.push(callerOf(request))
    socket.close()
  }
  const routes = [{ path: '/', protocols: [], accept }]
  const sockets = serveSockets(http, routes, {
    judgeHost: () => null,
    allowedOrigins: [],
    isTrusted: trustedProxies(['loopback']),
    secondsToWait: () => null,
  })
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  const { port } = http.address() as AddressInfo
  for (const forwarded of ['203.0.113.9', '198.51.100.1, 203.0.113.8']) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { 'x-forwarded-for': forwarded } })
    await new Promise((closed) => socket.once('close', closed))
  }
  sockets.close()
  http.close()
  expect(callers).toEqual(['203.0.113.9', '203.0.113.8'])
})

test('proxy addresses are matched exactly', () => {
  const isTrusted = trustedProxies(['192.0.2.4', '10.0.0.0/8', 'fd00::/8'])
  expect(['192.0.2.4', '10.255.0.1', 'fd12::1', '::ffff:10.0.0.1'].map(isTrusted)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['192.0.2.5', '11.0.0.1', 'fe80::1', 'nonsense', ''].map(isTrusted)).toEqual(Array(5).fill(false))
  const call = (remoteAddress: string, forwarded: string) =>
    callerAddress(
      { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } as never },
      isTrusted,
    )
  expect(call('10.0.0.1', 'unknown')).toBe('10.0.0.1')
  expect(call('10.0.0.1', '')).toBe('10.0.0.1')
  expect(call('203.0.113.1', '198.51.100.9')).toBe('203.0.113.1')
})

test('an invalid proxy refuses the start, by name', () => {
  for (const TRUST_PROXY of ['true', '*', '1', '10.0.0.0/33', 'proxy.example.com'])
    expect(() => readConfig({ TRUST_PROXY })).toThrow(/TRUST_PROXY/)
})
