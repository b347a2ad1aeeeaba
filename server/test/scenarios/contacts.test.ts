import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '#contract/error-codes.ts'
import type { StoredEvent } from '#contract/events.ts'
import type { Page } from '#contract/page.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Contact, ContactCard, ContactErasure } from '#contract/shapes/contact.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Memory } from '#contract/shapes/memory.ts'
import { admitVisitor, findTenantId, systemScope } from '#features/access/index.ts'
import { visit } from '#features/access/testing.ts'
import { eraseEverywhere } from '#features/contacts/erasure/erase-everywhere.ts'
import { noteFacts } from '#features/external-ids/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { follow, messagesOf, send } from '#test/support/conversation.ts'
import { readEventStream } from '#test/support/event-stream.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { placesOf } from '#test/support/places-of.ts'
import { settled } from '../isolation/settled.ts'

let server: TestServer
let system: Scope
let agentId: string
beforeAll(async () => {
  server = await openTestServer()
  system = systemScope(server.app, await findTenantId(server.app, null), visit())
  agentId = (await act<Agent>('POST', '/v1/agents', { name: 'Ada', remembers: true })).id
})
afterAll(() => server.close())

const act = async <T>(method: string, path: string, body?: unknown, token = server.owner): Promise<T> => {
  const answer = await server.ask<T>(method, path, { token, ...(body !== undefined && { body }) })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}
const refusal = async (method: string, path: string, token: string, body?: unknown) => {
  const answer = await server.ask<Problem>(method, path, { token, ...(body !== undefined && { body }) })
  return { status: answer.status, code: answer.body?.code, reason: answer.body?.reason }
}
const admit = (name = '', externalId: string | null = null) => admitVisitor(system, { externalId, name })
const card = (id: string) => act<ContactCard>('GET', `/v1/contacts/${id}`)
const found = async (search: string) =>
  (await act<Page<Contact>>('GET', `/v1/contacts?search=${encodeURIComponent(search)}`)).items.map(
    ({ id }) => id,
  )
const history = async (id: string) =>
  (await act<Page<Conversation>>('GET', `/v1/contacts/${id}/conversations`)).items.map(({ id: own }) => own)
const eventsSince = async (number: number, until: (event: StoredEvent) => boolean) => {
  const response = await fetch(`${server.url}/v1/events?after=${number}`, {
    headers: { authorization: `Bearer ${server.owner}` },
  })
  const heard: StoredEvent[] = []
  for await (const { event, data } of readEventStream(response)) {
    if (event !== 'event') continue
    heard.push(data as StoredEvent)
    if (until(data as StoredEvent)) break
  }
  return heard
}
const lastNumber = async () => {
  await settled(server.app)
  const { rows } = await server.app.database.read(system.tenantId, (tx) =>
    sql<{ last: string }>`SELECT last_number AS last FROM event_counters`.execute(tx),
  )
  return Number(rows[0]?.last ?? 0)
}

/** Somebody without an account opens a conversation and is answered. */
async function writes(token: string, text: string): Promise<string> {
  const { id } = await act<Conversation>('POST', '/v1/conversations', { agentId }, token)
  const sent = await send(server, id, text, { token })
  await follow(server, sent.reply?.id ?? '', undefined, token)
  await settled(server.app)
  return id
}

