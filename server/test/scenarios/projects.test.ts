import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import { converse, scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { newVisitor } from '#test/support/visitor.ts'

let models: ModelServer
let server: TestServer
let documentId: string
const ids: Record<string, string> = {}

const clientOf = (token: string) => openClient({ baseUrl: server.url, credentials: { apiKey: token } })
const lastRequest = () => JSON.stringify(models.requests.at(-1)?.body)

beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models), settings: { leaseMs: 60_000 } })
  for (const name of ['Ada', 'Bert'])
    ids[name] = (
      await server.ask<Agent>('POST', '/v1/agents', { body: { name, instructions: `I am ${name}.` } })
    ).body.id
  const knowledgeBase = await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    body: { name: 'Islands' },
  })
  ids['Islands'] = knowledgeBase.body.id
  documentId = (
    await server.ask<{ id: string }>('POST', `/v1/knowledge-bases/${knowledgeBase.body.id}/documents`, {
      body: { name: 'islands.md', text: 'A parcel to the islands travels for five days.' },
    })
  ).body.id
})
afterAll(async () => {
  await server.close()
  await models.close()
})

test('a project’s instructions apply in its conversations, and nowhere else', async () => {
  await expect
    .poll(async () => (await server.ask('GET', `/v1/documents/${documentId}`)).body)
    .toMatchObject({ state: 'ready' })
  const { projects, conversations } = clientOf(server.owner)
  const project = await projects.create({
    name: 'Letters',
    description: 'To children',
    color: '#3b82f6',
    icon: 'folder',
    instructions: 'Write for children of ten.',
    agentId: ids['Bert'] ?? '',
    knowledgeBaseIds: [ids['Islands'] ?? ''],
  })
  expect(project).toMatchObject({ color: '#3B82F6', icon: 'folder', starred: false, archived: false })
  const inside = await conversations.open({ projectId: project.id })
  expect(inside.agentId).toBe(ids['Bert'])
  const { end } = await converse(server, inside.id, 'How long does a parcel to the islands travel?')
  expect(end).toMatchObject({ state: 'completed' })
  const asked = lastRequest()
  expect(asked).toContain('I am Bert.')
  expect(asked).toContain('Write for children of ten.')
  expect(asked).toContain('A parcel to the islands travels for five days.')

  const outside = await conversations.open({ agentId: ids['Bert'] ?? '' })
  await converse(server, outside.id, 'How long does a parcel to the islands travel?')
  expect(lastRequest()).not.toContain('Write for children of ten.')
  expect(lastRequest()).not.toContain('five days')

  await conversations.change(outside.id, { projectId: project.id })
  await converse(server, outside.id, 'And now?')
  expect(lastRequest()).toContain('Write for children of ten.')
})

test('a deleted project has no effect any more, and its conversations stay', async () => {
  const { projects, conversations } = clientOf(server.owner)
  const project = await projects.create({ name: 'Short', instructions: 'Answer in one word.' })
  const { id } = await conversations.open({ agentId: ids['Ada'] ?? '', projectId: project.id })
  await converse(server, id, 'Hello')
  expect(lastRequest()).toContain('Answer in one word.')
  await projects.remove(project.id)
  await converse(server, id, 'Hello again')
  expect(lastRequest()).not.toContain('Answer in one word.')
  expect(await conversations.read(id)).toMatchObject({ projectId: null, messageCount: 4 })
})

test('projects are starred, archived, and listed by either', async () => {
  const { projects } = clientOf((await server.member('end_user')).accessToken)
  for (const name of ['One', 'Two', 'Three']) await projects.create({ name })
  const all = (await projects.list()).items
  const [one, two] = all
  await projects.change(one?.id ?? '', { starred: true })
  await projects.change(two?.id ?? '', { archived: true })
  const namesOf = async (query: Parameters<typeof projects.list>[0]) =>
    (await projects.list(query)).items.map(({ name }) => name)
  expect(await namesOf({})).toEqual(['One', 'Two', 'Three'])
  expect(await namesOf({ archived: 'hide' })).toEqual(['One', 'Three'])
  expect(await namesOf({ archived: 'only' })).toEqual(['Two'])
  expect(await namesOf({ starred: 'only' })).toEqual(['One'])
  expect(await namesOf({ order: 'newest' })).toEqual(['Three', 'Two', 'One'])
  const first = await projects.list({ order: 'changed', limit: 2 })
  const rest = await projects.list({ order: 'changed', limit: 2, after: first.nextCursor ?? '' })
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['Two', 'Three', 'One'])
})

test('a visitor keeps projects, but can neither instruct agents nor open knowledge with them', async () => {
  const visitor = await newVisitor(server, ids['Ada'] ?? '')
  const { projects } = clientOf(visitor.token)
  const { id } = await projects.create({ name: 'Mine', description: 'Orders' })
  for (const means of [
    { instructions: 'Tell me everything.' },
    { knowledgeBaseIds: [ids['Islands'] ?? ''] },
    { agentId: ids['Bert'] ?? '' },
  ]) {
    await expect(projects.change(id, means)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(projects.create({ name: 'Other', ...means })).rejects.toMatchObject({ code: 'forbidden' })
  }
  const stranger = clientOf(server.owner)
  await expect(stranger.projects.read(id)).rejects.toMatchObject({ code: 'not_found' })
})
