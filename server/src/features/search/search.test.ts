import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConversationHit, Highlighted } from '#contract/shapes/conversation-search.ts'
import { settled } from '#test/isolation/settled.ts'
import { openConversation, send } from '#test/support/conversation.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const titled = async (title: string, token = server.owner) => {
  const id = await openConversation(server, token)
  await server.ask('PATCH', `/v1/conversations/${id}`, { token, body: { title } })
  return id
}

const search = async (query: string, more = '', token = server.owner): Promise<ConversationHit[]> => {
  await settled(server.app)
  const path = `/v1/conversation-search?query=${encodeURIComponent(query)}${more}`
  const answer = await server.ask<{ items: ConversationHit[] }>('GET', path, { token })
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)])
  return answer.body.items
}

const ids = (hits: readonly ConversationHit[]) => hits.map(({ conversation }) => conversation.id)
const marked = ({ text, ranges }: Highlighted) => ranges.map(({ start, end }) => text.slice(start, end))

describe('words find messages that contain them', () => {
  let id: string
  beforeAll(async () => {
    id = await titled('Überblick über Rückgaben')
    await send(
      server,
      id,
      '我想在網路商店退貨，連線一直失敗。My iPhone15退貨 was Refunded yesterday, naïvely.',
    )
  })

  test.each([
    ['退貨', ['退貨', '退貨']],
    ['退货', ['退貨', '退貨']],
    ['货', ['貨', '貨']],
    ['網路商店', ['網路商店']],
    ['网络商店', ['網路商店']],
    ['连接', ['連線']],
    ['连线', ['連線']],
    ['線', ['線']],
    ['refund', ['Refunded']],
    ['refunding', ['Refunded']],
    ['yester', ['yesterday']],
    ['naive', ['naïvely']],
    ['iphone15退货', ['退貨', 'iPhone15', '退貨']],
    ['ＩＰＨＯＮＥ 商店', ['商店', 'iPhone15']],
  ])('%s', async (query, found) => {
    const hits = await search(query)
    expect(ids(hits)).toEqual([id])
    expect(hits[0]?.messages.map(({ excerpt }) => marked(excerpt))).toContainEqual(found)
  })

  test.each(['ruckgaben', 'über', 'RÜCK überblick'])('and titles: %s', async (query) => {
    const [hit] = await search(query)
    expect(hit?.conversation.id).toBe(id)
    expect(marked(hit?.title ?? { text: '', ranges: [] }).length).toBeGreaterThan(0)
  })

  test.each(['货退', '退货 lunch', 'funded', 'r', '…!?', "'&|!:*()\\", '商网'])(
    'but not %s',
    async (query) => {
      expect(await search(query)).toEqual([])
    },
  )

  test('a single letter is found as a word', async () => {
    const other = await titled('Plan B')
    expect(ids(await search('b'))).toEqual([other])
  })
})

test('an answer is found once it is finished, and links to its message', async () => {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Zanzibar' } })
  const { body } = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  const sent = await send(server, body.id, 'Who are you?')
  const [hit] = await search('zanzibar')
  expect(hit?.messages.map(({ messageId }) => messageId)).toEqual([sent.reply?.messageId])
})

test('a long message is excerpted around the match', async () => {
  const id = await openConversation(server)
  await send(server, id, `${'早安，'.repeat(200)}\n大象\n${'晚安，'.repeat(200)}`)
  const [hit] = await search('大象')
  const excerpt = hit?.messages.at(-1)?.excerpt
  expect(excerpt && marked(excerpt)).toEqual(['大象'])
  expect(excerpt?.text).toMatch(/^….{40}大象.*…$/)
})

const tenantId = async () => (await server.ask<{ id: string }>('GET', '/v1/tenant')).body.id

const entriesOf = async (conversationId: string) =>
  server.app.database.read(await tenantId(), (tx) =>
    tx.selectFrom('search_entries').select('id').where('conversation_id', '=', conversationId).execute(),
  )

