import { expect, test } from 'vitest'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { openChildStage } from '#test/support/child-stage.ts'
import { messagesOf, openConversation } from '#test/support/conversation.ts'
import { dial, type TestSocket } from '#test/support/socket.ts'
import { sized } from './size.ts'

const AT_ONCE = 50

test('one message sent fifty times at once over two APIs, through a kill and after it, is stored once', {
  timeout: 600_000,
}, async () => {
  await using stage = await openChildStage({ env: { PARLEY_LEASE_SECONDS: '1' } })
  const conversationId = await openConversation(stage)
  const parts = [{ type: 'text' as const, text: '[[say Once.]]' }]
  const overHttp = (clientId: string) =>
    stage
      .ask<SentMessage>('POST', `/v1/conversations/${conversationId}/messages`, { body: { clientId, parts } })
      .then(
        ({ status, body }) => ({ status, id: status < 300 ? body.message.id : null }),
        () => ({ status: 0, id: null }),
      )
  /** Sends it so many times over one socket; answers the ids that were acknowledged. */
  const overSocket = async (socket: TestSocket, clientId: string) => {
    for (let at = 0; at < AT_ONCE / 2; at += 1)
      socket.send({
        type: 'message.send',
        ref: `m${at}`,
        message: { conversationId, clientId, parts, whenBusy: 'queue' },
      })
    const heard = () =>
      socket.frames.flatMap((frame) => (frame.type === 'message.accepted' ? [frame.result.message.id] : []))
    await Promise.race([expect.poll(() => heard().length).toBe(AT_ONCE / 2), socket.closed])
    socket.close()
    return heard()
  }
  for (let round = 0; round < sized(2, 30); round += 1) {
    const clientId = `once-${round}`
    const socket = await dial(stage, stage.owner)
    const sending = [
      Promise.all(Array.from({ length: AT_ONCE / 2 }, () => overHttp(clientId))),
      overSocket(socket, clientId).then((ids) => ids.map((id) => ({ status: 201, id }))),
    ]
    // In every other round it dies in the middle of them.
    const isKilled = round % 2 === 1
    if (isKilled) await stage.child.kill('SIGKILL')
    const answers = (await Promise.all(sending)).flat()
    if (isKilled) await stage.start()
    const after = await overHttp(clientId)
    const ids = new Set([...answers, after].flatMap(({ id }) => (id === null ? [] : [id])))
    expect(ids.size).toBe(1)
    if (!isKilled) expect(answers.filter(({ id }) => id !== null)).toHaveLength(AT_ONCE)
    const stored = await messagesOf(stage, conversationId, 'branch=all&limit=200')
    expect(stored.filter((message) => message.clientId === clientId)).toHaveLength(1)
    expect(stored.filter(({ reply, parentId }) => reply && parentId === [...ids][0])).toHaveLength(1)
  }
})
