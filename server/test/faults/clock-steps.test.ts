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
  'the clock steps %s in the middle of an answer: it is written once, and what follows stands behind it',
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
    const asked = (path: string) => stage.ask<{ createdAt: string }>('GET', path, { token: key.secret })
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
    // The step was really felt: by this process, and by its database where that is its own.
    const { body: opened } = await asked(`/v1/conversations/${(await openConversationAs(patient)).id}`)
    if (stage.kind === 'embedded')
      expect(Math.abs(new Date(opened.createdAt).getTime() - Date.now() - step)).toBeLessThan(HOUR_MS / 2)
    expect((await stage.ask('GET', '/readyz')).status).toBe(200)
  },
)

const openConversationAs = async ({ ask, owner }: { ask: Ask; owner: string }) =>
  (await ask<{ id: string }>('POST', '/v1/conversations', { token: owner, body: {} })).body

type Ask = Awaited<ReturnType<typeof openChildStage>>['ask']
