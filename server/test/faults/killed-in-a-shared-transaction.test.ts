import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import { clusterIn } from '#platform/database/embedded/cluster.ts'
import { type Database, joinDatabase } from '#platform/database/open.ts'
import { type ChildStage, openChildStage } from '#test/support/child-stage.ts'
import { endOf, follow, messagesOf, openConversation } from '#test/support/conversation.ts'
import { withRetries } from '#test/support/fresh-database.ts'

const onServer = process.env.PARLEY_TEST_DATABASE_URL !== undefined
const PEOPLE = 12
const CLIENT_ID = 'said-once'

/** Lets whatever stores messages of several turns at once stand still before it commits, and say of how many. */
const standStill = (database: Database) =>
  database.administer(async (db) => {
    await sql`CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE turns integer; BEGIN
      SELECT count(*) INTO turns FROM stored WHERE role = 'user';
      IF turns > 1 THEN
        PERFORM set_config('application_name', turns::text, false);
        PERFORM pg_sleep(60);
      END IF; RETURN NULL; END $$`.execute(db)
    await sql`CREATE TRIGGER still AFTER INSERT ON messages REFERENCING NEW TABLE AS stored
      FOR EACH STATEMENT EXECUTE FUNCTION stand_still()`.execute(db)
  })

/** The session that stands still, and how many turns share its transaction. */
const whoStands = (database: Database) =>
  database.administer(async (db) => {
    const { rows } = await sql<{ pid: number; turns: string }>`
      SELECT pid, application_name AS turns FROM pg_stat_activity WHERE wait_event = 'PgSleep'`.execute(db)
    const [row] = rows
    if (!row) throw new Error('Nobody stands still.')
    return { pid: row.pid, turns: Number(row.turns) }
  })

const say = (stage: ChildStage, conversationId: string) =>
  stage.ask<SentMessage>('POST', `/v1/conversations/${conversationId}/messages`, {
    body: { clientId: CLIENT_ID, parts: [{ type: 'text', text: '[[say Heard.]]' }] },
  })

/** What each was told; null for those whose line broke. */
const sayAll = (stage: ChildStage, conversations: readonly string[]) =>
  Promise.all(conversations.map((id) => say(stage, id).catch(() => null)))

const killed = [
  { what: 'the session that it runs in', isWhole: false },
  { what: 'the whole database', isWhole: true },
]

test.skipIf(onServer).each(killed)(
  '$what is killed while turns share a transaction: all are notified, and a retry is stored once',
  async ({ isWhole }) => {
    await using stage = await openChildStage()
    const conversations = await Promise.all(Array.from({ length: PEOPLE }, () => openConversation(stage)))
    await using opened = new AsyncDisposableStack()
    const options = { kind: 'embedded', directory: stage.directory } as const
    const database = opened.adopt(await joinDatabase(options), (one) => one.close())
    await standStill(database)
    const saying = sayAll(stage, conversations)
    const { pid, turns } = await vi.waitFor(() => whoStands(database), { timeout: 10_000, interval: 20 })
    expect(turns).toBeGreaterThan(1)
    const postmaster = readFileSync(join(clusterIn(stage.directory), 'postmaster.pid'), 'utf8')
    process.kill(isWhole ? Number.parseInt(postmaster, 10) : pid, 'SIGKILL')

    const first = await saying
    if (isWhole) {
      expect(await stage.child.exited).not.toBe(0)
      await stage.start()
    }
    for (const answer of first) expect([201, 503, undefined]).toContain(answer?.status)
    const refused = first.filter((answer) => answer?.status !== 201)
    expect(refused.length).toBeGreaterThanOrEqual(turns)

    await withRetries(() => database.administer((db) => sql`DROP TRIGGER still ON messages`.execute(db)))
    await vi.waitFor(async () => expect((await stage.ask('GET', '/readyz')).status).toBe(200), 30_000)
    const again = await sayAll(stage, conversations)
    for (const [at, id] of conversations.entries()) {
      const [before, after] = [first[at], again[at]]
      expect(after?.status, after?.text).toBeOneOf([200, 201])
      if (before?.status === 201) expect(after?.body.message.id).toBe(before.body.message.id)
      expect(endOf(await follow(stage, after?.body.reply?.id ?? '')).state).toBe('completed')
      const messages = await messagesOf(stage, id)
      expect(messages.map(({ seq, clientId }) => [seq, clientId])).toEqual([
        [1, CLIENT_ID],
        [2, null],
      ])
    }
  },
  120_000,
)
