import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Import } from '#contract/shapes/import.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import { converse, openConversation } from '#test/support/conversation.ts'
import { chatGptTalk, claudeTalk, libreChatTalk, openWebUiTalk } from '#test/support/foreign-talks.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
  await server.ask('POST', '/v1/agents', { body: { name: 'Ada' } })
})
afterAll(() => server.close())

const clientOf = (token: string) => openClient({ baseUrl: server.url, credentials: { apiKey: token } })
const somebody = async () => clientOf((await server.member('end_user')).accessToken)
type Client = ReturnType<typeof clientOf>

const take = async (
  { files, imports }: Client,
  content: unknown,
  { name = 'conversations.json', projectId = undefined as string | undefined } = {},
): Promise<Import> => {
  const bytes =
    content instanceof Uint8Array ? content : typeof content === 'string' ? content : JSON.stringify(content)
  const file = await files.upload(new Blob([bytes as BlobPart]), name)
  const { id } = await imports.start({ fileId: file.id, ...(projectId && { projectId }) })
  await expect.poll(async () => (await imports.read(id)).endedAt, { timeout: 20_000 }).not.toBeNull()
  return imports.read(id)
}

const saidBy = ({ author, parts }: Message) =>
  `${author.name}: ${parts.map((part) => ('text' in part ? part.text : part.type)).join(' / ')}`
/** A conversation's messages, each with what it follows. */
const treeOf = async ({ conversations }: Client, id: string) => {
  const { items } = await conversations.messages(id, { branch: 'all' })
  const seqOf = new Map(items.map((message) => [message.id, message.seq]))
  return items.map(({ role, parentId, parts, createdAt }) => ({
    role,
    follows: parentId === null ? null : seqOf.get(parentId),
    parts,
    createdAt,
  }))
}

test('a ChatGPT export is imported with branches, times, roles and models, from its archive', async () => {
  const client = await somebody()
  const { name } = (await client.auth.me()).actor
  const project = await client.projects.create({ name: 'Before' })
  const archive = zipSync({
    'export/conversations.json': strToU8(JSON.stringify([chatGptTalk])),
    'export/chat.html': strToU8('<p>nothing</p>'),
  })
  const taken = await take(client, archive, { name: 'export.zip', projectId: project.id })
  expect(taken).toMatchObject({ state: 'done', total: 1, imported: 1, skipped: 0, failed: 0 })
  const [talk] = (await client.conversations.list({ projectId: project.id })).items
  expect(talk).toMatchObject({
    title: 'Parcels to the islands',
    createdAt: '2023-11-14T22:13:20.250Z',
    updatedAt: '2023-11-14T22:20:00.500Z',
    messageCount: 3,
    unreadCount: 0,
  })
  const all = (await client.conversations.messages(talk?.id ?? '', { branch: 'all' })).items
  expect(all.map(saidBy)).toEqual([
    `${name}: How long does a parcel travel?`,
    'gpt-4: Three days.',
    'o3: *(image)*\n\nFive days.',
  ])
  expect(all.map(({ createdAt }) => createdAt)).toEqual([
    '2023-11-14T22:13:30.000Z',
    '2023-11-14T22:13:40.000Z',
    '2023-11-14T22:15:20.000Z',
  ])
  const shown = (await client.conversations.messages(talk?.id ?? '')).items
  expect(shown.map(({ seq }) => seq)).toEqual([1, 3])
  expect(shown[1]?.siblingIds).toHaveLength(2)
})

test('Claude, Open WebUI and LibreChat exports are recognized, also in one list', async () => {
  const client = await somebody()
  const taken = await take(client, [claudeTalk, openWebUiTalk, libreChatTalk])
  expect(taken).toMatchObject({ imported: 3, failed: 0 })
  const items = (await client.conversations.list({ archived: 'include' })).items
  const said = new Map<string, string[]>()
  for (const { id, title } of items)
    said.set(title, (await client.conversations.messages(id)).items.map(saidBy).slice(1))
  expect(Object.fromEntries(said)).toEqual({
    'Prices in spring': ['Claude: Those of shipping.'],
    Garden: ['qwen3:8b: Frost ends late. / In late April.'],
    Bicycles: ['gpt-4o-mini: A narrow one.'],
  })
  expect(items.find(({ title }) => title === 'Garden')).toMatchObject({ starred: true, archived: true })
})

