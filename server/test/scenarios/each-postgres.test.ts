import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownMigrations } from '#platform/database/migrate.ts'
import { startChildServer } from '#test/support/child-server.ts'
import { converse, messagesOf, openConversation, scriptedModels } from '#test/support/conversation.ts'
import { eachPostgres, startEach } from '#test/support/each-postgres.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { askAt, OWNER } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'
import type { TemporaryPostgres } from '../../../scripts/temporary-postgres.ts'

const LONG = { timeout: 300_000 }

describe.each(eachPostgres)('an installation whose login role has no privileges: $name', (release) => {
  let server: TemporaryPostgres | null
  let models: ModelServer
  let env: Record<string, string>
  const directory = mkdtempSync(join(tmpdir(), 'parley-each-postgres-'))

  const ask = async (url: string, ...statements: string[]) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      let rows: Record<string, unknown>[] = []
      for (const statement of statements) rows = (await client.query(statement)).rows
      return rows
    } finally {
      await client.end()
    }
  }
  /** What `parley` prints where it ends well. */
  const run = async (...args: string[]) => {
    const { code, output } = await parley(args, env)
    expect([args, code, output]).toEqual([args, 0, output])
    return output.trimEnd().split('\n')
  }

  beforeAll(async () => {
    server = await startEach(release)
    if (!server) return
    models = await startModelServer()
    const roles = ['limited_app', 'limited_system', 'limited_search']
    await ask(
      server.superuserUrl,
      'CREATE ROLE limited LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB',
      ...roles.map((name) => `CREATE ROLE ${name} NOLOGIN`),
      `GRANT ${roles.join(', ')} TO limited`,
      'CREATE DATABASE limited OWNER limited',
    )
    env = {
      ...scriptedModels(models),
      PARLEY_DATA_DIR: directory,
      DATABASE_URL: Object.assign(new URL(server.url), { username: 'limited', pathname: '/limited' }).href,
      PARLEY_OWNER_EMAIL: OWNER.email,
      PARLEY_OWNER_PASSWORD: OWNER.password,
    }
  }, 120_000)
  afterAll(async () => {
    await models?.close()
    server?.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  test('the schema migrates all the way up, down and up again', LONG, async ({ skip }) => {
    skip(!server, release.missing)
    const steps = (await knownMigrations()).map((name) => `up ${name}`)
    expect(await run('migrate', 'up')).toEqual(steps)
    const down = steps.map((step) => step.replace('up', 'down')).toReversed()
    expect(await run('migrate', 'to', 'nothing')).toEqual([
      expect.stringContaining('A restore point was made'),
      ...down,
    ])
    const left = `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname NOT LIKE 'schema_migrations%'`
    expect(await ask(env.DATABASE_URL ?? '', left)).toEqual([])
    expect(await run('migrate', 'up')).toEqual(steps)
  })

  test('an agent answers, and doctor finds no problem', LONG, async ({ skip }) => {
    skip(!server, release.missing)
    const child = await startChildServer(env)
    try {
      const signIn = askAt(child.url, () => '')
      const signedIn = await signIn<{ accessToken: string }>('POST', '/v1/auth/login', {
        token: null,
        body: OWNER,
      })
      const owner = signedIn.body.accessToken
      const reached = { url: child.url, owner, ask: askAt(child.url, () => owner) }
      const conversationId = await openConversation(reached)
      const { text, end } = await converse(reached, conversationId, '[[say From nine, 九点]]')
      expect([text, end.state]).toEqual(['From nine, 九点', 'completed'])
      expect((await messagesOf(reached, conversationId)).map(({ seq }) => seq)).toEqual([1, 2])
      const told = await run('doctor')
      expect(told.at(-1)).toBe('No problems found.')
      const [row] = await ask(env.DATABASE_URL ?? '', 'SHOW server_version_num')
      const major = Math.floor(Number(row?.server_version_num) / 10_000)
      expect(told.join('\n')).toMatch(new RegExp(`^database .*version ${major}\\.`, 'm'))
    } finally {
      await child.kill('SIGTERM')
    }
  })

  test(
    'the documented statements suffice for an administrator who is not a superuser',
    LONG,
    async ({ skip }) => {
      skip(!server, release.missing)
      const superuserUrl = server?.superuserUrl ?? ''
      const page = readFileSync(new URL('../../../docs/operate/postgresql.md', import.meta.url), 'utf8')
      const blocks = [...page.matchAll(/^```sql\n(.*?)^```/gms)].map(([, text = '']) => text)
      const statementsOf = (text = '', login: string) =>
        text.replaceAll('parley', login).match(/[A-Z][^;]*;/g) ?? []
      await ask(superuserUrl, 'CREATE ROLE admin LOGIN CREATEROLE CREATEDB')
      const asAdmin = Object.assign(new URL(superuserUrl), { username: 'admin' }).href
      await ask(asAdmin, ...statementsOf(blocks[0], 'hosted'))
      const url = Object.assign(new URL(superuserUrl), { username: 'hosted', pathname: '/hosted' }).href
      const place = { ...env, DATABASE_URL: url }
      expect((await parley(['migrate', 'up'], place)).output).toMatch(/^up 0001-/)
      await ask(superuserUrl, 'CREATE ROLE second LOGIN', 'CREATE DATABASE second OWNER second')
      await ask(asAdmin, ...statementsOf(blocks[1], 'second'))
      const second = {
        ...env,
        DATABASE_URL: Object.assign(new URL(url), { username: 'second', pathname: '/second' }).href,
      }
      expect((await parley(['migrate', 'up'], second)).output).toMatch(/^up 0001-/)
    },
  )
})