test('a contact is added, described by attributes of the tenant’s own, and found by what is known', async () => {
  await act('POST', '/v1/contact-attributes', { key: 'tier', kind: 'text' })
  await act('POST', '/v1/contact-attributes', { key: 'since', kind: 'date' })
  const made = await act<Contact>('POST', '/v1/contacts', {
    externalId: 'crm-7',
    name: '王小明',
    email: 'Ming@Example.com',
    phone: '+886 912-345-678',
    locale: 'zh-tw',
    timeZone: 'Asia/Taipei',
    company: '台灣茶葉',
    attributes: { tier: 'gold', since: '2026-01-31' },
  })
  expect(made).toMatchObject({
    externalIds: ['crm-7'],
    email: 'ming@example.com',
    locale: 'zh-TW',
    attributes: { tier: 'gold', since: '2026-01-31' },
    blocked: false,
  })
  // Simplified finds traditional, parts find wholes, and digits are digits.
  for (const words of ['小明', '台湾茶叶', 'ming@ex', 'crm-7', '0912345678', 'gold'])
    expect(await found(words), words).toContain(made.id)
  expect(await found('nobody')).toEqual([])
  const gold = await act<Page<Contact>>('GET', '/v1/contacts?attribute=tier&value=gold')
  expect(gold.items.map(({ id }) => id)).toEqual([made.id])
  const changed = await act<Contact>('PATCH', `/v1/contacts/${made.id}`, {
    name: '王大明',
    email: null,
    attributes: { tier: null },
  })
  expect(changed).toMatchObject({ name: '王大明', email: null, attributes: { since: '2026-01-31' } })
  expect(await found('小明')).toEqual([])
  expect(await found('大明')).toEqual([made.id])
  const patch = (body: object) => refusal('PATCH', `/v1/contacts/${made.id}`, server.owner, body)
  const wrong = [{ since: 'soon' }, { since: '2026-02-30' }, { tier: 3 }, { height: 180 }]
  for (const attributes of wrong) expect(await patch({ attributes })).toMatchObject({ code: 'invalid_input' })
  expect(await patch({ timeZone: 'Mars/North' })).toMatchObject({ code: 'invalid_input' })
  expect(await patch({ locale: '!!' })).toMatchObject({ code: 'invalid_input' })
  expect(await refusal('POST', '/v1/contacts', server.owner, { externalId: 'crm-7' })).toMatchObject({
    code: 'conflict',
  })
})