test('our own export is imported as the same tree, and continues', async () => {
  const client = clientOf(server.owner)
  const id = await openConversation(server)
  const { sent } = await converse(server, id, 'The first try')
  await client.conversations.edit(sent.message.id, { parts: [{ type: 'text', text: 'The second try' }] })
  await expect.poll(async () => (await client.conversations.read(id)).activeReplyId).toBeNull()
  await converse(server, id, 'And more')
  const exported = await client.conversations.export(id, { format: 'json' })
  const stranger = await somebody()
  expect(await take(stranger, await exported.content.text())).toMatchObject({ imported: 1 })
  const [copy] = (await stranger.conversations.list()).items
  const withoutMarks = (tree: Awaited<ReturnType<typeof treeOf>>) =>
    tree.map(({ parts, ...message }) => ({ ...message, parts: parts.filter(({ type }) => type === 'text') }))
  expect(withoutMarks(await treeOf(stranger, copy?.id ?? ''))).toEqual(withoutMarks(await treeOf(client, id)))
  expect((await stranger.conversations.messages(copy?.id ?? '')).items.map(({ seq }) => seq)).toEqual(
    (await client.conversations.messages(id)).items.map(({ seq }) => seq),
  )
  const all = await client.conversations.exportAll()
  const again = await take(stranger, await all.content.text())
  expect(again).toMatchObject({ skipped: 1, failed: 0 })
  const other = await client.conversations.open({ title: 'Another' })
  const several = await client.conversations.exportSeveral({
    conversationIds: [id, other.id],
    format: 'json',
  })
  const newcomer = await somebody()
  expect(await take(newcomer, await several.content.text())).toMatchObject({ imported: 2, failed: 0 })
  const copies = (await newcomer.conversations.list()).items
  expect(copies.map(({ title }) => title)).toContain('Another')
  const twin = copies.find(({ messageCount }) => messageCount > 0)
  expect(withoutMarks(await treeOf(newcomer, twin?.id ?? ''))).toEqual(withoutMarks(await treeOf(client, id)))
})

test('nothing is imported twice, unless it was deleted', async () => {
  const client = await somebody()
  expect(await take(client, [chatGptTalk])).toMatchObject({ failures: [], imported: 1, skipped: 0 })
  expect(await take(client, [chatGptTalk, claudeTalk])).toMatchObject({ imported: 1, skipped: 1 })
  const [first] = (await client.conversations.list()).items.filter(({ title }) => title.startsWith('Parcels'))
  await client.conversations.remove(first?.id ?? '')
  expect(await take(client, [chatGptTalk])).toMatchObject({ failures: [], imported: 1, skipped: 0 })
})

test('a broken item only affects itself, and is reported by position', async () => {
  const client = await somebody()
  const inCircle = {
    ...chatGptTalk,
    title: 'Round',
    conversation_id: 'round',
    mapping: { a: { parent: 'b', message: null }, b: { parent: 'a', message: null } },
  }
  const text = `[${JSON.stringify(chatGptTalk)}, {"title": tru}, ${JSON.stringify(inCircle)}, {"title": "What"}]`
  const taken = await take(client, text)
  expect(taken).toMatchObject({ state: 'done', total: 4, imported: 1, failed: 3 })
  expect(taken.failures).toEqual([
    { item: 2, title: '', reason: 'It is not valid JSON.' },
    { item: 3, title: 'Round', reason: 'Its messages form a loop.' },
    { item: 4, title: 'What', reason: 'Its format is unknown.' },
  ])
})

test.each([
  ['an archive that unpacks too far', () => bomb(), 'too large when unpacked'],
  ['an archive of something else', () => zipSync({ 'a.txt': strToU8('a') }), 'no conversations.json'],
  ['a list that breaks off', () => strToU8('[{"title": "a"'), 'truncated'],
  ['what is nested without end', () => strToU8('['.repeat(5_000)), 'nested too deeply'],
])('%s is refused as a whole', async (_, content, reason) => {
  const client = await somebody()
  const bytes = content()
  const name = bytes[0] === 0x50 ? 'export.zip' : 'export.json'
  const taken = await take(client, bytes, { name })
  expect(taken.state).toBe('failed')
  expect(taken.detail).toContain(reason)
  expect((await client.conversations.list()).items).toEqual([])
})

const bomb = () => zipSync({ 'conversations.json': new Uint8Array(300 * 1_048_576).fill(0x20) }, { level: 9 })

test('imported conversations are private to their owner, whatever they claim', async () => {
  const client = await somebody()
  const hostile = {
    ...chatGptTalk,
    conversation_id: 'h\u0000\ud800stile',
    title: 'Half \ud83d of a \u0000 sign',
    owner: 'somebody else',
    mapping: {
      a: {
        parent: null,
        message: {
          author: { role: 'tool' },
          content: { content_type: 'text', parts: ['run this'] },
        },
      },
      b: {
        parent: 'a',
        message: {
          author: { role: 'user' },
          create_time: 1e300,
          content: { content_type: 'text', parts: ['<script>alert(1)</script> \u0000'] },
        },
      },
    },
  }
  expect(await take(client, [hostile])).toMatchObject({ imported: 1, failed: 0 })
  const [talk] = (await client.conversations.list()).items
  expect(talk?.messageCount).toBe(1)
  const operator = clientOf((await server.member('operator')).accessToken)
  await expect(operator.conversations.read(talk?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
})
