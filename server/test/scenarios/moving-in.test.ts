import { spawn } from 'node:child_process'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startChildServer } from '#test/support/child-server.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { freePort } from '#test/support/free-port.ts'
import { startMariadb } from '#test/support/mariadb.ts'
import { type Place, place, tallies } from '#test/support/import-command.ts'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { agentchatDatabase, sessionId } from '#test/support/older-databases/agentchat.ts'
import { chatApiTables } from '#test/support/older-databases/chat-api.ts'
import { lingxiDatabase } from '#test/support/older-databases/lingxi.ts'
import { miniChatboxDatabase } from '#test/support/older-databases/mini-chatbox.ts'
import { company, conversation, platform114Dump } from '#test/support/older-databases/platform-114.ts'
import {
  CONVERSATIONS,
  insertsOf,
  MESSAGES,
  OLD_PASSWORD,
  times,
  words,
} from '#test/support/older-databases/rows.ts'
import { type Answer, askAt, OWNER, type TestServer } from '#test/support/open-test-server.ts'
import { parley } from '#test/support/parley-command.ts'
import { startTemporaryPostgres, type TemporaryPostgres } from '../../../scripts/temporary-postgres.ts'

const LONG = { timeout: 600_000 }
const program = fileURLToPath(new URL('../../../bin/parley.js', import.meta.url))

let postgres: TemporaryPostgres | null
beforeAll(async () => {
  postgres = await startTemporaryPostgres()
}, 120_000)
afterAll(() => postgres?.stop())

/** A database of the older system's on a real PostgreSQL. */
async function onPostgres(name: string, make: (url: string) => Promise<void>): Promise<string> {
  if (!postgres) throw new Error('PostgreSQL is not installed.')
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: postgres.superuserUrl })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  const url = Object.assign(new URL(postgres.superuserUrl), { pathname: `/${name}` }).href
  await make(url)
  return url
}

/** Starts an import and kills it once it says that it is among the conversations. */
const killedAmidConversations = (args: string[], env: Record<string, string>) =>
  new Promise<NodeJS.Signals | null>((resolve) => {
    const child = spawn(process.execPath, [program, 'import', ...args], {
      env: { PATH: process.env.PATH ?? '', PARLEY_ENV_FILE: '', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.on('data', (piece) => {
      const read = /conversations: (\d+) read/.exec(String(piece))
      if (Number(read?.[1]) > 100) child.kill('SIGKILL')
    })
    child.on('close', (_code, signal) => resolve(signal))
  })

/** Moves everything in: counted first, killed in the middle, ended by a second run, and left alone by a third. */
async function moveIn(args: string[], counts: Record<string, number>, env: Record<string, string>) {
  const zero = (count: number) => [count, count, 0, 0]
  const all = Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, zero(count)]))
  const tried = await parley(['import', ...args, '--dry-run'], env)
  expect(tallies(tried.output), tried.output).toEqual(all)
  expect(await killedAmidConversations(args, env)).toBe('SIGKILL')
  const second = await parley(['import', ...args], env)
  const ended = tallies(second.output)
  for (const [kind, count] of Object.entries(counts)) {
    const [found = 0, taken = 0, known = 0, unfit = 0] = ended[kind] ?? []
    expect([kind, found, taken + known, unfit], second.output).toEqual([kind, count, count, 0])
  }
  expect(ended.conversations?.[1]).toBeGreaterThan(0)
  expect(ended.conversations?.[2]).toBeGreaterThan(0)
  const third = await parley(['import', ...args, '--dry-run'], env)
  const left = Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, [count, 0, count, 0]]))
  expect(tallies(third.output), third.output).toEqual(left)
}

/** What the dialects answer with, as far as it is read here. */
interface Seen {
  access: string
  access_token: string
  accessToken: string
  data: { access_token: string }
  session_id: number
  user: unknown
  items: unknown[]
  messages: { message: string; content: string }[]
  conversation: { messages: { content: string }[] }
}

type Ask = (...asked: Parameters<TestServer['ask']>) => Promise<Answer<Seen>>

/** A server on what was moved in, asked through the dialect at a port of its own, and as the console asks. */
async function served({ env }: Place, dialect: string, use: (ask: Ask, native: Ask) => Promise<void>) {
  const models = await startModelServer({ reply: { text: ['It goes on.'] } })
  const [port, own] = [await freePort(), await freePort()]
  const server = await startChildServer({
    ...env,
    ...scriptedModels(models),
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PORT: String(port),
    PARLEY_LISTEN: `${port}=native,${own}=${dialect}`,
  })
  try {
    await use(
      askAt(`http://127.0.0.1:${own}`, () => ''),
      askAt(server.url, () => ''),
    )
  } finally {
    await server.kill('SIGTERM')
    await models.close()
  }
}

