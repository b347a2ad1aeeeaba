import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Site } from '#contract/shapes/site.ts'
import type { Import } from '#contract/shapes/import.ts'
import { openWebUiTalk } from '#test/support/foreign-talks.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { follow, scriptedModels, send } from '#test/support/conversation.ts'
import { type EmptyInstallation, emptyInstallation } from '#test/support/empty-installation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { askAt, OWNER, type ReachedServer } from '#test/support/open-test-server.ts'

/** What is long enough to show whether work grows faster than what was sent. */
const LONG = 90_000
/** More than this is a stall that everybody notices. */
const STALL_MS = 500
/** What Linux counts the work of a thread in. */
const TICK_MS = 10

const web = createServer((request, response) => {
  const found = pages[request.url ?? '']
  response.writeHead(found === undefined ? 404 : 200, { 'content-type': found?.type ?? 'text/plain' })
  response.end(found?.body ?? '')
})
const pages: Record<string, { type: string; body: string }> = {
  '/robots.txt': { type: 'text/plain', body: `user-agent: *\ndisallow: /x${' '.repeat(LONG)}x\n` },
  '/sitemap.xml': {
    type: 'application/xml',
    body: `<urlset><url><loc>${' '.repeat(LONG)}</url>${'<loc>'.repeat(LONG)}</urlset>`,
  },
  '/page': {
    type: 'text/html',
    body: `<html><main>${'<span>'.repeat(500)}${'a '.repeat(LONG)}${'<a href=/b>'.repeat(LONG / 10)}`,
  },
}

let place: EmptyInstallation
let models: ModelServer
let child: ChildServer
let server: ReachedServer
let agentId: string

beforeAll(async () => {
  await new Promise<void>((ready) => web.listen(0, '127.0.0.1', ready))
  models = await startModelServer()
  place = await emptyInstallation(process.env.PARLEY_TEST_DATABASE_URL)
  child = await startChildServer({
    ...place.env,
    ...scriptedModels(models),
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PARLEY_PRIVATE_HOSTS: '127.0.0.1',
    PARLEY_PRIVATE_PAGE_HOSTS: '127.0.0.1',
  })
  let owner = ''
  const ask = askAt(child.url, () => owner)
  owner = (await ask<{ accessToken: string }>('POST', '/v1/auth/login', { token: null, body: OWNER })).body
    .accessToken
  server = { url: child.url, owner, ask }
  agentId = (await make<{ id: string }>('/v1/agents', { name: 'Ada' })).id
}, 180_000)
afterAll(async () => {
  await child?.kill('SIGTERM')
  await place?.[Symbol.asyncDispose]()
  await models?.close()
  web.close()
}, 60_000)

async function make<T>(path: string, body: unknown, token = server.owner): Promise<T> {
  const answer = await server.ask<T>('POST', path, { token, body })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}

/** How long the server's one thread has worked so far; where the system does not tell, how much time has passed. */
function workedMs(): number {
  const path = `/proc/${child.pid}/task/${child.pid}/stat`
  if (!existsSync(path)) return performance.now()
  const [, facts = ''] = readFileSync(path, 'utf8').split(') ')
  const [user, system] = facts.split(' ').slice(11, 13)
  return (Number(user) + Number(system)) * TICK_MS
}

/** The longest that the thread worked while a poll waited for it: a machine that is busy with something else delays polls, too. */
async function longestStall(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let isOver = false
  const polling = (async () => {
    while (!isOver) {
      const begun = workedMs()
      await fetch(`${child.url}/healthz`).then((answer) => answer.text())
      longest = Math.max(longest, workedMs() - begun)
      await pause(10)
    }
  })()
  try {
    await work()
    await pause(200)
  } finally {
    isOver = true
    await polling
  }
  return longest
}

const open = async (token = server.owner) =>
  (await make<{ id: string }>('/v1/conversations', { agentId }, token)).id

