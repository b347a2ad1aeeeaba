import { sql } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openConversation, send } from '#test/support/conversation.ts'
import { openTestServer } from '#test/support/open-test-server.ts'
import { sized } from './size.ts'

test('during one long statement, the process answers everything that needs no database', async () => {
  await using server = await openTestServer()
  const conversationId = await openConversation(server)
  const rows = sized(6_000_000, 40_000_000)
  let isDone = false
  const working = server.app.database
    .administer((db) => sql`SELECT count(*) FROM generate_series(1, ${sql.lit(rows)}) AS n`.execute(db))
    .finally(() => {
      isDone = true
    })
  const sending = send(server, conversationId, 'Hello?')
  let answered = 0
  let ticks = 0
  const timer = setInterval(() => {
    ticks += isDone ? 0 : 1
  }, 10)
  while (!isDone) {
    answered += (await server.ask('GET', '/healthz')).status === 200 ? 1 : 0
    await pause(5)
  }
  clearInterval(timer)
  await working
  // Had it been worked on in the same loop, nothing of this could have come in between.
  expect(answered).toBeGreaterThan(10)
  expect(ticks).toBeGreaterThan(10)
  expect((await sending).message.seq).toBe(1)
})
