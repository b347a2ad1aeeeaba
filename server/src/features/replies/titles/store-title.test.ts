import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { findTenantId, systemScope } from '#features/access/index.ts'
import { openConversation } from '#test/support/conversation.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { visit } from '#features/access/testing.ts'
import { storeTitle } from './store-title.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

test('a title does not wait for a lock: it is stored once the other process is done', async () => {
  const tenantId = await findTenantId(server.app, null)
  const scope = systemScope(server.app, tenantId, visit())
  const conversationId = await openConversation(server)
  const [locked, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const elsewhere = server.app.database.write(tenantId, async (tx) => {
    await sql`SELECT FROM conversations WHERE id = ${conversationId} FOR NO KEY UPDATE`.execute(tx)
    locked.resolve()
    await done.promise
  })
  await locked.promise
  expect(await storeTitle(scope, { conversationId, title: 'Opening hours' })).toBe(false)
  done.resolve()
  await elsewhere
  expect(await storeTitle(scope, { conversationId, title: 'Opening hours' })).toBe(true)
  const { body } = await server.ask<Conversation>('GET', `/v1/conversations/${conversationId}`)
  expect(body.title).toBe('Opening hours')
  // A deleted conversation gets no title.
  expect(await storeTitle(scope, { conversationId: randomUUID(), title: 'Opening hours' })).toBe(true)
})
