import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { Problem } from '#contract/error-codes.ts'
import { createApiKey } from '#features/access/index.ts'
import { useCases } from '#server/app/features.ts'
import { impatientProviders } from '#test/support/impatient-providers.ts'
import { plainSpeaker } from '#test/support/plain-speaker.ts'
import { signedInForLong } from '#test/support/open-test-app.ts'
import { type Answer, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { operationId, operations, requestFor, type Operation } from './operations.ts'
import { openSocket } from './raw-socket.ts'
import { fill, type Slot, slotsOf } from './template.ts'
import { templatesOf } from './templates.ts'
import { type Actor, makeWorld, withoutPermission, type World } from './world.ts'

let server: TestServer
let world: World
/** B's owner by each kind of credential. */
let credentials: Record<'access token' | 'API key', string>

beforeAll(async () => {
  server = await openTestServer({
    ports: { speaker: plainSpeaker, providers: impatientProviders },
    settings: signedInForLong,
  })
  world = await makeWorld(server.app)
  const { scope } = await world.b.owner.enter()
  const { secret } = await createApiKey(scope, { name: 'All of it', scopes: ['*'] })
  credentials = { 'access token': world.b.owner.token, 'API key': secret }
})

afterAll(() => server.close())

const all = operations()
const named = (list: readonly Operation[]) =>
  list.map((operation) => [`${operation.method} ${operation.path}`, operation] as const)
const authenticated = all.filter(({ useCase }) => useCase?.permission !== 'public')
const withIds = all.filter(
  ({ useCase, body }) =>
    useCase && body !== 'form' && templatesOf(useCase).some((template) => slotsOf(template).length > 0),
)

const ask = async (
  operation: Operation,
  token: string | null,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const { method, path, body } = requestFor(operation, input as Record<string, unknown>)
  return server.ask(method, path, { token, headers, ...(body !== undefined && { body }) })
}

/** What a caller can tell answers apart by: all but the id of the request. */
const toldBy = ({ status, headers, body }: Answer) => ({
  status,
  type: headers.get('content-type'),
  body: { ...body, requestId: '' },
})

function expectProblem(answer: Answer, status: number, code: string) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(Problem.parse(answer.body)).toMatchObject({ status, code })
  expect(answer.status).toBe(status)
}

const inputOf = async (operation: Operation, actor: Actor) => {
  const [template] = operation.useCase ? templatesOf(operation.useCase) : []
  const ids = await actor.things.ids(slotsOf(template))
  return fill(template, (slot) => ids.get(slot) ?? '')
}

/** Served by a use-case that does more: a knowledge base is made together with its place in agents. */
const servedByAnother = new Set([operationId('knowledge-base.create')])

test('every operation is a use-case, and every use-case is an operation', () => {
  expect(all.filter(({ useCase }) => useCase === null).map(({ id }) => id)).toEqual([])
  const served = all.map(({ id }) => id)
  const offered = useCases.map(({ name }) => operationId(name))
  expect(offered.filter((id) => !served.includes(id) && !servedByAnother.has(id))).toEqual([])
  expect(all.length).toBeGreaterThan(40)
})

describe('another tenant’s IDs are unknown IDs, with any credential', () => {
  test.each(named(withIds))('%s', async (_, operation) => {
    const { a, b } = world
    let tried = 0
    // What is for those who run the server says nothing of any tenant to all others.
    const isForRunners = operation.useCase?.permission === 'platform:manage'
    const [status, code] = isForRunners ? ([403, 'forbidden'] as const) : ([404, 'not_found'] as const)
    for (const template of operation.useCase ? templatesOf(operation.useCase) : []) {
      const slots = slotsOf(template)
      const [own, foreign] = [await b.owner.things.ids(slots), await a.owner.things.ids(slots)]
      for (const token of Object.values(credentials))
        for (const headers of operation.isStream ? [{ accept: 'text/event-stream' }, {}] : [{}])
          for (const slot of slots) {
            const withId = (id: string) =>
              fill(template, (other: Slot) => (other === slot ? id : (own.get(other) ?? '')))
            const answer = await ask(operation, token, withId(foreign.get(slot) ?? ''), headers)
            expectProblem(answer, status, code)
            expect(toldBy(answer)).toEqual(toldBy(await ask(operation, token, withId(uuidv7()), headers)))
            tried += 1
          }
    }
    expect(tried).toBeGreaterThan(0)
  })
})

