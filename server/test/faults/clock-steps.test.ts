import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { openChildStage, planting } from '#test/support/child-stage.ts'
import {
  endOf,
  follow,
  messagesOf,
  openConversation,
  send,
  storedText,
  textOf,
} from '#test/support/conversation.ts'

const HOUR_MS = 3_600_000
const directory = mkdtempSync(join(tmpdir(), 'parley-clock-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test.each([
  ['an hour ahead', HOUR_MS],
  ['an hour back', -HOUR_MS],
  ['ten years ahead', 10 * 365 * 24 * HOUR_MS],
])(
  'the clock steps %s during an answer: it is written once, and later messages follow it',
  async (_, step) => {
    const file = join(directory, `${step}`)
    writeFileSync(file, '0')
    await using stage = await openChildStage({
      env: { PARLEY_CLOCK_FILE: file, PARLEY_LEASE_SECONDS: '10' },
      nodeOptions: planting('plant-clock'),
    })
    const { body: key } = await stage.ask<{ secret: string }>('POST', '/v1/api-keys', {
      body: { name: 'Stays', scopes: ['*'] },
    })
    const patient = { ...stage, owner: key.secret }
    const conversationId = await openConversation(stage)
    const { reply } = await send(stage, conversationId, '[[model ttft=50 tps=20 tokens=80]]')
    const following = follow(stage, reply?.id ?? '')
    await pause(800)
    writeFileSync(file, String(step))
    const later = await send(patient, conversationId, '[[say And then?]]', { token: key.secret })
    const parts = await following
    expect(endOf(parts).state).toBe('completed')
    await follow(patient, later.reply?.id ?? '', undefined, key.secret)

    const stored = await messagesOf(patient, conversationId, 'limit=200', key.secret)
    expect(stored.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(stored[1]?.reply).toMatchObject({ state: 'completed', attempt: 1 })
    expect(storedText(stored[1])).toBe(textOf(parts))
    expect(storedText(stored[3])).toContain('And then?')
    expect((await stage.ask('GET', '/readyz')).status).toBe(200)
    // The step was really felt.
    const { body: health } = await stage.ask<{ timestamp: string }>('GET', '/compat/chat-api/health')
    const felt = new Date(`${health.timestamp.replace(/Z$/, '')}Z`).getTime() - Date.now()
    expect(Math.abs(felt - step)).toBeLessThan(HOUR_MS / 2)
  },
)
