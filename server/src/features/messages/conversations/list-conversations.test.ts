import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Project } from '#contract/shapes/project.ts'
import { readEventStream } from '#test/support/event-stream.ts'
import { openConversation, send } from '#test/support/conversation.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const list = async (query = '', token = server.owner): Promise<string[]> => {
  const answer = await server.ask<{ items: Conversation[] }>('GET', `/v1/conversations?limit=100${query}`, {
    token,
  })
  return answer.body.items.map(({ id }) => id)
}

const change = (id: string, body: object, token = server.owner) =>
  server.ask<Conversation>('PATCH', `/v1/conversations/${id}`, { token, body })

const newProject = async (name: string, token = server.owner): Promise<string> =>
  (await server.ask<Project>('POST', '/v1/projects', { token, body: { name } })).body.id

test('starred ones are listed on their own, archived ones only on request', async () => {
  const [plain, starred, archived] = [
    await openConversation(server),
    await openConversation(server),
    await openConversation(server),
  ]
  expect((await change(starred, { starred: true })).body.starred).toBe(true)
  await change(archived, { archived: true })
  expect(await list()).toEqual([starred, plain])
  expect(await list('&starred=only')).toEqual([starred])
  expect(await list('&archived=only')).toEqual([archived])
  expect(await list('&archived=include')).toEqual([archived, starred, plain])
  await change(archived, { archived: false })
  expect(await list()).toEqual([archived, starred, plain])
})

test('activity decides the order; starring and renaming do not count', async () => {
  const [first, second] = [await openConversation(server), await openConversation(server)]
  await change(first, { starred: true, title: 'Another name' })
  expect((await list()).slice(0, 2)).toEqual([second, first])
  await send(server, first, 'Hello')
  expect((await list()).slice(0, 2)).toEqual([first, second])
})

test('a project groups conversations, which outlive it', async () => {
  const projectId = await newProject('Moving house')
  const moved = await openConversation(server)
  const opened = await server.ask<Conversation>('POST', '/v1/conversations', { body: { projectId } })
  await change(moved, { projectId })
  expect((await list(`&projectId=${projectId}`)).toSorted()).toEqual([moved, opened.body.id].toSorted())
  await change(moved, { projectId: null })
  expect(await list(`&projectId=${projectId}`)).toEqual([opened.body.id])
  await server.ask('PATCH', `/v1/projects/${projectId}`, { body: { name: 'Moved' } })
  const projects = await server.ask<{ items: Project[] }>('GET', '/v1/projects')
  expect(projects.body.items).toMatchObject([{ id: projectId, name: 'Moved' }])
  expect((await server.ask('DELETE', `/v1/projects/${projectId}`)).status).toBe(204)
  const left = await server.ask<Conversation>('GET', `/v1/conversations/${opened.body.id}`)
  expect(left.body).toMatchObject({ projectId: null })
  expect((await server.ask('GET', `/v1/conversations?projectId=${projectId}`)).status).toBe(404)
})

test('operators may rename a client’s conversation; starring and archiving is up to the client', async () => {
  const [client, operator] = [await server.member('end_user'), await server.member('operator')]
  const id = await openConversation(server, client.accessToken)
  expect((await change(id, { title: 'Delivery' }, operator.accessToken)).status).toBe(200)
  const own = await newProject('Mine', operator.accessToken)
  for (const setting of [{ starred: true }, { archived: true }, { projectId: own }, { projectId: null }])
    expect((await change(id, setting, operator.accessToken)).body).toMatchObject({ code: 'forbidden' })
  await change(id, { archived: true, starred: true }, client.accessToken)
  expect(await list('', client.accessToken)).toEqual([])
  expect(await list('', operator.accessToken)).toEqual([id])
  expect(await list('&starred=only', operator.accessToken)).toEqual([])
})

test('one’s own and the inbox’s can be told apart', async () => {
  const [client, operator] = [await server.member('end_user'), await server.member('operator')]
  const theirs = await openConversation(server, client.accessToken)
  const own = await openConversation(server, operator.accessToken)
  expect(await list('&whose=own', operator.accessToken)).toEqual([own])
  expect(await list('&whose=inbox', operator.accessToken)).toContain(theirs)
  expect(await list('&whose=inbox', operator.accessToken)).not.toContain(own)
  expect(await list('&whose=personal', operator.accessToken)).toEqual([own])
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Another' } })
  await change(own, { agentId: agent.body.id }, operator.accessToken)
  expect(await list(`&agentId=${agent.body.id}`, operator.accessToken)).toEqual([own])
})

test('other tabs receive every change, and nobody else receives those of a project', async () => {
  const stranger = await server.member('operator')
  const heard = (token: string) =>
    fetch(`${server.url}/v1/events`, { headers: { authorization: `Bearer ${token}` } })
  const [mine, theirs] = [await heard(server.owner), await heard(stranger.accessToken)]
  const types = async (response: Response, last: string) => {
    const all: string[] = []
    for await (const { data } of readEventStream(response)) {
      all.push((data as { type: string }).type)
      if (all.at(-1) === last) return all
    }
    throw new Error('The stream ended.')
  }
  const id = await openConversation(server)
  const projectId = await newProject('Heard of')
  await change(id, { projectId })
  await server.ask('DELETE', `/v1/projects/${projectId}`)
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Last' } })
  await server.ask('DELETE', `/v1/agents/${agent.body.id}`)
  expect(await types(mine, 'project.deleted')).toEqual(
    expect.arrayContaining(['project.created', 'conversation.changed', 'project.deleted']),
  )
  const others = await types(theirs, 'agent.deleted')
  expect(others.filter((type) => /^(project|conversation)\./.test(type))).toEqual([])
})
