import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openChildStage, planting } from '#test/support/child-stage.ts'
import { converse, openConversation, send } from '#test/support/conversation.ts'

const POISON = 'a-word-that-ends-processes'

test('a job that keeps ending its process is given up, and others continue', {
  timeout: 300_000,
}, async () => {
  await using stage = await openChildStage({
    env: { PARLEY_POISON: POISON, PARLEY_LEASE_SECONDS: '1' },
    nodeOptions: planting('plant-poison'),
  })
  const [poisoned, healthy] = [await openConversation(stage), await openConversation(stage)]
  const { reply } = await send(stage, poisoned, POISON).catch(() => ({ reply: null }))
  let deaths = 0
  let isRunning = true
  // It may die again before it says that it is ready.
  const restart = () => stage.start().then(Boolean, () => false)
  const isDead = () => Promise.race([stage.child.exited.then(() => true), pause(3_000).then(() => false)])
  while (!isRunning || (await isDead())) {
    deaths += 1
    expect(deaths).toBeLessThan(12)
    isRunning = await restart()
  }
  // It really ended processes, as often as it is tried and no more.
  expect(deaths).toBeGreaterThan(1)
  const id = reply?.id ?? (await repliesOf(stage, poisoned))
  const read = () => stage.ask<{ state: string; code: string }>('GET', `/v1/replies/${id}`)
  await expect.poll(async () => (await read()).body.state).toBe('failed')
  expect((await converse(stage, healthy, '[[say Not felt.]]')).text).toBe('Not felt.')
})

test('a hanging answer delays no other', async () => {
  await using stage = await openChildStage({ env: { PARLEY_REPLY_LIMIT_SECONDS: '15' } })
  const ids = await Promise.all(Array.from({ length: 12 }, () => openConversation(stage)))
  const stuck = await Promise.all(ids.map((id) => send(stage, id, '[[model fail=hang at=0]]')))
  const healthy = await openConversation(stage)
  for (const word of ['One.', 'Two.', 'Three.'])
    expect((await converse(stage, healthy, `[[say ${word}]]`)).text).toBe(word)
  const states = async () =>
    Promise.all(
      stuck.map(async ({ reply }) => {
        const { body } = await stage.ask<{ state: string }>('GET', `/v1/replies/${reply?.id}`)
        return body.state
      }),
    )
  expect(new Set(await states())).toEqual(new Set(['running']))
  await expect.poll(async () => [...new Set(await states())]).toEqual(['failed'])
})

const repliesOf = async (stage: Awaited<ReturnType<typeof openChildStage>>, conversationId: string) => {
  const { body } = await stage.ask<{ items: { reply: { id: string } | null }[] }>(
    'GET',
    `/v1/conversations/${conversationId}/messages?limit=10`,
  )
  return body.items.find(({ reply }) => reply)?.reply?.id ?? ''
}
