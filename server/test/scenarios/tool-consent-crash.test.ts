import { expect, test } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation, Message, SentMessage } from '#contract/shapes/conversation.ts'
import type { ToolApproval } from '#contract/shapes/tool-consent.ts'
import { openStage, type Stage } from '#test/golden/stage.ts'
import { startChildServer } from '#test/support/child-server.ts'
import { freePort } from '#test/support/free-port.ts'
import { countingTool, startCounter } from '#test/support/counting-tool.ts'

const SOON = { timeout: 30_000 }
const plants = ['plant-counting-tool', 'plant-death'].flatMap((name) => [
  '--import',
  new URL(`../support/${name}.ts`, import.meta.url).href,
])

const openCounting = (address: string): Promise<Stage> =>
  openStage({
    listen: '0=native',
    env: { PARLEY_LEASE_SECONDS: '1', PARLEY_TITLES: 'first-words', PARLEY_SUMMARY_EVERY: '0' },
    ports: { tools: [countingTool(address)] },
  })

async function ask<T>(stage: Stage, method: string, path: string, body?: object, at = stage.url('native')) {
  const response = await fetch(at + path, {
    method,
    headers: {
      authorization: `Bearer ${await stage.tokenOf('owner')}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(response.status, path).toBeLessThan(300)
  return (await response.json()) as T
}

/** A conversation in which a call waits for consent. */
async function askToCount(stage: Stage): Promise<{ id: string; approvalId: string }> {
  const { id: agentId } = await ask<Agent>(stage, 'POST', '/v1/agents', { name: 'Ada', tools: ['count_up'] })
  const { id } = await ask<Conversation>(stage, 'POST', '/v1/conversations', { agentId })
  stage.script([{ toolCalls: [{ name: 'count_up', arguments: '{"by":1}' }] }])
  await ask<SentMessage>(stage, 'POST', `/v1/conversations/${id}/messages`, {
    parts: [{ type: 'text', text: 'Count.' }],
  })
  const waiting = async () =>
    (
      await ask<{ items: ToolApproval[] }>(
        stage,
        'GET',
        `/v1/tool-approvals?conversationId=${id}&state=pending`,
      )
    ).items
  await expect.poll(async () => (await waiting()).length, SOON).toBe(1)
  return { id, approvalId: (await waiting())[0]?.id ?? '' }
}

/** Approves in a process of its own, which dies of it. */
const approveAndDie = (stage: Stage, approvalId: string, fatal: Record<string, string>) =>
  stage.restart(async (env) => {
    const port = String(await freePort())
    const alone = { PORT: port, PARLEY_LISTEN: `${port}=native` }
    const child = await startChildServer({ ...env, ...fatal, ...alone }, plants)
    const path = `/v1/tool-approvals/${approvalId}/decide`
    // It may die before it has answered.
    await ask(stage, 'POST', path, { decision: 'approve' }, child.url).catch(() => null)
    await child.exited
  })

const answerOf = async (stage: Stage, id: string) =>
  (await ask<{ items: Message[] }>(stage, 'GET', `/v1/conversations/${id}/messages`)).items[2]

test('killed between a tool’s effect and its record: it was called once, and the turn says so', async () => {
  await using counter = await startCounter()
  await using stage = await openCounting(counter.address)
  const { id, approvalId } = await askToCount(stage)
  await approveAndDie(stage, approvalId, { PARLEY_COUNTS_AT: counter.address, PARLEY_DIES_COUNTING: '1' })
  expect(counter.counted).toHaveLength(1)

  await expect.poll(async () => (await answerOf(stage, id))?.reply?.state, SOON).toBe('interrupted')
  expect(counter.counted).toHaveLength(1)
  // Asked for another answer, the model hears that it is not known what came of it.
  stage.script([{ text: ['I do not know.'] }])
  await ask(stage, 'POST', `/v1/messages/${(await answerOf(stage, id))?.id}/regenerate`)
  await expect.poll(() => JSON.stringify(stage.models.requests.at(-1)?.body), SOON).toContain('is not known')
  expect(counter.counted).toHaveLength(1)
})

test('killed right after the approval: another process makes the call, once', async () => {
  await using counter = await startCounter()
  await using stage = await openCounting(counter.address)
  const { id, approvalId } = await askToCount(stage)
  stage.script([{ text: ['Counted.'] }])
  await approveAndDie(stage, approvalId, {
    PARLEY_COUNTS_AT: counter.address,
    PARLEY_DIES_AFTER: 'update "tool_approvals" set "state"',
  })
  expect(counter.counted).toHaveLength(0)
  await expect.poll(async () => (await answerOf(stage, id))?.reply?.state, SOON).toBe('completed')
  expect(counter.counted).toHaveLength(1)
})