test('renamed, deleted and branched conversations are found accordingly', async () => {
  const id = await titled('Quagga')
  const { message } = await send(server, id, 'the okapi grazes')
  await settled(server.app)
  const copy = await server.ask<{ id: string }>('POST', `/v1/conversations/${id}/branch`, {
    body: { messageId: message.id },
  })
  expect(ids(await search('okapi grazes')).toSorted()).toEqual([id, copy.body.id].toSorted())
  await server.ask('PATCH', `/v1/conversations/${id}`, { body: { title: 'Tapir' } })
  expect(ids(await search('tapir'))).toEqual([id])
  expect(ids(await search('quagga'))).toEqual([copy.body.id])
  await server.ask('DELETE', `/v1/conversations/${id}`)
  expect(ids(await search('okapi grazes'))).toEqual([copy.body.id])
  expect(await entriesOf(id)).toEqual([])
  expect((await entriesOf(copy.body.id)).length).toBe(2)
})

test('filters apply, and archived conversations are searched unless excluded', async () => {
  const [plain, kept] = [await titled('Walrus one'), await titled('Walrus two')]
  await server.ask('PATCH', `/v1/conversations/${kept}`, { body: { starred: true, archived: true } })
  expect(ids(await search('walrus')).toSorted()).toEqual([plain, kept].toSorted())
  expect(ids(await search('walrus', '&archived=hide'))).toEqual([plain])
  expect(ids(await search('walrus', '&starred=only'))).toEqual([kept])
})

test('each page continues where the one before ended', async () => {
  const made = [await titled('Ibex 1'), await titled('Ibex 2'), await titled('Ibex 3')]
  await settled(server.app)
  const page = (after = '') =>
    server.ask<{ items: ConversationHit[]; nextCursor: string | null }>(
      'GET',
      `/v1/conversation-search?query=ibex&limit=2${after}`,
    )
  const first = await page()
  const second = await page(`&after=${first.body.nextCursor}`)
  expect(ids([...first.body.items, ...second.body.items])).toEqual(made.toReversed())
  expect(second.body.nextCursor).toBeNull()
})

test('the newest matches are followed by older ones, each conversation once', async () => {
  const tenant = await tenantId()
  const older = await titled('Dugong of long ago')
  const newest = await titled('Dugong of today')
  await settled(server.app)
  // As many entries as are scanned at once, all of the newest conversation; the older one also has one among the
  // oldest.
  await server.app.database.write(tenant, (tx) =>
    sql`INSERT INTO search_entries (tenant_id, id, conversation_id, said_at, terms)
      SELECT tenant_id, overlay(id::text PLACING lpad(n::text, 12, '0') FROM 25)::uuid, conversation_id, said_at, terms
      FROM search_entries, generate_series(1, 600) n WHERE id = ${newest}
      UNION ALL SELECT tenant_id, overlay(id::text PLACING '000' FROM 1)::uuid, conversation_id, said_at, terms
      FROM search_entries WHERE id IN (${older}, ${newest})`.execute(tx),
  )
  const found: string[] = []
  let pages = 0
  for (let after = ''; ; pages += 1) {
    const { body } = await server.ask<{ items: ConversationHit[]; nextCursor: string | null }>(
      'GET',
      `/v1/conversation-search?query=dugong&limit=10${after}`,
    )
    found.push(...ids(body.items))
    if (body.nextCursor === null) break
    after = `&after=${body.nextCursor}`
  }
  expect(found).toEqual([newest, older])
  expect(pages).toBe(1)
  const wrong = await server.ask('GET', '/v1/conversation-search?query=dugong&after=.older')
  expect(wrong.status).toBe(400)
})

test('a person finds their own, and in the inbox those of visitors and end users', async () => {
  const [client, colleague] = [await server.member('end_user'), await server.member('operator')]
  const theirs = await titled('Narwhal of a client', client.accessToken)
  const mine = await titled('Narwhal of mine')
  expect(ids(await search('narwhal', '', client.accessToken))).toEqual([theirs])
  expect(ids(await search('narwhal', '', colleague.accessToken))).toEqual([theirs])
  expect(ids(await search('narwhal')).toSorted()).toEqual([theirs, mine].toSorted())
  expect(ids(await search('narwhal', '&whose=own'))).toEqual([mine])
  expect(ids(await search('narwhal', '&whose=inbox'))).toEqual([theirs])
})

test('messages from before the search index existed are found after an upgrade', async () => {
  const id = await titled('Coelacanth')
  await settled(server.app)
  expect((await entriesOf(id)).length).toBe(1)
  await server.app.database.write(await tenantId(), async (tx) => {
    await tx.deleteFrom('search_entries').execute()
    await tx.deleteFrom('event_consumers').execute()
  })
  await titled('Anything that wakes the consumer')
  expect(ids(await search('coelacanth'))).toEqual([id])
})
