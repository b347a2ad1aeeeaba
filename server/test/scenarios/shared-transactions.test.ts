import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findTenantId } from '#features/access/index.ts'
import {
  follow,
  messagesOf,
  openConversation,
  scriptedModels,
  storedText,
} from '#test/support/conversation.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { joinTestServer } from '#test/support/join-test-server.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type ReachedServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let tenantId: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  tenantId = await findTenantId(server.app, null)
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const openSeveral = (count: number) =>
  Promise.all(Array.from({ length: count }, () => openConversation(server)))

const say = ({ ask }: Pick<ReachedServer, 'ask'>, conversationId: string, clientId: string, text: string) =>
  ask<{ message: { id: string }; reply: { id: string } | null }>(
    'POST',
    `/v1/conversations/${conversationId}/messages`,
    { body: { clientId, parts: [{ type: 'text', text }] } },
  )

/** Lets the tenant's shared transactions wait until it is let go, and tells what waits by what it changes. */
function holdTheNext() {
  const { database } = server.app
  const asked: string[] = []
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const { writeInGroup } = database
  const holding = writeInGroup(tenantId, 'held', () => held)
  const spied = vi.spyOn(database, 'writeInGroup').mockImplementation((tenant, key, ...rest) => {
    asked.push(key)
    return writeInGroup(tenant, key, ...rest)
  })
  return {
    asked,
    async letGo() {
      spied.mockRestore()
      letGo()
      await holding
    },
  }
}

/** The transactions that stored these messages last, each by a name. */
async function storedBy(conversationIds: readonly string[], role: 'user' | 'assistant'): Promise<string[]> {
  const { rows } = await server.app.database.read(tenantId, (tx) =>
    sql<{ by: string }>`SELECT xmin::text AS by FROM messages
      WHERE role = ${role} AND conversation_id IN (${sql.join(conversationIds)})`.execute(tx),
  )
  return rows.map(({ by }) => by)
}

test('a turn refused by the database among others fails alone, and succeeds when it may', async () => {
  const conversations = await openSeveral(6)
  // Refuses the poisoned words wherever they come, and counts with how many others that was at most.
  await server.app.database.administer(async (db) => {
    await sql`CREATE SEQUENCE company MINVALUE 0`.execute(db)
    await sql`CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
      IF EXISTS (SELECT FROM stored WHERE parts::text LIKE '%poison%') THEN
        PERFORM setval('company', greatest((SELECT last_value FROM company), (SELECT count(*) FROM stored WHERE role = 'user')));
        RAISE check_violation USING MESSAGE = 'no poison';
      END IF; RETURN NULL; END $$`.execute(db)
    await sql`CREATE TRIGGER poison AFTER INSERT ON messages REFERENCING NEW TABLE AS stored
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_poison()`.execute(db)
  })
  const sayAll = () =>
    Promise.all(conversations.map((id, at) => say(server, id, `c${at}`, at === 3 ? 'poison' : 'water')))
  const next = holdTheNext()
  const sending = sayAll()
  await expect.poll(() => conversations.every((id) => next.asked.includes(id))).toBe(true)
  await next.letGo()
  const statuses = (await sending).map(({ status }) => status)
  expect(statuses.toSpliced(3, 1)).toEqual([201, 201, 201, 201, 201])
  expect(statuses[3]).toBeGreaterThanOrEqual(400)

  const company = await server.app.database.administer(async (db) => {
    await sql`DROP TRIGGER poison ON messages`.execute(db)
    return (await sql<{ size: string }>`SELECT last_value AS size FROM company`.execute(db)).rows[0]
  })
  expect(Number(company?.size)).toBeGreaterThan(1)
  expect((await sayAll()).map(({ status }) => status)).toEqual([200, 200, 200, 201, 200, 200])
  for (const id of conversations)
    expect((await messagesOf(server, id)).filter(({ role }) => role === 'user')).toHaveLength(1)
})

test('an answer taken over between its start and end stays out of the shared transaction', async () => {
  const conversations = await openSeveral(3)
  const [, taken = ''] = conversations
  const asked = await Promise.all(
    conversations.map((id) => say(server, id, 'c', '[[model ttft=700 tps=2000 tokens=8]]')),
  )
  const replyIds = asked.map(({ body }) => body.reply?.id ?? '')
  const stateOf = async (id = '') =>
    (await server.ask<{ state: string }>('GET', `/v1/replies/${id}`)).body.state
  await expect.poll(async () => Promise.all(replyIds.map(stateOf))).toEqual(Array(3).fill('running'))
  const next = holdTheNext()
  // As a process does it whose word has not come to this one yet.
  await server.app.database.write(tenantId, (tx) =>
    tx
      .updateTable('conversations')
      .set({ control_epoch: (eb) => eb('control_epoch', '+', 1) })
      .where('id', '=', taken)
      .execute(),
  )
  await expect.poll(() => conversations.every((id) => next.asked.includes(id))).toBe(true)
  await next.letGo()
  for (const [at, id] of replyIds.entries()) if (conversations[at] !== taken) await follow(server, id)

  const others = conversations.filter((id) => id !== taken)
  const [one, other] = await storedBy(others, 'assistant')
  expect(one).toBe(other)
  for (const id of others) expect(storedText((await messagesOf(server, id))[1])).not.toBe('')
  expect(storedText((await messagesOf(server, taken))[1])).toBe('')
  expect(await stateOf(replyIds[1])).not.toBe('completed')
})

test.runIf(serverOfRun())(
  'two processes that share transactions in one tenant give each turn its position and each event its number',
  async () => {
    await using second = await joinTestServer(server)
    const conversations = await openSeveral(16)
    const rounds = 3
    for (let round = 0; round < rounds; round += 1) {
      const answers = await Promise.all(
        conversations.map((id, at) => say(at % 2 === 0 ? server : second, id, `c${round}`, 'Hello')),
      )
      expect(answers.map(({ status }) => status)).toEqual(Array(16).fill(201))
      await Promise.all(answers.map(({ body }) => follow(server, body.reply?.id ?? '')))
    }
    for (const half of [0, 1]) {
      const by = await storedBy(
        conversations.filter((_, at) => at % 2 === half),
        'user',
      )
      expect(new Set(by).size).toBeLessThan(by.length)
    }
    for (const id of conversations)
      expect((await messagesOf(server, id)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    const { rows } = await server.app.database.read(tenantId, (tx) =>
      sql<{ counted: string; last: string; told: string }>`
        SELECT count(*) AS counted, max(number) AS last, (SELECT last_number FROM event_counters) AS told
        FROM events`.execute(tx),
    )
    const { counted, last, told } = rows[0] ?? {}
    expect([last, told]).toEqual([counted, counted])
  },
)