const saidIn = (number: number) => times(MESSAGES, (message) => words(number, message))

test('Lingxi: from its SQLite file', LONG, async () => {
  await using here = await place()
  const file = join(here.database.directory, 'db.sqlite3')
  lingxiDatabase(file)
  await moveIn(['lingxi', file], { users: 10, agents: 10, conversations: CONVERSATIONS }, here.env)
  await served(here, 'lingxi', async (ask, native) => {
    const at = '/api'
    const login = await ask('POST', `${at}/auth/login/`, {
      token: null,
      body: { username: 'user3', password: OLD_PASSWORD },
    })
    expect(login.status, login.text).toBe(200)
    const token: string = login.body.access
    const old = await ask('GET', `${at}/sessions/12/`, { token })
    expect(old.body.messages.map(({ message }: { message: string }) => message)).toEqual(saidIn(12))
    expect((await ask('GET', `${at}/sessions/13/`, { token })).status).toBe(404)
    const next = await ask('POST', `${at}/chat/`, { token, body: { message: 'And now?', session_id: 12 } })
    expect([next.status, next.body.session_id], next.text).toEqual([200, 12])
    const again = await ask('GET', `${at}/sessions/12/`, { token })
    expect(again.body.messages).toHaveLength(MESSAGES + 2)
    const console = await native('POST', '/v1/auth/login', {
      token: null,
      body: { email: 'user3', password: OLD_PASSWORD },
    })
    expect(console.status, console.text).toBe(200)
    const preferences = await native('GET', '/v1/proactive-preferences', { token: console.body.accessToken })
    expect(preferences.text).toMatch(/"agents":\[{"agentId":"[-0-9a-f]+","agrees":true}\]/)
    const own = await native('GET', '/v1/conversations?limit=100', { token: console.body.accessToken })
    expect(own.body.items).toHaveLength(CONVERSATIONS / 10)
  })
})

test('Mini-Chatbox: from its PostgreSQL', LONG, async () => {
  await using here = await place()
  const url = await onPostgres('mini_chatbox', miniChatboxDatabase)
  const counts = {
    users: 3,
    settings: 0,
    projects: 5,
    'knowledge sources': 2,
    documents: 12,
    'MCP servers': 2,
    conversations: CONVERSATIONS,
  }
  await moveIn(['mini-chatbox', url], counts, here.env)
  await served(here, 'mini-chatbox', async (ask) => {
    const at = '/api'
    const asked = { token: null }
    const old = await ask('GET', `${at}/conversations/session_70/messages/`, asked)
    expect(JSON.stringify(old.body)).toContain(JSON.stringify(words(70, 3)).slice(1, -1))
    const shown = await ask('GET', `${at}/conversations/session_70/`, asked)
    expect(JSON.stringify(shown.body)).toMatch(/"title":"Talk 70"/)
    const next = await ask('POST', `${at}/chat/send_message/`, {
      ...asked,
      body: { message: 'And now?', session_id: 'session_70' },
    })
    expect(next.text).toContain('It goes on.')
  })
})

test('AgentChat: from its PostgreSQL', LONG, async () => {
  await using here = await place()
  const url = await onPostgres('agentchat', agentchatDatabase)
  await moveIn(['agentchat', url], { conversations: CONVERSATIONS }, here.env)
  await served(here, 'agentchat', async (ask) => {
    const at = `/api/sessions/${sessionId(40)}`
    const history = await ask('GET', `${at}/history`, { token: null })
    expect(history.status, history.text).toBe(200)
    for (const text of saidIn(40)) expect(history.text).toContain(JSON.stringify(text).slice(1, -1))
    const next = await ask('POST', `${at}/chat`, {
      token: null,
      body: { source: 'user', content: 'And now?' },
    })
    expect([next.status, next.text.includes('It goes on.')], next.text).toEqual([200, true])
  })
})

