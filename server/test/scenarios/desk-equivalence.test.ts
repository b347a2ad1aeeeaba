import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cannedCalls, openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import { routes } from '#dialects/native/routes/routes.ts'
import { useCases } from '#server/app/features.ts'
import { follow, messagesOf, scriptedModels, send } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'
import { settled } from '../isolation/settled.ts'

// What a client of the desk had, and the events that it heard, are what it would fetch afresh: after every command.

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

/** The desk as one of its clients shows it. */
async function viewOf(token: string, conversationId: string) {
  const client = clientOf(token)
  const canned = cannedCalls(client.transport)
  return {
    conversation: await client.desk.read(conversationId),
    entries: await client.desk.entries(conversationId),
    messages: await messagesOf(server, conversationId, 'limit=200', token),
    lists: [await client.desk.list({ tab: 'all' }), await client.desk.list({ tab: 'agent' })],
    counts: await client.desk.counts({}),
    members: await client.desk.members(),
    teams: [await client.teams.list(), await client.teams.atDesk(), await client.teams.workload()],
    canned: [await canned.replies(), await canned.macros()],
  }
}

/** What the console fetches the desk anew for. */
const concernsDesk =
  /^(?:desk|conversation|message|reply|rating|team|sla|canned-reply|macro|contact|tool-approval)\./

/** A client that fetches when it hears of something, and at no other time. */
async function openWatcher(conversationId: string) {
  const leaving = new AbortController()
  let held = await viewOf(watcher, conversationId)
  const ready = Promise.withResolvers<void>()
  const following = (async () => {
    for await (const part of clientOf(watcher).followEvents({ signal: leaving.signal })) {
      if (part.type === 'ready') ready.resolve()
      if (part.type === 'event' && concernsDesk.test(part.event.type))
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
  ['desk.assign', ({ conversationId }) => ({ conversationId, memberId: null })],
  ['desk.move', ({ conversationId, made }) => ({ conversationId, teamId: made.teamId })],
  ['desk.take', ({ conversationId }) => ({ conversationId })],
  ['desk.answer', ({ conversationId }) => ({ conversationId, parts: said })],
  ['desk.change', ({ conversationId }) => ({ conversationId, priority: 'high', labels: ['vip'] })],
  ['desk.change', ({ conversationId }) => ({ conversationId, state: 'pending' })],
  [
    'desk.change',
    ({ conversationId }) => ({
      conversationId,
      state: 'snoozed',
      snoozedUntil: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  ],
  ['desk.add-note', ({ conversationId }) => ({ conversationId, text: 'Private.' })],
  ['desk.delete-entry', ({ made }) => ({ entryId: made.entryId })],
  [
    'desk.redo-summary',
    ({ conversationId }) => {
      const text = ['{"asked":"The hours.","tried":"","mood":"calm"}']
      models.script({ text, when: 'in the language en' })
      return { conversationId, language: 'en' }
    },
  ],
  ['desk.set-away', () => ({ isAway: true })],
  ['desk.set-away', () => ({ isAway: false })],
  ['canned-reply.add', () => ({ name: 'Hello', text: 'Hello, {{contact.name}}' })],
  ['canned-reply.change', ({ made }) => ({ cannedReplyId: made.cannedReplyId, text: 'Hello!' })],
  ['canned-reply.delete', ({ made }) => ({ cannedReplyId: made.cannedReplyId })],
  ['macro.add', () => ({ name: 'Several', steps })],
  ['macro.run', ({ conversationId, made }) => ({ conversationId, macroId: made.macroId })],
  ['macro.change', ({ made }) => ({ macroId: made.macroId, name: 'Some' })],
  ['macro.delete', ({ made }) => ({ macroId: made.macroId })],
  ['desk.return', ({ conversationId }) => ({ conversationId, answersNow: false })],
  ['desk.change', ({ conversationId }) => ({ conversationId, state: 'resolved' })],
]

/** Commands whose answer is for whoever asked alone: nobody else has a view of it. */
const forTheAskerAlone = ['desk.draft-answer', 'desk.translate-answer', 'desk.translate-message']

/** Asks for a command where the native API has it. */
async function ask(name: string, asked: Asked) {
  const route = routes.find(({ useCase }) => useCase.name === name)
  if (!route) throw new Error(`${name} has no route.`)
  const keys = [...route.path.matchAll(/:(\w+)/g)].map(([, key = '']) => key)
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
  'desk.add-note': 'entryId',
}

test('no command of the desk is left out', () => {
  const ofDesk = useCases
    .filter(({ kind, permission }) => kind !== 'query' && /^desk:(?:write|manage)$/.test(permission))
    .map(({ name }) => name)
  expect(ofDesk.length).toBeGreaterThan(15)
  const known = [...commands.map(([name]) => name), ...forTheAskerAlone]
  expect(ofDesk.filter((name) => !known.includes(name))).toEqual([])
  expect(known.filter((name) => !ofDesk.includes(name))).toEqual([])
})

test('what a client of the desk held and the events it heard are what it would fetch afresh, after every command', async () => {
  const visitor = await newVisitor(server, agentId)
  const { reply } = await send(server, visitor.id, 'Hello [[say Hi.]]', { token: visitor.token })
  await follow(server, reply?.id ?? '', undefined, visitor.token)
  // What is handed over comes to the first of them.
  const { teams } = clientOf(server.owner)
  await teams.create({ name: 'Front', assignment: 'by-hand' })
  const { id: teamId } = await teams.create({ name: 'Back', assignment: 'by-hand' })
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
