import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Secret } from '#platform/crypto/secret.ts'
import { openDatabase } from '#platform/database/open.ts'
import { openChildStage } from '#test/support/child-stage.ts'
import { converse, openConversation } from '#test/support/conversation.ts'
import { sized } from './size.ts'

const DUE = sized(10_000, 25_000)

test(`${DUE} jobs due at the start run a few at a time, while answers continue as usual`, {
  timeout: 1_200_000,
}, async () => {
  await using stage = await openChildStage()
  const conversationId = await openConversation(stage)
  await stage.child.kill('SIGTERM')
  const options =
    stage.kind === 'server'
      ? { kind: 'server' as const, url: new Secret(stage.env.DATABASE_URL ?? ''), connectionsMax: 2 }
      : { kind: 'embedded' as const, directory: stage.directory }
  const storeAll = async () => {
    const database = await openDatabase(options)
    const tenantId = await database.system(async (tx) => {
      const { rows } = await sql<{ id: string }>`SELECT tenant_id AS id FROM tenants LIMIT 1`.execute(tx)
      return rows[0]?.id ?? ''
    })
    const actor = JSON.stringify({ kind: 'system', id: null, name: 'system' })
    await database.system((tx) =>
      sql`INSERT INTO jobs (tenant_id, id, name, input, actor, request_id, state, tries, tries_max)
        SELECT ${tenantId}::uuid, gen_random_uuid(), 'title.write',
          jsonb_build_object('conversationId', gen_random_uuid()), ${actor}::jsonb, 'test', 'waiting', 0, 1
        FROM generate_series(1, ${DUE}::int)`.execute(tx),
    )
    await database.close()
  }
  await storeAll()
  await stage.start()
  const left = async () => {
    const { text } = await stage.ask('GET', '/metrics', { token: null })
    const states = [...text.matchAll(/^parley_jobs\{job="title\.write",state="(?:due|running)"\} (\d+)/gm)]
    return states.reduce((sum, [, count]) => sum + Number(count), 0)
  }
  const before = await left()
  for (const word of ['One.', 'Two.', 'Three.'])
    expect((await converse(stage, conversationId, `[[say ${word}]]`)).text).toBe(word)
  // The answers came before the work that waited, which is still most of it, and is done.
  const after = await left()
  expect(before).toBeGreaterThan(DUE / 2)
  expect(after).toBeGreaterThan(0)
  expect((await stage.ask('GET', '/readyz')).status).toBe(200)
  if (DUE <= 10_000) return
  await expect.poll(left, { timeout: 1_000_000 }).toBe(0)
})
