import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { openChildStage } from '#test/support/child-stage.ts'
import { messagesOf } from '#test/support/conversation.ts'
import { sized } from './size.ts'

const CONVERSATIONS = 6
const SITE = 'https://shop.example.com'

/** What was acknowledged last of who has a conversation, and what may have been done besides. */
interface Holding {
  readonly id: string
  /** What its visitor shows. */
  readonly visitorSession: string
  isPersons: boolean
  asked: boolean | null
}

test('killed during takeovers and returns, each conversation belongs entirely to a person or to the agent', {
  timeout: 900_000,
}, async () => {
  await using stage = await openChildStage({ env: { PARLEY_LEASE_SECONDS: '1' } })
  const { body: key } = await stage.ask<{ secret: string }>('POST', '/v1/api-keys', {
    body: { name: 'Stays', scopes: ['*'] },
  })
  const token = key.secret
  const { body: agent } = await stage.ask<{ id: string }>('POST', '/v1/agents', {
    token,
    body: { name: 'Ada' },
  })
  const { body: widget } = await stage.ask<{ key: string }>('POST', '/v1/widgets', {
    token,
    body: { name: 'Shop', agentId: agent.id, allowedOrigins: [SITE] },
  })
  const holdings: Holding[] = []
  for (let at = 0; at < CONVERSATIONS; at += 1) {
    const entered = await stage.ask<{ token: string }>('POST', `/v1/widget/${widget.key}/visitor-sessions`, {
      token: null,
      headers: { origin: SITE },
      body: {},
    })
    const visitorSession = entered.body.token
    const opened = await stage.ask<{ id: string }>('POST', '/v1/conversations', {
      token: visitorSession,
      body: {},
    })
    expect([opened.status, opened.text]).toEqual([201, opened.text])
    holdings.push({ id: opened.body.id, visitorSession, isPersons: false, asked: null })
  }

  const say = ({ id, visitorSession }: Holding, text: string) =>
    stage.ask<SentMessage>('POST', `/v1/conversations/${id}/messages`, {
      token: visitorSession,
      body: { parts: [{ type: 'text', text }], whenBusy: 'queue' },
    })
  let [changes, broken] = [0, 0]
  /** Takes it, has it answered or not, gives it back, until the process dies. */
  const work = async (holding: Holding, isOver: () => boolean) => {
    while (!isOver()) {
      holding.asked = !holding.isPersons
      const path = `/v1/inbox/conversations/${holding.id}/${holding.asked ? 'take' : 'return'}`
      try {
        const done = await stage.ask('POST', path, { token, body: {} })
        if (done.status >= 300) throw new Error(done.text)
        holding.isPersons = holding.asked
        holding.asked = null
        changes += 1
        await say(holding, '[[model ttft=5 tps=200 tokens=40]]')
      } catch {
        broken += 1
        return
      }
    }
  }

  for (let round = 0; round < sized(2, 60); round += 1) {
    let isOver = false
    const before = changes
    const working = holdings.map((holding) => work(holding, () => isOver))
    // However slow the machine is: by then conversations have changed hands, and go on doing so.
    await expect
      .poll(() => changes - before, { timeout: 60_000, interval: 5 })
      .toBeGreaterThanOrEqual(CONVERSATIONS)
    await pause(Math.random() * 700)
    await stage.child.kill('SIGKILL')
    isOver = true
    await Promise.all(working)
    await stage.start()
    for (const holding of holdings) {
      const probe = await say(holding, '[[say Still the agent.]]')
      expect(probe.status).toBe(201)
      // Before it or after it: a person has it and nobody is asked, or the agent has it and is.
      const isPersons = probe.body.reply === null
      if (holding.asked === null) expect(isPersons).toBe(holding.isPersons)
      holding.isPersons = isPersons
      holding.asked = null
    }
  }
  expect(broken).toBeGreaterThan(0)
  for (const { id, visitorSession } of holdings)
    await expect
      .poll(async () =>
        (await messagesOf(stage, id, 'branch=all&limit=200', visitorSession)).filter(
          ({ reply }) => reply && reply.endedAt === null,
        ),
      )
      .toEqual([])
})