test('the list goes on where it stopped, those first who were here last', async () => {
  const { visitorId } = await admit('Newest')
  const ids: string[] = []
  let after = ''
  do {
    const page = await act<Page<Contact>>('GET', `/v1/contacts?limit=1${after && `&after=${after}`}`)
    ids.push(...page.items.map(({ id }) => id))
    after = page.nextCursor ?? ''
  } while (after)
  expect(ids[0]).toBe(visitorId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(1)
})

test('two contacts become one person: what was said, what is known, what they allow, and who they are', async () => {
  const [known, other] = [await admit('Vera', `site-${randomUUID()}`), await admit('', `app-${randomUUID()}`)]
  const [first, second] = [await writes(known.token, 'Hello'), await writes(other.token, 'A teapot, please')]
  await act('PATCH', '/v1/memory-consent', { remembers: true }, other.token)
  await act('POST', '/v1/memories', { agentId, kind: 'person', text: 'Drinks tea' }, other.token)
  await act('PATCH', `/v1/contacts/${other.visitorId}`, { email: 'vera@example.com' })
  const before = await lastNumber()

  const merge = () =>
    act<Contact>('POST', `/v1/contacts/${known.visitorId}/merge`, { otherId: other.visitorId })
  const merged = await merge()
  expect(merged).toMatchObject({ id: known.visitorId, name: 'Vera', email: 'vera@example.com' })
  expect(merged.externalIds).toHaveLength(2)
  expect(await merge()).toEqual(merged)
  const heard = await eventsSince(before, ({ type }) => type === 'contact.merged')
  expect(heard.map(({ type }) => type)).toContain('conversation.changed')
  await settled(server.app)
  expect((await lastNumber()) - (heard.at(-1)?.number ?? 0)).toBe(0)

  // The merged id stands for who stays, and is no contact of its own.
  expect(await card(other.visitorId)).toMatchObject({
    id: known.visitorId,
    memory: { remembers: true, isChosen: true },
  })
  expect((await history(other.visitorId)).toSorted()).toEqual([first, second].toSorted())
  expect(await found('Vera')).toEqual([known.visitorId])
  const memories = await act<Page<Memory>>('GET', `/v1/visitors/${known.visitorId}/memories`)
  expect(memories.items.map(({ text }) => text)).toEqual(['Drinks tea'])

  // Both tokens are the same person's, who finds all of it and goes on writing.
  for (const token of [known.token, other.token]) {
    const own = await act<Page<Conversation>>('GET', '/v1/conversations', undefined, token)
    expect(own.items.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted())
    await send(server, second, 'And a cup', { token })
    await expect
      .poll(async () => {
        const hits = await act<Page<{ conversation: Conversation }>>(
          'GET',
          '/v1/conversation-search?query=teapot',
          undefined,
          token,
        )
        return hits.items.map(({ conversation }) => conversation.id)
      })
      .toContain(second)
  }
  const authors = new Set(
    (await messagesOf(server, second)).filter(({ role }) => role === 'user').map(({ author }) => author.id),
  )
  expect([...authors]).toEqual([known.visitorId])

  // One more into the survivor's survivor: everybody still resolves.
  const { id: last } = await act<Contact>('POST', '/v1/contacts', { name: 'Vera Vera' })
  await act('POST', `/v1/contacts/${last}/merge`, { otherId: known.visitorId })
  expect((await card(other.visitorId)).id).toBe(last)
  expect((await history(last)).length).toBe(2)
})

test('whoever was nobody in particular says who they are', async () => {
  const anonymous = await admit()
  const identify = (id: string, externalId: string) =>
    act<Contact>('POST', `/v1/contacts/${id}/identify`, { externalId, email: 'ann@example.com' })
  const externalId = `crm-${randomUUID()}`
  expect(await identify(anonymous.visitorId, externalId)).toMatchObject({
    id: anonymous.visitorId,
    externalIds: [externalId],
    email: 'ann@example.com',
  })
  const again = await admit()
  const written = await writes(again.token, 'It is me, on my phone')
  expect((await identify(again.visitorId, externalId)).id).toBe(anonymous.visitorId)
  expect(await history(anonymous.visitorId)).toEqual([written])
  // Who has a name already is not somebody else.
  const named = await admit('Bo', `crm-${randomUUID()}`)
  const path = `/v1/contacts/${named.visitorId}/identify`
  expect(await refusal('POST', path, server.owner, { externalId })).toMatchObject({ code: 'conflict' })
})

test('nothing is taken from a person who is blocked, until they are let in again', async () => {
  const { visitorId, token } = await admit('Mallory')
  const conversationId = await writes(token, 'Hello')
  await act('POST', `/v1/contacts/${visitorId}/block`)
  const messages = `/v1/conversations/${conversationId}/messages`
  const said = { parts: [{ type: 'text', text: 'Buy this' }] }
  const blocked = { status: 403, code: 'forbidden', reason: 'blocked' }
  expect(await refusal('POST', messages, token, said)).toEqual(blocked)
  expect(await refusal('POST', '/v1/conversations', token, { agentId })).toEqual(blocked)
  const [first] = await messagesOf(server, conversationId, undefined, token)
  expect(await refusal('POST', `/v1/messages/${first?.id}/edit`, token, said)).toEqual(blocked)
  expect(await refusal('POST', `/v1/messages/${first?.id}/regenerate`, token)).toEqual(blocked)
  const only = await act<Page<Contact>>('GET', '/v1/contacts?blocked=only')
  expect(only.items.map(({ id }) => id)).toEqual([visitorId])
  await act('POST', `/v1/contacts/${visitorId}/unblock`)
  expect((await server.ask('POST', messages, { token, body: said })).status).toBe(201)
})

test('a person is handed out whole, and erased everywhere', async () => {
  const word = `zanzibar${randomUUID().slice(0, 8)}`
  const { visitorId, token } = await admit(`Zoe ${word}`, `site-${word}`)
  const conversationId = await writes(token, `My name is ${word}`)
  await act('PATCH', '/v1/memory-consent', { remembers: true }, token)
  await act('POST', '/v1/memories', { agentId, kind: 'person', text: `Is called ${word}` }, token)
  await act('POST', '/v1/projects', { name: word }, token)
  await act('PATCH', `/v1/contacts/${visitorId}`, { company: word })
  const form = new FormData()
  form.set('file', new Blob([word]), `${word}.txt`)
  const uploaded = await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  const { id: fileId } = (await uploaded.json()) as { id: string }
  // What an older client keeps of them, and what a repeat of a call of theirs would be answered.
  await noteFacts(system, { dialect: 'test', kind: 'visitor', id: visitorId, facts: { word } })
  await server.ask('POST', '/v1/conversations', {
    token,
    body: { agentId, title: word },
    headers: { 'idempotency-key': randomUUID() },
  })
  const operator = (await server.member('operator')).accessToken
  // A copy in the inbox keeps what they said as well.
  const said = await messagesOf(server, conversationId)
  const copy = await act<Conversation>(
    'POST',
    `/v1/conversations/${conversationId}/branch`,
    { messageId: said[0]?.id },
    operator,
  )

  const file = await server.ask<Record<string, unknown>>('GET', `/v1/contacts/${visitorId}/export`)
  expect(file.body).toMatchObject({
    format: 'parley.contact',
    contact: { id: visitorId, company: word },
    memories: { remembers: true, memories: [{ text: `Is called ${word}` }] },
    files: [{ id: fileId }],
    projects: [{ name: word }],
    names: [{ facts: { word } }],
    conversations: [{ id: conversationId }, { title: word }],
  })
  expect(await refusal('GET', `/v1/contacts/${visitorId}/export`, operator)).toMatchObject({
    code: 'forbidden',
  })
  expect(await refusal('POST', `/v1/contacts/${visitorId}/erase`, operator)).toMatchObject({
    code: 'forbidden',
  })

  // More than are erased at once, by as many processes as like to.
  for (let made = 0; made < 12; made += 1) await act('POST', '/v1/conversations', { agentId }, token)
  const before = await lastNumber()
  await server.app.database.write(system.tenantId, (tx) =>
    sql`INSERT INTO spent_vectors (tenant_id, id, purpose, actor_kind, actor_id, model)
      VALUES (${system.tenantId}, ${randomUUID()}, 'search', 'visitor', ${visitorId}, 'some/model')`.execute(
      tx,
    ),
  )
  await act('POST', `/v1/contacts/${visitorId}/erase`)
  const again = () => eraseEverywhere(system, { contactId: visitorId })
  await Promise.all([again(), again()])
  const heard = await eventsSince(before, ({ type }) => type === 'contact.erased')
  expect(heard.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['contact.erasure-asked', 'contact.erasure-progressed', 'conversation.deleted']),
  )
  const erasure = await act<ContactErasure>('GET', `/v1/contacts/${visitorId}/erasure`)
  expect(erasure).toMatchObject({ state: 'done', progress: 1 })
  await settled(server.app)
  expect((await server.ask('GET', '/v1/conversations', { token })).status).toBe(401)
  expect((await server.ask('GET', `/v1/contacts/${visitorId}`)).status).toBe(404)
  expect((await server.ask('GET', `/v1/conversations/${copy.id}`, { token: operator })).status).toBe(404)
  await expect.poll(() => placesOf(server.app, system.tenantId, word)).toEqual([])
  const tables = (await placesOf(server.app, system.tenantId, visitorId)).map(
    (place) => place.split(':')[0] ?? '',
  )
  // What happened and what it cost stays, by ids that are nobody's.
  expect([...new Set(tables)].filter((table) => !keptByIds.includes(table))).toEqual([])
  const bytes = server.app.ports.blobs.read(`uploads/${system.tenantId}/${fileId}`)
  await expect(bytes).rejects.toMatchObject({ code: 'not_found' })
  const { items } = await act<Page<{ type: string; facts: object }>>('GET', '/v1/audit-log?type=contact')
  expect(items[0]).toMatchObject({ type: 'contact.erased', facts: { contactId: visitorId } })
})

const keptByIds = ['contact_erasures', 'events', 'jobs', 'spent_replies', 'completions']
