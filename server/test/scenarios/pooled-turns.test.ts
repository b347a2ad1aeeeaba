import { afterAll, describe, expect, test } from 'vitest'
import { Secret } from '#platform/crypto/secret.ts'
import type { DatabaseOptions } from '#platform/database/open.ts'
import { converse, follow, messagesOf, openConversation, scriptedModels } from '#test/support/conversation.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { fenceRounds } from '#test/support/fence-rounds.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { openHandbook } from '#test/support/handbook.ts'
import { joinTestServer } from '#test/support/join-test-server.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'
import { hasPgBouncer, remembersStatements, startPgBouncer } from '#test/support/pgbouncer.ts'

const LONG = { timeout: 240_000 }
const serverUrl = serverOfRun()
const isLeftOut = !serverUrl || (!hasPgBouncer && process.env.CI !== 'true')
if (isLeftOut && serverUrl) console.log('Left out: PgBouncer is not installed.')

/** The ways that docs/operate/postgresql.md names. In `session` mode every connection keeps a session for itself. */
const ways = [
  { mode: 'transaction', sessions: 4, prepare: 'auto' },
  { mode: 'transaction', sessions: 4, prepare: 'off' },
  { mode: 'session', sessions: 60, prepare: 'on' },
  ...(remembersStatements() ? [{ mode: 'transaction', sessions: 4, prepare: 'on' } as const] : []),
] as const
if (hasPgBouncer && !remembersStatements())
  console.log(
    'Left out: PARLEY_DATABASE_PREPARE=on in transaction mode, which takes PgBouncer 1.21 or newer.',
  )
const prepares = { auto: 'auto', off: 'unnamed', on: true } as const

describe.skipIf(isLeftOut).each(ways)(
  'through PgBouncer in $mode mode, PARLEY_DATABASE_PREPARE=$prepare',
  ({ mode, sessions, prepare }) => {
    const pooling = startOnce(() => startPgBouncer(serverUrl ?? '', { mode, sessions }))
    afterAll(async () => (await pooling()).stop())
    const through = (url: string, pooler: { url: string }) =>
      Object.assign(new URL(pooler.url), { pathname: new URL(url).pathname }).href
    const reach = (pooler: { url: string }) => (options: DatabaseOptions) =>
      options.kind === 'server'
        ? { ...options, url: new Secret(through(options.url.reveal(), pooler)), prepares: prepares[prepare] }
        : options

    test('the schema migrates up, down and up', LONG, async () => {
      const pooler = await pooling()
      await using place = await emptyInstallation(serverUrl)
      const env = {
        ...place.env,
        DATABASE_URL: through(place.env.DATABASE_URL ?? '', pooler),
        PARLEY_DATABASE_PREPARE: prepare,
      }
      for (const way of ['up', 'down', 'up']) {
        const { code, output } = await parley(['migrate', way], env)
        expect([way, code, output]).toEqual([way, 0, expect.stringMatching(`(^|\n)${way} \\d{4}-`)])
      }
    })

    test('many concurrent turns in two processes: answers, streams, documents and jobs', LONG, async () => {
      const reachDatabase = reach(await pooling())
      await using models = await modelServer()
      await using first = await openTestServer({ env: scriptedModels(models), reachDatabase })
      await using second = await joinTestServer(first)
      expect(await first.app.database.isPooled()).toBe(true)
      const talk = async (_: unknown, at: number) => {
        const [here, there] = at % 2 === 0 ? [first, second] : [second, first]
        const conversationId = await openConversation(here)
        for (let turn = 0; turn < 3; turn += 1) {
          const said = `Answer ${at}.${turn}`
          const { sent, text, end } = await converse(here, conversationId, `[[say ${said}]]`)
          expect([end.state, text]).toEqual(['completed', said])
          expect((await follow(there, sent.reply?.id ?? '')).at(-1)).toMatchObject({ state: 'completed' })
        }
        const messages = await messagesOf(there, conversationId)
        expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
      }
      const [sources] = await Promise.all([
        Promise.all([openHandbook(first), openHandbook(second)]),
        Promise.all(Array.from({ length: 16 }, talk)),
      ])
      expect(new Set(sources).size).toBe(2)
      const jobs = await first.app.database.system((tx) =>
        tx.selectFrom('jobs').select(['state', 'name']).where('state', '=', 'dead').execute(),
      )
      expect(jobs).toEqual([])
    })

    test('no agent says a word after a takeover by the other process', LONG, async () => {
      const report = await fenceRounds({
        rounds: 24,
        atOnce: 8,
        isAcross: true,
        reachDatabase: reach(await pooling()),
      })
      expect(report).toMatchObject({ late: 0, grown: 0, asked: 0 })
      expect(report.cut).toBeGreaterThan(0)
    })
  },
)

/** Starts something for whoever needs it first. */
function startOnce<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined
  return () => (started ??= start())
}

async function modelServer() {
  const models = await startModelServer()
  return { ...models, [Symbol.asyncDispose]: () => models.close() }
}
