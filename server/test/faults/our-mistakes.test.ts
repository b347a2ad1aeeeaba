import { expect, test } from 'vitest'
import { openChildStage, planting } from '#test/support/child-stage.ts'
import { endOf, follow, messagesOf, openConversation, send } from '#test/support/conversation.ts'
import { dial } from '#test/support/socket.ts'

const WORD = 'a-careless-word'

test('a mistake in a timer, a promise, an emitter, a stream or a request is logged, and affects nobody else', async () => {
  await using stage = await openChildStage({
    env: { PARLEY_CARELESS_AT: WORD },
    nodeOptions: planting('plant-careless'),
  })
  const conversationId = await openConversation(stage)
  const socket = await dial(stage, stage.owner)
  const { reply } = await send(stage, conversationId, '[[model ttft=20 tps=20 tokens=60]]')
  const following = follow(stage, reply?.id ?? '')

  process.kill(stage.child.pid, 'SIGUSR2')
  const failed = await stage.ask('PATCH', `/v1/conversations/${conversationId}`, { body: { title: WORD } })
  expect([failed.status, failed.body.code]).toEqual([500, 'internal'])
  expect(failed.text).not.toMatch(/careless in|\.ts:\d/)
  socket.send({
    type: 'message.send',
    ref: 'odd',
    message: { conversationId, parts: [{ type: 'text', text: WORD }] },
  } as never)
  const fault = await socket.frame('fault')
  expect(fault).toMatchObject({ ref: 'odd', problem: { code: 'internal' } })
  expect(JSON.stringify(fault)).not.toContain('careless in')

  const places = ['a timer', 'a promise', 'an emitter', 'a stream', 'a statement']
  await expect
    .poll(() => places.filter((place) => !stage.child.output().includes(`careless in ${place}`)))
    .toEqual([])
  expect(stage.child.output()).toContain(String(failed.body.requestId))
  // The answer that was being written is whole, the socket is there, and the next message is taken.
  expect(endOf(await following).state).toBe('completed')
  expect((await messagesOf(stage, conversationId)).at(-1)?.reply?.attempt).toBe(1)
  expect((await stage.ask('GET', '/readyz')).status).toBe(200)
  socket.send({ type: 'events.follow', ref: 'still' })
  await socket.frame('events.ready')
  socket.close()
})
