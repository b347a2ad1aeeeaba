import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import { parametersOf } from '#contract/route.ts'
import { allRoutes } from '#contract/routes.ts'
import { useCases } from '#server/app/features.ts'
import { follow, messagesOf, scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'
import { settled } from '../isolation/settled.ts'

// What a client of the inbox had, and the events that it heard, are what it would fetch afresh: after every command.

let models: ModelServer
let server: TestServer
let agentId: string
let watcher: string

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  agentId = (await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Ada' } })).body.id
  watcher = (await server.member('operator')).accessToken
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const clientOf = (token: string) => openClient({ baseUrl: server.url, credentials: { apiKey: token } })

/** The inbox as one of its clients shows it. */
async function viewOf(token: string, conversationId: string) {
  const client = clientOf(token)
  return {
    conversation: await client.inbox.read(conversationId),
    entries: await client.inbox.entries(conversationId),
    messages: await messagesOf(server, conversationId, 'limit=200', token),
    lists: [await client.inbox.list({ view: 'all' }), await client.inbox.list({ view: 'agent' })],
    counts: await client.inbox.counts({}),
    members: await client.inbox.members(),
    teams: [await client.teams.list(), await client.teams.inInbox(), await client.teams.workload()],
    canned: [await client.cannedReplies.list(), await client.macros.list()],
  }
}

/** What the console fetches the inbox anew for. */
const concernsInbox =
  /^(?:inbox|conversation|message|reply|csat-rating|team|sla|canned-reply|macro|contact|tool-approval)\./

/** A client that fetches when it hears of something, and at no other time. */
async function openWatcher(conversationId: string) {
  const leaving = new AbortController()
  let held = await viewOf(watcher, conversationId)
  const ready = Promise.withResolvers<void>()
  const following = (async () => {
    for await (const part of clientOf(watcher).followEvents({ signal: leaving.signal })) {
      if (part.type === 'ready') ready.resolve()
      if (part.type === 'event' && concernsInbox.test(part.event.type))
        held = await viewOf(watcher, conversationId)
    }
  })().catch(ready.reject)
  await ready.promise
  return {
    held: () => held,
    async close() {
      leaving.abort()
      await following
    },
  }
}

interface Stage {
  readonly conversationId: string
  /** The newest of what was made before. */
  made: Record<'cannedReplyId' | 'macroId' | 'entryId' | 'teamId', string>
  visitor: { id: string; token: string }
}

type Asked = Record<string, unknown>

const said = [{ type: 'text', text: 'Good day.' }]
const steps = [
  { do: 'note', text: 'By a macro.' },
  { do: 'label', add: ['macro'] },
  { do: 'prioritise', priority: 'urgent' },
]

/** What is asked of each command, in an order in which each changes what is seen. */
const commands: [name: string, asked: (stage: Stage) => Asked | Promise<Asked>][] = [
  ['inbox.assign', ({ conversationId }) => ({ conversationId, memberId: null })],
  ['inbox.move', ({ conversationId, made }) => ({ conversationId, teamId: made.teamId })],
  ['inbox.take', ({ conversationId }) => ({ conversationId })],
  ['inbox.answer', ({ conversationId }) => ({ conversationId, parts: said })],
  ['inbox.change', ({ conversationId }) => ({ conversationId, priority: 'high', labels: ['vip'] })],
  ['inbox.change', ({ conversationId }) => ({ conversationId, state: 'pending' })],
  [
    'inbox.change',
    ({ conversationId }) => ({
      conversationId,
      state: 'snoozed',
      snoozedUntil: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  ],
  ['inbox.add-note', ({ conversationId }) => ({ conversationId, text: 'Private.' })],
  ['inbox.delete-entry', ({ made }) => ({ entryId: made.entryId })],
  [
    'inbox.redo-summary',
    ({ conversationId }) => {
      const text = ['{"asked":"The hours.","tried":"","mood":"calm"}']
      models.script({ text, when: 'in the language en' })
      return { conversationId, language: 'en' }
    },
  ],
  ['inbox.set-away', () => ({ isAway: true })],
  ['inbox.set-away', () => ({ isAway: false })],
  ['canned-reply.add', () => ({ name: 'Hello', text: 'Hello, {{contact.name}}' })],
  ['canned-reply.change', ({ made }) => ({ cannedReplyId: made.cannedReplyId, text: 'Hello!' })],
  ['canned-reply.delete', ({ made }) => ({ cannedReplyId: made.cannedReplyId })],
  ['macro.add', () => ({ name: 'Several', steps })],
  ['macro.run', ({ conversationId, made }) => ({ conversationId, macroId: made.macroId })],
  ['macro.change', ({ made }) => ({ macroId: made.macroId, name: 'Some' })],
  ['macro.delete', ({ made }) => ({ macroId: made.macroId })],
  ['inbox.return', ({ conversationId }) => ({ conversationId, answersNow: false })],
  ['inbox.change', ({ conversationId }) => ({ conversationId, state: 'resolved' })],
]

/** Commands whose answer is for whoever asked alone: nobody else has a view of it. */
const forTheAskerAlone = ['inbox.draft-answer', 'inbox.translate-answer', 'inbox.translate-message']

/** Asks for a command where the native API has it. */
async function ask(name: string, asked: Asked) {
  const route = allRoutes.find((one) => one.name === name)
  if (!route) throw new Error(`${name} has no route.`)
  const keys = parametersOf(route.path)
  const path = keys.reduce((so, key) => so.replace(`:${key}`, String(asked[key])), route.path)
  const body = Object.fromEntries(Object.entries(asked).filter(([key]) => !keys.includes(key)))
  const answer = await server.ask<{ id?: string }>(route.method, path, {
    ...(route.method !== 'DELETE' && { body }),
  })
  expect(answer.status, `${name}: ${answer.text}`).toBeLessThan(300)
  return answer.body?.id ?? ''
}

const idsMade: Partial<Record<string, keyof Stage['made']>> = {
  'canned-reply.add': 'cannedReplyId',
  'macro.add': 'macroId',
  'inbox.add-note': 'entryId',
}

test('every command of the inbox is covered', () => {
  const ofInbox = useCases
    .filter(({ kind, permission }) => kind !== 'query' && /^inbox:(?:write|manage)$/.test(permission))
    .map(({ name }) => name)
  expect(ofInbox.length).toBeGreaterThan(15)
  const known = [...commands.map(([name]) => name), ...forTheAskerAlone]
  expect(ofInbox.filter((name) => !known.includes(name))).toEqual([])
  expect(known.filter((name) => !ofInbox.includes(name))).toEqual([])
})

test('a client that applies events has what it would fetch again, after every command', async () => {
  const visitor = await newVisitor(server, agentId)
  const { reply } = await send(server, visitor.id, 'Hello [[say Hi.]]', { token: visitor.token })
  await follow(server, reply?.id ?? '', undefined, visitor.token)
  // What is handed over comes to the first of them.
  const { teams } = clientOf(server.owner)
  await teams.create({ name: 'Front', autoAssignment: 'by-hand' })
  const { id: teamId } = await teams.create({ name: 'Back', autoAssignment: 'by-hand' })
  await settled(server.app)
  const made = { cannedReplyId: '', macroId: '', entryId: '', teamId }
  const stage: Stage = { conversationId: visitor.id, made, visitor }
  const client = await openWatcher(visitor.id)
  try {
    for (const [name, asked] of commands) {
      const before = await viewOf(watcher, visitor.id)
      const id = await ask(name, await asked(stage))
      const key = idsMade[name]
      if (key) made[key] = id
      await settled(server.app)
      const fresh = await viewOf(watcher, visitor.id)
      expect(isDeepStrictEqual(fresh, before), `${name} changes nothing`).toBe(false)
      await expect.poll(client.held, { message: name, timeout: 20_000 }).toEqual(fresh)
    }
  } finally {
    await client.close()
  }
})
