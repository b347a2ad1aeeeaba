import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation, Message, SentMessage } from '#contract/shapes/conversation.ts'
import { findTenantId } from '#features/access/index.ts'
import { openStage, type Stage } from '#test/golden/stage.ts'
import { startChildServer } from '#test/support/child-server.ts'

const HOUR_MS = 3_600_000
const plant = new URL('../support/plant-death.ts', import.meta.url).href

/** What the model says to everything here: to the person, and when it is checked. */
const WORDS = '[[say {"action":"continue","text":"And the kitchen?","reason":"It was left open."}]]'

async function ask<T>(stage: Stage, method: string, path: string, body?: object) {
  const response = await fetch(stage.url('native') + path, {
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

/** Two conversations that have been quiet for two hours, of a person who agrees. */
async function prepare(stage: Stage): Promise<string[]> {
  await ask(stage, 'PATCH', '/v1/proactive-preferences', {
    agrees: true,
    quietFrom: '00:00',
    quietTo: '00:00',
  })
  const { id: agentId } = await ask<Agent>(stage, 'POST', '/v1/agents', { name: 'Ada' })
  await ask(stage, 'PATCH', `/v1/agents/${agentId}/proactive-messages`, { speaksFirst: true, perDay: 5 })
  const conversationIds = await Promise.all([talk(stage, agentId), talk(stage, agentId)])
  const { database } = stage.app
  await database.write(await findTenantId(stage.app, null), async (tx) => {
    await sql`UPDATE messages SET created_at = now() - interval '2 hours'`.execute(tx)
    await sql`UPDATE scheduled_jobs SET due_at = now()`.execute(tx)
  })
  return conversationIds
}

async function talk(stage: Stage, agentId: string): Promise<string> {
  const { id } = await ask<Conversation>(stage, 'POST', '/v1/conversations', { agentId })
  const { reply } = await ask<SentMessage>(stage, 'POST', `/v1/conversations/${id}/messages`, {
    parts: [{ type: 'text', text: `I repaint the kitchen. ${WORDS}` }],
  })
  const stateOf = async () => (await ask<{ state: string }>(stage, 'GET', `/v1/replies/${reply?.id}`)).state
  await expect.poll(stateOf).toBe('completed')
  await ask(stage, 'POST', `/v1/conversations/${id}/read`, { seq: 9 })
  return id
}

test('a process killed between deciding and writing first: the message is sent once', async () => {
  // By the clock of whoever prepares it, nothing is due yet.
  let behindMs = 3 * HOUR_MS
  await using stage = await openStage({
    listen: '0=native',
    env: { PARLEY_LEASE_SECONDS: '1', PARLEY_TITLES: 'first-words', PARLEY_SUMMARY_EVERY: '0' },
    now: () => new Date(Date.now() - behindMs),
  })
  const conversationIds = await prepare(stage)

  let diedAt = new Date(0)
  await stage.restart(async (env) => {
    const dies = { ...env, PARLEY_DIES_AFTER: 'insert into "proactive_checks"' }
    // It may be dead before it is ready.
    await startChildServer(dies, ['--import', plant]).then(
      ({ exited }) => exited,
      () => null,
    )
    diedAt = new Date()
    behindMs = 0
  })

  const saidIn = async (id: string) => {
    const { items } = await ask<{ items: Message[] }>(stage, 'GET', `/v1/conversations/${id}/messages`)
    return items.filter(({ origin }) => origin === 'proactive').length
  }
  for (const id of conversationIds) await expect.poll(() => saidIn(id)).toBe(1)
  const decisions = await stage.app.database.read(await findTenantId(stage.app, null), (tx) =>
    tx.selectFrom('proactive_checks').select(['state', 'made_at', 'settled_at']).execute(),
  )
  expect(decisions.map(({ state }) => state)).toEqual(['sent', 'sent'])
  const kept = decisions.filter(({ made_at }) => made_at <= diedAt)
  // It had decided and not spoken, or the rest of this shows nothing.
  expect(kept.length).toBeGreaterThan(0)
  for (const { settled_at } of kept) expect(settled_at?.getTime()).toBeGreaterThan(diedAt.getTime())
  // Two answers and two checks; one check more if its decision was not kept yet.
  expect(stage.models.requests.length).toBeLessThanOrEqual(5)
})
