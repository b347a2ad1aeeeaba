import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { MemberRole } from '#contract/shapes/people.ts'
import { converse, scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
let agentId: string
let now = new Date()

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({
    env: scriptedModels(models),
    settings: { leaseMs: 60_000 },
    now: () => now,
  })
  agentId = (await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const clientOf = (token: string) => openClient({ baseUrl: server.url, credentials: { apiKey: token } })
const owner = () => clientOf(server.owner)
const somebody = async (role: MemberRole = 'end_user') => clientOf((await server.member(role)).accessToken)

async function begin() {
  const { id } = await owner().conversations.open({ agentId, title: 'Of <b>whales</b>' })
  await converse(server, id, 'Tell me of the whale.')
  return id
}

interface Page {
  status: number
  headers: Headers
  text: string
}
/** As a browser comes that nobody has signed in with. */
const visit = async (path: string, language = 'en'): Promise<Page> => {
  const answer = await fetch(server.url + path, { headers: { 'accept-language': language } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

test('a link shows the conversation up to then to anyone, and later messages only once it is updated', async () => {
  const id = await begin()
  const { shares, conversations } = owner()
  const { share, url, token } = await shares.create({ conversationId: id })
  expect(share).toMatchObject({
    title: 'Of <b>whales</b>',
    messageCount: 2,
    isBehind: false,
    expiresAt: null,
  })
  const page = await visit(url)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Of &lt;b&gt;whales&lt;/b&gt;')
  expect(page.text).toContain('Tell me of the whale.')
  expect(page.text).toContain('Ada')
  await converse(server, id, 'And of the narwhal?')
  expect((await visit(url)).text).not.toContain('narwhal')
  expect((await shares.list({ conversationId: id })).items).toMatchObject([{ id: share.id, isBehind: true }])
  await shares.change(share.id, { showsNow: true })
  expect((await visit(url)).text).toContain('And of the narwhal?')
  const shown = await clientOf('').shares.read(token)
  expect(shown.messages.map(({ from }) => from)).toEqual(['person', 'agent', 'person', 'agent'])
  await conversations.change(id, { title: 'Renamed' })
  expect((await shares.list()).items[0]).toMatchObject({ isBehind: true, title: 'Of <b>whales</b>' })
})

test('the page runs and loads nothing, is not indexed, and speaks three languages', async () => {
  const { url } = await owner().shares.create({ conversationId: await begin() })
  const page = await visit(url)
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/script-src|unsafe/)
  expect(page.text).not.toMatch(/<script|onload|javascript:/i)
  expect(page.headers.get('x-robots-tag')).toContain('noindex')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('cache-control')).toBe('private, no-store')
  expect((await visit(url, 'zh-CN,en;q=0.5')).text).toContain('<html lang="zh-CN">')
  expect((await visit(url, 'fr, zh-Hant;q=0.8, en;q=0.1')).text).toContain('<html lang="zh-TW">')
  expect((await visit(url, 'fr')).text).toContain('<html lang="en">')
})

test('revoked, expired, forbidden and unknown links look the same', async () => {
  const id = await begin()
  const { shares } = owner()
  const unknown = await visit(`/shared/${'A'.repeat(65)}`)
  expect(unknown.status).toBe(404)
  const isGone = async (url: string) => {
    const page = await visit(url)
    expect([page.status, page.text]).toEqual([404, unknown.text])
    const kept = (headers: Headers) => headers.get('content-security-policy')
    expect(kept(page.headers)).toBe(kept(unknown.headers))
  }
  await isGone('/shared/x')

  const revoked = await shares.create({ conversationId: id })
  // Another secret in the right place, and the right one of another tenant.
  await isGone(`${revoked.url.slice(0, -4)}AAAA`)
  await isGone(`/shared/${'A'.repeat(22)}${revoked.token.slice(22)}`)
  await shares.revoke(revoked.share.id)
  await isGone(revoked.url)

  const brief = await shares.create({
    conversationId: id,
    expiresAt: new Date(now.getTime() + 60_000).toISOString(),
  })
  expect((await visit(brief.url)).status).toBe(200)
  now = new Date(now.getTime() + 61_000)
  await isGone(brief.url)
  await expect(
    shares.create({ conversationId: id, expiresAt: new Date(0).toISOString() }),
  ).rejects.toMatchObject({
    code: 'invalid_input',
  })

  const shut = await shares.create({ conversationId: id })
  await shares.changeSettings({ isOn: false })
  await isGone(shut.url)
  await expect(shares.create({ conversationId: id })).rejects.toMatchObject({ code: 'forbidden' })
  await shares.changeSettings({ isOn: true })
  expect((await visit(shut.url)).status).toBe(200)

  await owner().conversations.remove(id)
  await isGone(shut.url)
})

test('a removed member’s links do not work', async () => {
  const { accessToken } = await server.member('operator')
  const leaver = clientOf(accessToken)
  const { id } = await leaver.conversations.open({ agentId })
  await leaver.conversations.send(id, { parts: [{ type: 'text', text: 'Hello' }] })
  const { url } = await leaver.shares.create({ conversationId: id })
  expect((await visit(url)).status).toBe(200)
  await server.ask('DELETE', `/v1/members/${(await leaver.auth.me()).actor.id}`)
  expect((await visit(url)).status).toBe(404)
})

test('a link opens the files of its messages and no others, and only while it is valid', async () => {
  const { conversations, files, shares } = owner()
  const { id } = await conversations.open({ agentId })
  const upload = (name: string) => files.upload(new Blob(['a note']), name)
  const [shown, other] = [await upload('shown.txt'), await upload('other.txt')]
  await conversations.send(id, {
    parts: [
      { type: 'text', text: 'See <script>alert(1)</script>' },
      { type: 'file', fileId: shown.id },
    ],
  })
  await expect.poll(async () => (await conversations.read(id)).activeReplyId).toBeNull()
  const { url, share } = await shares.create({ conversationId: id })
  const page = await visit(url)
  expect(page.text).toContain(`${url}/files/${shown.id}`)
  expect(page.text).toContain('&lt;script&gt;')
  const file = await visit(`${url}/files/${shown.id}`)
  expect([file.status, file.text]).toEqual([200, 'a note'])
  expect(file.headers.get('content-disposition')).toContain('attachment')
  expect((await visit(`${url}/files/${other.id}`)).status).toBe(404)
  await shares.revoke(share.id)
  expect((await visit(`${url}/files/${shown.id}`)).status).toBe(404)
})

test('members share their own conversations, and list and revoke their own links', async () => {
  const id = await begin()
  const { shares, projects, conversations } = owner()
  const { share } = await shares.create({ conversationId: id })
  const stranger = await somebody('owner')
  await expect(stranger.shares.create({ conversationId: id })).rejects.toMatchObject({ code: 'not_found' })
  const project = await projects.create({ name: 'Together' })
  await projects.setMember(project.id, {
    memberId: (await stranger.auth.me()).actor.id ?? '',
    role: 'owner',
  })
  await conversations.change(id, { projectId: project.id })
  await expect(stranger.shares.create({ conversationId: id })).rejects.toMatchObject({ code: 'forbidden' })
  expect((await stranger.shares.list()).items).toEqual([])
  for (const attempt of [
    () => stranger.shares.revoke(share.id),
    () => stranger.shares.change(share.id, { showsNow: true }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
  const empty = await conversations.open({ agentId })
  await expect(shares.create({ conversationId: empty.id })).rejects.toMatchObject({
    code: 'precondition_failed',
  })
  await expect((await somebody()).shares.changeSettings({ isOn: false })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
