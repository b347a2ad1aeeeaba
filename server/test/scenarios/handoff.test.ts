import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { StoredEvent } from '#contract/events.ts'
import { endOf, follow, messagesOf, scriptedModels, send, storedText } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

let models: ModelServer
let server: TestServer
let agentId: string
let [one, other]: { token: string; id: string; name: string }[] = []

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  agentId = (await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
  const signedIn = [await server.member('operator'), await server.member('operator')]
  ;[one, other] = signedIn.map(({ accessToken, member }) => ({
    token: accessToken,
    id: member.id,
    name: member.name,
  }))
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const clientOf = (token: string) => openClient({ baseUrl: server.url, credentials: { apiKey: token } })
const inboxOf = (member: { token: string } | undefined) => clientOf(member?.token ?? '').inbox

const open = () => newVisitor(server, agentId)

const say = (conversation: { id: string; token: string }, text: string) =>
  send(server, conversation.id, text, { token: conversation.token })
const read = ({ id, token }: { id: string; token: string }) => messagesOf(server, id, 'limit=200', token)
const answer = (text: string) => ({ parts: [{ type: 'text' as const, text }] })

test('taking a conversation silences its agent: shown text is kept, the rest becomes a late draft', async () => {
  const visitor = await open()
  const { reply } = await say(visitor, '[[model ttft=10 tps=100 tokens=400]]')
  const following = follow(server, reply?.id ?? '', undefined, visitor.token)
  await expect.poll(async () => storedText((await read(visitor))[1])).not.toBe('')
  const taken = await inboxOf(one).take(visitor.id)
  expect(taken).toMatchObject({ assignee: { kind: 'member', member: { id: one?.id } }, state: 'open' })
  const [, kept] = await read(visitor)
  const parts = await following
  expect(endOf(parts)).toMatchObject({ state: 'cancelled', textLength: storedText(kept).length })
  expect(kept?.reply?.state).toBe('cancelled')
  // The visitor asks again: nobody but a person answers.
  expect((await say(visitor, 'Hello?')).reply).toBeNull()
  await inboxOf(one).answer(visitor.id, answer('Good morning.'))
  const after = await read(visitor)
  expect(after.map(({ role, author }) => `${role} ${author.kind}`)).toEqual([
    'user visitor',
    'assistant agent',
    'user visitor',
    'assistant member',
  ])
  expect(storedText(after[1])).toBe(storedText(kept))
  const entries = await inboxOf(one).entries(visitor.id)
  expect(entries.items.map(({ kind }) => kind)).toContain('handed')
  expect(
    JSON.stringify(
      await server.ask('GET', `/v1/inbox/conversations/${visitor.id}`, { token: visitor.token }),
    ),
  ).toContain('forbidden')
})

test('of two concurrent takeovers exactly one succeeds, and the other learns who has it', async () => {
  const visitor = await open()
  await say(visitor, 'Hello')
  const both = await Promise.allSettled([inboxOf(one).take(visitor.id), inboxOf(other).take(visitor.id)])
  const refused = both.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(1)
  const { assignee } = await inboxOf(one).read(visitor.id)
  expect(refused[0]?.reason).toMatchObject({
    code: 'conflict',
    message: `This conversation is assigned to ${assignee.member?.name}.`,
  })
  const loser = assignee.member?.id === one?.id ? other : one
  await expect(inboxOf(loser).answer(visitor.id, answer('Me too'))).rejects.toMatchObject({
    code: 'conflict',
  })
  await inboxOf(loser).take(visitor.id, { fromMemberId: assignee.member?.id ?? '' })
  expect((await inboxOf(one).read(visitor.id)).assignee.member?.id).toBe(loser?.id)
})

test('a returned conversation is answered by its agent, which is told who spoke in between', async () => {
  const visitor = await open()
  await say(visitor, 'Hello')
  await inboxOf(one).answer(visitor.id, answer('I am a person.'))
  await say(visitor, 'What else?')
  const regenerated = await server.ask(
    'POST',
    `/v1/messages/${(await read(visitor)).at(-1)?.id}/regenerate`,
    {
      token: visitor.token,
    },
  )
  expect(regenerated.body).toMatchObject({ code: 'precondition_failed' })
  models.script({ text: ['Back again.'] })
  await inboxOf(one).giveBack(visitor.id)
  await expect.poll(async () => storedText((await read(visitor)).at(-1))).toBe('Back again.')
  expect(JSON.stringify(models.requests.at(-1)?.body)).toContain('I am a person.')
  expect((await inboxOf(one).read(visitor.id)).assignee.kind).toBe('agent')
})

test('the inbox lists by view and state, with notes and sorting', async () => {
  const visitor = await open()
  await say(visitor, 'Hello')
  const here = async (query: object) =>
    (await inboxOf(one).list({ limit: 100, ...query })).items.some(
      ({ conversation }) => conversation.id === visitor.id,
    )
  expect(await here({ view: 'agent' })).toBe(true)
  expect(await here({ view: 'all' })).toBe(false)
  await inboxOf(one).assign(visitor.id, { memberId: null })
  expect(await here({ view: 'unassigned' })).toBe(true)
  await inboxOf(one).assign(visitor.id, { memberId: other?.id ?? '' })
  expect([await here({ view: 'mine' }), await here({ view: 'all', state: 'open' })]).toEqual([false, true])
  expect(await here({ memberId: other?.id ?? '' })).toBe(true)
  expect(await here({ memberId: one?.id ?? '' })).toBe(false)
  expect(await here({ view: 'mine', memberId: other?.id ?? '' })).toBe(false)
  await expect(inboxOf(one).list({ memberId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
  const note = await inboxOf(one).addNote(visitor.id, { text: 'Is in a hurry.' })
  await expect(inboxOf(other).deleteEntry(note.id)).rejects.toMatchObject({ code: 'forbidden' })
  await inboxOf(one).deleteEntry(note.id)
  const snoozedUntil = new Date(Date.now() + 3_600_000).toISOString()
  expect(
    await inboxOf(other).change(visitor.id, { state: 'snoozed', snoozedUntil, labels: ['vip'] }),
  ).toMatchObject({
    state: 'snoozed',
    snoozedUntil,
    labels: ['vip'],
  })
  await inboxOf(other).change(visitor.id, { state: 'resolved' })
  expect(await inboxOf(other).read(visitor.id)).toMatchObject({
    state: 'resolved',
    assignee: { kind: 'agent' },
  })
  expect((await inboxOf(one).counts({ state: 'resolved' })).all).toBeGreaterThan(0)
})

/** What somebody hears of a conversation, as it comes. */
function listen(token: string, conversationId: string) {
  const leaving = new AbortController()
  const heard: StoredEvent[] = []
  const client = openClient({ baseUrl: server.url, credentials: { apiKey: token } })
  const ready = Promise.withResolvers<void>()
  const following = (async () => {
    for await (const part of client.followEvents({ signal: leaving.signal })) {
      if (part.type === 'ready' || part.type === 'reset') ready.resolve()
      else if (
        part.type === 'event' &&
        'conversationId' in part.event.payload &&
        part.event.payload.conversationId === conversationId
      )
        heard.push(part.event)
    }
  })().catch(() => {})
  const stop = async () => {
    leaving.abort()
    await following
  }
  return { heard, isOpen: ready.promise, stop }
}

test('a client that listens to events has the current inbox after every command; the owner hears nothing private', async () => {
  const visitor = await open()
  await say(visitor, 'Hello [[say Hi.]]')
  const operator = listen(other?.token ?? '', visitor.id)
  const owner = listen(visitor.token, visitor.id)
  const [mine, theirs] = [inboxOf(one), inboxOf(other)]
  try {
    await Promise.all([operator.isOpen, owner.isOpen])
    const look = async () => JSON.stringify([await theirs.read(visitor.id), await theirs.entries(visitor.id)])
    await expect.poll(async () => JSON.parse(await look())[0].conversation.activeReplyId).toBeNull()
    let note = ''
    const { macros } = clientOf(server.owner)
    const steps = [{ do: 'note' as const, text: 'Private, too.' }, { do: 'take' as const }]
    const macro = await macros.add({ name: 'Take and note', steps })
    const commands: (() => Promise<unknown>)[] = [
      () => mine.assign(visitor.id, { memberId: null }),
      () => mine.take(visitor.id),
      () => mine.answer(visitor.id, answer('Good day.')),
      () => mine.change(visitor.id, { priority: 'high', labels: ['vip'] }),
      async () => {
        note = (await mine.addNote(visitor.id, { text: 'Private.' })).id
      },
      () => mine.deleteEntry(note),
      () => mine.change(visitor.id, { state: 'pending' }),
      () => say(visitor, 'And now?'),
      () => mine.giveBack(visitor.id, { answersNow: false }),
      () => mine.change(visitor.id, { state: 'resolved' }),
      () => macros.run(visitor.id, macro.id),
    ]
    for (const command of commands) {
      const [before, known] = [operator.heard.length, await look()]
      await command()
      const fresh = await look()
      expect(fresh, String(command)).not.toBe(known)
      // A view is fetched anew for each event it hears, so one that comes is one that is as it is now.
      await expect.poll(() => operator.heard.length, { message: String(command) }).toBeGreaterThan(before)
    }
    const told = new Set(owner.heard.map(({ type }) => type))
    expect([...told]).toContain('conversation.handed')
    expect([...told].filter((type) => type.startsWith('inbox.'))).toEqual([])
    expect(JSON.stringify(owner.heard)).not.toContain('Private.')
  } finally {
    await Promise.all([operator.stop(), owner.stop()])
  }
})
