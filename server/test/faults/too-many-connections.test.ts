import { existsSync, readdirSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { mostConnections } from '#entry/most-connections.ts'
import { openChildStage } from '#test/support/child-stage.ts'
import { follow, messagesOf, openConversation, send, textOf } from '#test/support/conversation.ts'
import { sized } from './size.ts'

const MAY_OPEN = 600
const canLimit = existsSync('/usr/bin/prlimit') && existsSync('/proc/self/fd')

const sockets: Socket[] = []
afterAll(() => {
  for (const socket of sockets) socket.destroy()
})

test('some file descriptors are reserved for the process itself', () => {
  const limits = (soft: string) =>
    `Limit  Soft Limit  Hard Limit  Units\nMax open files            ${soft}   4096   files`
  expect(mostConnections(limits('1024'))).toBe(640)
  expect(mostConnections(limits('256'))).toBe(16)
  expect(mostConnections(limits('unlimited'))).toBe(Number.POSITIVE_INFINITY)
  expect(mostConnections('')).toBe(Number.POSITIVE_INFINITY)
})

test('excess connections are refused; work continues, and afterwards all are admitted', async ({ skip }) => {
  skip(!canLimit, 'what a process may open cannot be limited here')
  await using stage = await openChildStage({
    through: ['/usr/bin/prlimit', `--nofile=${MAY_OPEN}:${MAY_OPEN}`],
  })
  const conversationId = await openConversation(stage)
  const { hostname, port } = new URL(stage.url)
  const opened = () => readdirSync(`/proc/${stage.child.pid}/fd`).length
  for (let round = 0; round < sized(1, 5); round += 1) {
    let turnedAway = 0
    const mine = Array.from({ length: MAY_OPEN * 3 }, () => {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.on('close', () => {
        turnedAway += 1
      })
      socket.on('connect', () => socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n'))
      sockets.push(socket)
      return socket
    })
    await expect.poll(() => turnedAway).toBeGreaterThan(MAY_OPEN)
    // It has let in as many as it may, and what it needs for itself is free again as soon as the rest is turned away.
    expect(opened()).toBeGreaterThan(MAY_OPEN / 3)
    await expect.poll(opened).toBeLessThan(MAY_OPEN - 50)
    for (const socket of mine) socket.destroy()
    await expect
      .poll(() =>
        stage.ask('GET', `/v1/conversations/${conversationId}`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200)
    // As any client does, it says the same again until it is told that it was heard.
    const sayAgain = () =>
      send(stage, conversationId, '[[say Here again.]]', { clientId: `again-${round}` }).catch(() => null)
    await expect.poll(sayAgain).not.toBeNull()
    const text = textOf(await follow(stage, (await sayAgain())?.reply?.id ?? ''))
    expect(text).toBe('Here again.')
  }
  expect((await messagesOf(stage, conversationId)).length).toBe(sized(2, 10))
  expect(stage.child.output()).not.toMatch(/EMFILE|Too many open files/)
})
