import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChildStage, openChildStage } from '#test/support/child-stage.ts'
import { converse, openConversation } from '#test/support/conversation.ts'
import { sized } from './size.ts'

let stage: ChildStage
beforeAll(async () => {
  // All readers are one account here, which is meant for one person's.
  const env = { PARLEY_RATE_ACCOUNT: '6000000', PARLEY_RATE_TENANT: '6000000' }
  stage = await openChildStage({ env })
})
afterAll(() => stage[Symbol.asyncDispose]())

const memoryMb = () =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${stage.child.pid}/status`, 'utf8'))?.[1] ?? 0) /
  1_024

interface Reader {
  /** The number of the last event that it heard. */
  last: number
  heard: number
  isOpen: boolean
  /** What came out of its order. */
  readonly wrong: string[]
  /** Takes nothing of what comes, until it reads on. */
  standStill(): void
  readOn(): void
  leave(): void
}

/**
 * Follows all events over plain HTTP, from after that one; comes again a little later when it is cut off or turned away, as
 * any client does. Connections come from many addresses of this machine.
 */
function follow(at: number, after: number): Reader {
  const { port } = new URL(stage.url)
  const localAddress = `127.0.${Math.floor(at / 250) % 250}.${(at % 250) + 2}`
  let hasLeft = false
  let socket: Socket
  const reader: Reader = {
    last: after,
    heard: 0,
    isOpen: false,
    wrong: [],
    standStill: () => socket.pause(),
    readOn: () => socket.resume(),
    leave() {
      hasLeft = true
      socket.destroy()
    },
  }
  const hear = (events: string) => {
    for (const [, number] of events.matchAll(/^id: (\d+)\nevent: event$/gm)) {
      // In their order, none left out and none twice.
      if (Number(number) !== reader.last + 1) reader.wrong.push(`${number} after ${reader.last}`)
      reader.last = Number(number)
      reader.heard += 1
    }
  }
  const come = () => {
    if (hasLeft) return
    let rest = ''
    socket = connect({ port: Number(port), host: '127.0.0.1', localAddress })
    socket.on('error', () => {})
    socket.on('close', () => {
      reader.isOpen = false
      if (!hasLeft) setTimeout(come, 500 + Math.random() * 500)
    })
    socket.on('data', (piece) => {
      rest += String(piece)
      if (!reader.isOpen && !rest.startsWith('HTTP/1.1 200')) return socket.destroy()
      reader.isOpen = true
      const end = rest.lastIndexOf('\n\n')
      if (end < 0) return
      hear(rest.slice(0, end + 2))
      rest = rest.slice(end + 2)
    })
    const credential = `authorization: Bearer ${stage.owner}`
    socket.write(`GET /v1/events?after=${reader.last} HTTP/1.1\r\nhost: localhost\r\n${credential}\r\n\r\n`)
  }
  come()
  return reader
}

/** How many events there have been. */
async function newest(): Promise<number> {
  const { body } = await stage.ask<{ id: string }>('POST', '/v1/conversations', { body: {} })
  const leaving = new AbortController()
  const response = await fetch(`${stage.url}/v1/events`, {
    headers: { authorization: `Bearer ${stage.owner}` },
    signal: leaving.signal,
  })
  let text = ''
  for await (const piece of response.body ?? []) {
    text += String(Buffer.from(piece))
    if (/^id: \d+/m.test(text)) break
  }
  leaving.abort()
  expect(body.id).toBeDefined()
  return Number(/^id: (\d+)/m.exec(text)?.[1] ?? 0)
}

test(`${sized(200, 1_000)} readers that receive nothing cost little, and affect nobody else`, {
  timeout: 900_000,
}, async () => {
  const conversationId = await openConversation(stage)
  const after = await newest()
  const readers = Array.from({ length: sized(200, 1_000) }, (_, at) => follow(at, after))
  await expect.poll(() => readers.filter(({ isOpen }) => isOpen).length).toBe(readers.length)
  const talks = async () => {
    for (let at = 0; at < sized(10, 600); at += 1)
      expect((await converse(stage, conversationId, '[[model ttft=1 tps=1000 tokens=60]]')).end.state).toBe(
        'completed',
      )
  }
  // What the same costs with all of them reading is nothing of theirs.
  await talks()
  for (const reader of readers) reader.standStill()
  const before = memoryMb()
  await talks()
  expect(memoryMb() - before).toBeLessThan(150)
  // They stood still all the while, and find everything when they read on.
  const behind = readers.map(({ last }) => last)
  for (const reader of readers) reader.readOn()
  await expect
    .poll(() => readers.filter(({ last }, at) => last > (behind[at] ?? 0)).length)
    .toBe(readers.length)
  for (const reader of readers) reader.leave()
})

const CROWD = sized(300, 7_000)

test(`${CROWD} readers disconnected at once all resume where they were`, {
  timeout: 900_000,
}, async () => {
  const conversationId = await openConversation(stage)
  const after = await newest()
  let readers = Array.from({ length: CROWD }, (_, at) => follow(at, after))
  const patient = { timeout: 120_000 }
  const rename = async (title: string) => {
    const { status, text } = await stage.ask('PATCH', `/v1/conversations/${conversationId}`, {
      body: { title },
    })
    expect([status, text]).toEqual([200, text])
  }
  /** How many have heard something and stand where the foremost does. */
  const atTheEnd = () => {
    const end = Math.max(...readers.map(({ last }) => last))
    return readers.filter(({ heard, last }) => heard > 0 && last === end).length
  }
  await expect.poll(() => readers.filter(({ isOpen }) => isOpen).length, patient).toBe(CROWD)
  await rename('Before')
  await expect.poll(atTheEnd, patient).toBe(CROWD)
  for (const reader of readers) reader.leave()
  await rename('Meanwhile')
  readers = readers.map(({ last }, at) => follow(at, last))
  let isOver = false
  let healthy = 0
  const watching = (async () => {
    while (!isOver) {
      const { status } = await stage.ask('GET', '/healthz').catch(() => ({ status: 0 }))
      healthy += status === 200 ? 1 : 0
    }
  })()
  await expect.poll(atTheEnd, patient).toBe(CROWD)
  isOver = true
  await watching
  expect(healthy).toBeGreaterThan(0)
  expect(readers.flatMap(({ wrong }) => wrong)).toEqual([])
  for (const reader of readers) reader.leave()
})
