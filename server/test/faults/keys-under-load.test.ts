import { expect, test } from 'vitest'
import { openChildStage } from '#test/support/child-stage.ts'
import { converse, endOf, follow, messagesOf, send } from '#test/support/conversation.ts'
import { parley } from '#test/support/parley-command.ts'
import { sized } from './size.ts'

test('keys are changed during answers by a model with an encrypted key: nobody notices', {
  timeout: 600_000,
}, async () => {
  await using stage = await openChildStage({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
  const connected = await stage.ask<{ id: string }>('POST', '/v1/connections', {
    body: {
      name: 'mine',
      provider: 'openai',
      key: 'sk-of-mine-0123456789',
      baseUrl: stage.models.openaiBaseUrl,
      models: [{ name: 'scripted' }],
    },
  })
  expect([connected.status, connected.text]).toEqual([201, connected.text])
  /** A conversation that is answered with the sealed key. */
  const open = async () => {
    const body = { name: 'Ada', model: 'mine/scripted' }
    const agent = await stage.ask<{ id: string }>('POST', '/v1/agents', { body })
    const opened = await stage.ask<{ id: string }>('POST', '/v1/conversations', {
      body: { agentId: agent.body.id },
    })
    return opened.body.id
  }
  const ids = [await open(), await open(), await open()]
  let isOver = false
  let answered = 0
  const working = ids.map(async (id) => {
    while (!isOver) {
      const { end } = await converse(stage, id, '[[model ttft=10 tps=200 tokens=30]]')
      expect(end.state).toBe('completed')
      answered += 1
    }
  })
  const long = await send(stage, await open(), '[[model ttft=10 tps=15 tokens=90]]')
  const following = follow(stage, long.reply?.id ?? '')
  const before = answered
  for (let round = 0; round < sized(2, 20); round += 1) {
    const rotated = await parley(['keys', 'rotate'], { ...stage.env })
    expect(rotated).toMatchObject({
      code: 0,
      output: expect.stringMatching(/[1-9]\d* secrets? (was|were) re-encrypted/),
    })
  }
  expect(endOf(await following).state).toBe('completed')
  isOver = true
  await Promise.all(working)
  expect(answered).toBeGreaterThan(before)
  for (const id of ids)
    expect((await messagesOf(stage, id)).filter(({ reply }) => reply && reply.state !== 'completed')).toEqual(
      [],
    )
  expect((await stage.ask('GET', '/v1/me')).status).toBe(200)
})
