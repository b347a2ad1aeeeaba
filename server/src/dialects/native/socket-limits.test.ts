import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { HEARTBEAT_MS, keepAlive } from './socket-limits.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const peer = () => Object.assign(new EventEmitter(), { ping: vi.fn(), terminate: vi.fn() })
const keep = (socket: ReturnType<typeof peer>) => keepAlive(socket as unknown as WebSocket)

test('a peer that answers pings stays connected', () => {
  const socket = peer()
  socket.ping.mockImplementation(() => void socket.emit('pong'))
  const heartbeat = keep(socket)
  vi.advanceTimersByTime(HEARTBEAT_MS * 20)
  expect(socket.ping).toHaveBeenCalledTimes(20)
  expect(socket.terminate).not.toHaveBeenCalled()
  clearInterval(heartbeat)
})

test('a peer that misses two pings is disconnected, and one that answers the second is not', () => {
  const [silent, late] = [peer(), peer()]
  const heartbeats = [keep(silent), keep(late)]
  vi.advanceTimersByTime(HEARTBEAT_MS * 2)
  expect(silent.terminate).not.toHaveBeenCalled()
  late.emit('pong')
  vi.advanceTimersByTime(HEARTBEAT_MS)
  expect(silent.terminate).toHaveBeenCalledOnce()
  expect(late.terminate).not.toHaveBeenCalled()
  for (const heartbeat of heartbeats) clearInterval(heartbeat)
})
