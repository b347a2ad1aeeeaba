import { expect, test } from 'vitest'
import { killRounds } from '#test/support/kill-rounds.ts'
import { openChildStage } from '#test/support/child-stage.ts'
import { openConversation, send } from '#test/support/conversation.ts'
import { dial } from '#test/support/socket.ts'
import { sized } from './size.ts'

test('stopped under load it ends cleanly each time, and nothing is lost, doubled, stuck or torn', {
  timeout: 600_000,
}, async () => {
  const codes: (number | null)[] = []
  const rounds = sized(1, 20)
  const report = await killRounds({ rounds, signal: 'SIGTERM', ended: (code) => codes.push(code) })
  expect(codes).toEqual(Array(rounds).fill(0))
  expect(report.acknowledged).toBeGreaterThanOrEqual(rounds)
  expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0, misplaced: 0 })
})

test('an answer that takes too long is handed over, and sockets are closed with a reason', async () => {
  await using stage = await openChildStage({ env: { PARLEY_LEASE_SECONDS: '2' } })
  const conversationId = await openConversation(stage)
  const socket = await dial(stage, stage.owner)
  const { reply } = await send(stage, conversationId, '[[model ttft=50 tps=4 tokens=52]]')
  const running = () => stage.ask<{ state: string }>('GET', `/v1/replies/${reply?.id}`)
  await expect.poll(async () => (await running()).body.state).toBe('running')
  const stopping = stage.child.kill('SIGTERM')
  expect(await socket.closed).toBe(1001)
  expect(await stopping).toBe(0)
  await stage.start()
  const read = () => stage.ask<{ state: string; attempt: number }>('GET', `/v1/replies/${reply?.id}`)
  await expect.poll(async () => (await read()).body.state).toBe('completed')
  // It was not waited for to its end: another went on with it.
  expect((await read()).body.attempt).toBeGreaterThan(1)
})

test('it ends with the shell in which `npm start` runs it, which passes no signal on', async () => {
  await using stage = await openChildStage({
    env: { npm_lifecycle_event: 'start' },
    through: ['sh', '-c', '"$@"; exit $?', 'sh'],
  })
  expect((await fetch(`${stage.url}/healthz`)).status).toBe(200)
  const shell = stage.child.kill('SIGTERM')
  await shell
  const isThere = () =>
    fetch(`${stage.url}/healthz`).then(
      () => true,
      () => false,
    )
  await expect.poll(isThere, { timeout: 20_000 }).toBe(false)
})