describe('without a credential nothing is revealed', () => {
  test.each(named(authenticated))('%s', async (_, operation) => {
    const answer = await ask(operation, null, await inputOf(operation, world.b.owner))
    expectProblem(answer, 401, 'unauthenticated')
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })
})

describe('a key without the scope is refused', () => {
  test.each(named(authenticated))('%s', async (_, operation) => {
    if (!operation.useCase) throw new Error('There is no use-case.')
    const { token } = await withoutPermission(server.app, world.b, operation.useCase.permission)
    if (operation.body === 'form') {
      const form = new FormData()
      form.set('file', new Blob(['A short note.']), 'note.txt')
      const response = await fetch(server.url + operation.path, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: form,
      })
      return expect(response.status).toBe(403)
    }
    expectProblem(await ask(operation, token, await inputOf(operation, world.b.owner)), 403, 'forbidden')
  })
})

test('a named tenant does not exist for those who may not enter it', async () => {
  const answers = await Promise.all(
    [world.a.tenantId, uuidv7(), 'no-such-tenant'].map((tenant) =>
      server.ask('GET', '/v1/me', { token: world.b.owner.token, headers: { 'parley-tenant': tenant } }),
    ),
  )
  for (const answer of answers) expectProblem(answer, 404, 'not_found')
  expect(new Set(answers.map((answer) => JSON.stringify(toldBy(answer)))).size).toBe(1)
})

describe('on a socket', () => {
  const frames = {
    'reply.follow': (id: string) => ({ type: 'reply.follow', ref: '1', replyId: id }),
    'reply.cancel': (id: string) => ({ type: 'reply.cancel', ref: '1', replyId: id }),
    'typing.tell': (id: string) => ({ type: 'typing.tell', ref: '1', conversationId: id }),
    'message.send': (id: string) => ({
      type: 'message.send',
      ref: '1',
      message: { conversationId: id, parts: [{ type: 'text', text: 'Hello' }] },
    }),
    'message.send with a file': (id: string, conversationId: string) => ({
      type: 'message.send',
      ref: '1',
      message: { conversationId, parts: [{ type: 'file', fileId: id }] },
    }),
  }
  test.each(Object.entries(frames))('another tenant’s ID is an unknown ID: %s', async (name, frame) => {
    const entity = name.startsWith('reply') ? 'reply' : name.endsWith('file') ? 'file' : 'conversation'
    const own = await world.b.owner.things.id('conversation')
    await using socket = await openSocket(server.url, { token: world.b.owner.token })
    await socket.next('hello')
    const told: unknown[] = []
    for (const id of [
      await world.a.owner.things.id(entity),
      uuidv7(),
      await world.b.operator.things.id(entity),
    ]) {
      socket.send(frame(id, own))
      const fault = await socket.next('fault')
      expect(fault).toMatchObject({ ref: '1', problem: { code: 'not_found', status: 404 } })
      told.push({ ...fault, problem: { ...(fault.problem as object), requestId: '' } })
    }
    expect(told[1]).toEqual(told[0])
    expect(told[2]).toEqual(told[0])
  })

  test('events of another tenant are not received, nor those of other people', async () => {
    await using socket = await openSocket(server.url, { token: world.b.visitor.token })
    await socket.next('hello')
    socket.send({ type: 'events.follow', ref: '1' })
    await socket.next('events.ready')
    for (const stranger of [world.a.owner, world.b.owner, world.b.otherVisitor])
      await stranger.newThings().id('message')
    const own = await world.b.visitor.newThings().id('project')
    const heard = await socket.next('event')
    expect(heard.event).toMatchObject({ type: 'project.created', payload: { projectId: own } })
  })
})