test('114: from the output of mongodump', LONG, async () => {
  await using here = await place()
  const folder = join(here.database.directory, 'ai_platform')
  platform114Dump(folder)
  const counts = { tenants: 3, users: 12, documents: 9, conversations: CONVERSATIONS }
  await moveIn(['platform-114', folder], counts, here.env)
  await served(here, 'platform-114', async (ask) => {
    const at = '/v1'
    const login = await ask('POST', `${at}/auth/login`, {
      token: null,
      body: { email: 'user4@example.com', password: OLD_PASSWORD, tenant_id: company(2) },
    })
    expect(login.status, login.text).toBe(200)
    expect(login.body.user).toMatchObject({ tenant_id: company(2), role: 'end_user' })
    const token: string = login.body.access_token
    const talks = `${at}/tenants/${company(2)}/chat`
    const old = await ask('GET', `${talks}/conversations/${conversation(15)}`, { token })
    expect(old.body.conversation, old.text).toMatchObject({ id: conversation(15), message_count: MESSAGES })
    expect(old.body.conversation.messages.map(({ content }: { content: string }) => content)).toEqual(
      saidIn(15),
    )
    expect((await ask('GET', `${talks}/conversations/${conversation(14)}`, { token })).status).toBe(404)
    const others = await ask('GET', `${at}/tenants/${company(1)}/chat/conversations`, { token })
    expect(others.status).toBe(403)
    const next = await ask('POST', talks, {
      token,
      body: { message: 'And now?', conversation_id: conversation(15) },
    })
    expect(next.body, next.text).toMatchObject({ conversation_id: conversation(15), message: 'It goes on.' })
  })
})

test('Chat API: from the output of mysqldump', LONG, async () => {
  await using mariadb = await startMariadb()
  if (!mariadb) {
    if (process.env.CI === 'true') throw new Error('MariaDB is not installed.')
    return console.log('Left out: MariaDB is not installed on this machine.')
  }
  await using here = await place()
  mariadb.fill('chat', [...chatApiTables.create, ...insertsOf(chatApiTables, { escapes: true })])
  const file = join(here.database.directory, 'chat.sql')
  writeFileSync(file, mariadb.dump('chat'))
  await moveIn(['chat-api', file], { users: 8, contacts: 200, conversations: CONVERSATIONS }, here.env)
  await served(here, 'chat-api', async (ask) => {
    const at = '/api/v1'
    const login = await ask('POST', `${at}/auth/login`, {
      token: null,
      body: { email: 'staff1@example.com', password: OLD_PASSWORD },
    })
    expect(login.status, login.text).toBe(200)
    const token: string = login.body.data.access_token
    const old = await ask('GET', `${at}/admin/conversations/12/messages`, { token })
    expect(old.body.messages.map(({ content }: { content: string }) => content)).toEqual(saidIn(12))
    const stats = await ask('GET', `${at}/admin/conversations/stats`, { token })
    expect(stats.body).toMatchObject({ total: CONVERSATIONS, open: 250, pending: 250, resolved: 500 })
    const contact = await ask('GET', `${at}/admin/customers/13`, { token })
    expect(contact.body.data).toMatchObject({ id: 13, name: '顾客 13', email: 'customer13@example.org' })
    const holder = await ask('POST', `${at}/auth/login`, {
      token: null,
      body: { email: 'staff2@example.com', password: OLD_PASSWORD },
    })
    const next = await ask('POST', `${at}/admin/conversations/9/messages`, {
      token: holder.body.data.access_token,
      body: { content: 'We are on it.' },
    })
    expect(next.status, next.text).toBe(200)
  })
})

test(
  'a truncated, foreign or missing source is refused with one sentence, and nothing is written',
  LONG,
  async () => {
    await using here = await place()
    const folder = join(here.database.directory, 'dump')
    platform114Dump(folder)
    const refused = async (...args: string[]) => {
      const { code, output } = await parley(['import', ...args], here.env)
      expect([args, code]).toEqual([args, 1])
      return output
    }
    expect(await refused('lingxi', folder)).toMatch(
      /not a lingxi database.*It lacks agent_agentconfiguration/,
    )
    expect(await refused('lingxi', join(folder, 'nothing'))).toMatch(/does not exist\./)
    expect(await refused('chat-api', 'mysql://root@db/chat')).toMatch(/run mysqldump/)
    const conversations = join(folder, 'conversations.bson')
    truncateSync(conversations, readFileSync(conversations).length - 100)
    expect(await refused('platform-114', folder)).toMatch(/ends in the middle of a document.*--incomplete/)
    const tried = await parley(['import', 'platform-114', folder, '--dry-run'], here.env)
    expect(tallies(tried.output).conversations).toEqual([CONVERSATIONS - 1, CONVERSATIONS - 1, 0, 0])
    const some = await parley(['import', 'platform-114', folder, '--incomplete'], here.env)
    expect(tallies(some.output).conversations).toEqual([CONVERSATIONS - 1, CONVERSATIONS - 1, 0, 0])
  },
)
