import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation, Message, SentMessage } from '#contract/shapes/conversation.ts'
import type { Me, SignedIn } from '#contract/shapes/people.ts'
import { type Database, openDatabase } from '#platform/database/open.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { freshDatabase } from '#test/support/open-test-app.ts'
import { OWNER } from '#test/support/open-test-server.ts'

let models: ModelServer
let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  models = await startModelServer()
  database = await freshDatabase()
})
afterAll(async () => {
  await models.close()
  await database.drop()
})

const plant = new URL('../support/plant-death.ts', import.meta.url).href
const start = (diesAfter?: string): Promise<ChildServer> =>
  startChildServer(
    {
      PARLEY_DATA_DIR: database.directory,
      ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url }),
      PARLEY_OWNER_EMAIL: OWNER.email,
      PARLEY_OWNER_PASSWORD: OWNER.password,
      PARLEY_LEASE_SECONDS: '1',
      PARLEY_TITLES: 'first-words',
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: models.openaiBaseUrl,
      OPENAI_MODEL: 'scripted',
      ...(diesAfter && { PARLEY_DIES_AFTER: diesAfter }),
    },
    diesAfter ? ['--import', plant] : [],
  )

async function ask<T>(server: ChildServer, token: string, method: string, path: string, body?: object) {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(response.status, path).toBeLessThan(300)
  return (await response.json()) as T
}
const logIn = async (server: ChildServer) =>
  (await ask<SignedIn>(server, '', 'POST', '/v1/auth/login', OWNER)).accessToken

/** What the model says to everything here: to the person, and when it looks. */
const WORDS = '[[say {"action":"continue","text":"And the kitchen?","reason":"It was left open."}]]'

/** Two conversations that are quiet, of a person who agrees. */
async function prepare(server: ChildServer) {
  const token = await logIn(server)
  const { tenant } = await ask<Me>(server, token, 'GET', '/v1/me')
  await ask(server, token, 'PATCH', '/v1/initiative', { agrees: true, quietFrom: '00:00', quietTo: '00:00' })
  const { id: agentId } = await ask<Agent>(server, token, 'POST', '/v1/agents', { name: 'Ada' })
  await ask(server, token, 'PATCH', `/v1/agents/${agentId}/initiative`, { speaksFirst: true, perDay: 5 })
  const conversationIds: string[] = []
  for (let made = 0; made < 2; made += 1) {
    const { id } = await ask<Conversation>(server, token, 'POST', '/v1/conversations', { agentId })
    const { reply } = await ask<SentMessage>(server, token, 'POST', `/v1/conversations/${id}/messages`, {
      parts: [{ type: 'text', text: `I repaint the kitchen. ${WORDS}` }],
    })
    await expect
      .poll(
        async () => (await ask<{ state: string }>(server, token, 'GET', `/v1/replies/${reply?.id}`)).state,
      )
      .toBe('completed')
    await ask(server, token, 'POST', `/v1/conversations/${id}/read`, { seq: 9 })
    conversationIds.push(id)
  }
  return { tenantId: tenant.id, conversationIds }
}

async function within<T>(run: (database: Database) => Promise<T>): Promise<T> {
  const opened = await openDatabase(database.options)
  return run(opened).finally(() => opened.close())
}

/** As if two hours had passed. */
const letTimePass = (tenantId: string) =>
  within((opened) =>
    opened.write(tenantId, async (tx) => {
      await sql`UPDATE messages SET created_at = created_at - interval '2 hours'`.execute(tx)
      await sql`UPDATE appointments SET due_at = now()`.execute(tx)
    }),
  )

test('a process that is killed after it decided and before it spoke: it is said once', {
  timeout: 120_000,
}, async () => {
  const first = await start()
  const { tenantId, conversationIds } = await prepare(first)
  await first.kill('SIGTERM')
  await letTimePass(tenantId)

  // It may be dead before it is ready.
  await start('insert into "look_decisions"').then(
    ({ exited }) => exited,
    () => null,
  )
  const kept = await within((opened) =>
    opened.read(tenantId, (tx) => tx.selectFrom('look_decisions').select('state').execute()),
  )
  // It had decided and not spoken, or the rest of this shows nothing.
  expect(kept.some(({ state }) => state === 'made')).toBe(true)

  const last = await start()
  const token = await logIn(last)
  const saidIn = async (id: string) => {
    const { items } = await ask<{ items: Message[] }>(last, token, 'GET', `/v1/conversations/${id}/messages`)
    return items.filter(({ origin }) => origin === 'initiative').length
  }
  for (const id of conversationIds) await expect.poll(() => saidIn(id)).toBe(1)
  await last.kill('SIGTERM')
  const { said, settled, asked } = await within((opened) =>
    opened.read(tenantId, async (tx) => ({
      said: await tx.selectFrom('messages').select('id').where('origin', '=', 'initiative').execute(),
      settled: await tx.selectFrom('look_decisions').select(['state', 'message_id']).execute(),
      asked: models.requests.length,
    })),
  )
  expect(said).toHaveLength(2)
  expect(settled.filter(({ state }) => state === 'sent')).toHaveLength(2)
  expect(settled.filter(({ state }) => state === 'made')).toEqual([])
  // Two answers and two looks; one look more if its decision was not kept yet.
  expect(asked).toBeLessThanOrEqual(5)
})