async function visitorWrites() {
  const widget = await make<{ key: string }>('/v1/widgets', {
    name: 'Shop',
    agentId,
    allowedOrigins: ['https://shop.example.com'],
  })
  const visitorSession = await server.ask<{ token: string }>(
    'POST',
    `/v1/widget/${widget.key}/visitor-sessions`,
    {
      token: null,
      body: {},
      headers: { origin: 'https://shop.example.com' },
    },
  )
  const opened = await make<{ id: string }>('/v1/conversations', {}, visitorSession.body.token)
  for (const worst of ['!', '？', '\ufdfa', ' '])
    await send(server, opened.id, `a${worst.repeat(LONG)}a`, {
      token: visitorSession.body.token,
      whenBusy: 'queue',
    })
}

async function siteIsRead() {
  const { id: knowledgeBaseId } = await make<{ id: string }>('/v1/knowledge-bases', { name: 'Site' })
  const origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
  for (const [path, kind] of [
    ['/sitemap.xml', 'sitemap'],
    ['/page', 'page'],
  ]) {
    const site = await make<Site>(`/v1/knowledge-bases/${knowledgeBaseId}/sites`, {
      address: origin + path,
      kind,
    })
    const read = async () => (await server.ask<Site>('GET', `/v1/sites/${site.id}`)).body.state
    await expect.poll(read, { timeout: 60_000 }).toMatch(/^(?:done|failed)$/)
  }
}

async function talkIsImported() {
  const { m1, m2 } = openWebUiTalk.chat.history.messages
  const content = `<details type="reasoning">${'<summary>'.repeat(LONG / 9)}</details>${'\n'.repeat(LONG)}x`
  const history = {
    currentId: 'm2',
    messages: { m1: { ...m1, childrenIds: ['m2'] }, m2: { ...m2, content } },
  }
  const talk = { ...openWebUiTalk, chat: { ...openWebUiTalk.chat, history } }
  const form = new FormData()
  form.append('file', new Blob([JSON.stringify([talk])]), 'chats.json')
  const uploaded = await fetch(`${child.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}` },
    body: form,
  })
  const { id: fileId } = (await uploaded.json()) as { id: string }
  const { id } = await make<Import>('/v1/imports', { fileId })
  const ended = async () => (await server.ask<Import>('GET', `/v1/imports/${id}`)).body.endedAt
  await expect.poll(ended, { timeout: 60_000 }).not.toBeNull()
}

async function modelAnswers(worst: string) {
  const id = await open()
  models.script({ text: [worst] })
  const { reply } = await send(server, id, 'What do you say?')
  await follow(server, reply?.id ?? '')
  return id
}

async function sharedPageIsRead(worst: string) {
  const id = await modelAnswers(worst)
  const { url } = await make<{ url: string }>('/v1/shares', { conversationId: id })
  const page = new URL(url, child.url).pathname
  expect((await fetch(child.url + page)).status).toBe(200)
}

const refused = async (path: string, body: unknown) =>
  expect((await server.ask('POST', path, { body })).status).toBeLessThan(500)

const described = (operationId: string) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    paths: { '/a': { get: { operationId, responses: {} } } },
  })
const toolFrom = (name: string, document: string) => () =>
  refused('/v1/tools/custom', { kind: 'openapi', name, url: 'http://127.0.0.1:9', document })

test.each<[string, () => Promise<unknown>]>([
  ['a visitor’s message', visitorWrites],
  ['a site, its sitemap and its robots.txt', siteIsRead],
  ['a conversation that is imported', talkIsImported],
  ['a page that is shared', () => sharedPageIsRead('*a **a '.repeat(LONG / 7))],
  ['a page that is shared and nested', () => sharedPageIsRead(`${'> '.repeat(LONG / 2)}x`)],
  ['a canned reply', () => refused('/v1/canned-replies', { name: 'x', text: `{{${' '.repeat(LONG)}` })],
  ['an OpenAPI document', toolFrom('named', described(`a${'_'.repeat(LONG)}a`))],
  ['an OpenAPI document in YAML', toolFrom('nested', `openapi: 3.1.0\npaths: ${'['.repeat(LONG)}`)],
  ['a model’s answer of quotes', () => modelAnswers(`a${'"'.repeat(LONG)}a`)],
  ['a model’s answer of dots', () => modelAnswers(`a${'.'.repeat(LONG)}a`)],
])(
  'nobody else waits for %s',
  async (_name, work) => {
    const longest = await longestStall(work)
    console.log(`longest stall ${Math.round(longest)} ms`)
    expect(longest).toBeLessThan(STALL_MS)
  },
  180_000,
)
