import { expect, test } from 'vitest'
import type { EventStreamPart } from '#contract/events.ts'
import { openClient } from '../open-client.ts'
import { beginEvents, openTinyServer, sendEvent } from '../testing/tiny-server.ts'

const happened = (number: number) => ({ number, type: 'agent.changed', payload: { agentId: 'a' } })

test('after a broken line events resume from the last number, each once, and a reset is reported', async () => {
  await using server = await openTinyServer((_, response) => {
    beginEvents(response)
    if (server.seen.length === 1) {
      sendEvent(response, 'ready', { number: 4 })
      sendEvent(response, 'event', happened(5))
      return response.end()
    }
    if (server.seen.length === 2) {
      sendEvent(response, 'ready', { number: 7 })
      for (const number of [5, 6, 7]) sendEvent(response, 'event', happened(number))
      return response.end()
    }
    return sendEvent(response, 'reset', { number: 90, reason: 'too far behind' })
  })
  const client = openClient({ baseUrl: server.baseUrl, credentials: { apiKey: 'pk_1' } })
  const leaving = new AbortController()
  const lines: boolean[] = []
  const received: EventStreamPart[] = []
  for await (const part of client.followEvents({
    signal: leaving.signal,
    onLine: (isOpen) => lines.push(isOpen),
  })) {
    received.push(part)
    if (part.type === 'reset') leaving.abort()
  }
  const summary = received.map((part) => (part.type === 'event' ? part.event.number : part.type))
  expect(summary).toEqual(['ready', 5, 'ready', 6, 7, 'reset'])
  expect(server.seen.map(({ path }) => path)).toEqual([
    '/v1/events',
    '/v1/events?after=5',
    '/v1/events?after=7',
  ])
  expect(lines.slice(0, 3)).toEqual([true, false, true])
})
