import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentDiff, AgentDraft, AgentVersion } from '#contract/shapes/agent-version.ts'
import type { Page } from '#contract/page.ts'
import { converse, messagesOf, scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let models: ModelServer
let server: TestServer
beforeAll(async () => {
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
})
afterAll(async () => {
  await server.close()
  await models.close()
})

const act = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const answer = await server.ask<T>(method, path, body === undefined ? {} : { body })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}
const make = (more: object = {}) =>
  act<Agent>('POST', '/v1/agents', { name: 'Ada', instructions: 'Be brief.\nBe kind.', ...more })
const draft = (id: string, change: object) => act<AgentDraft>('PATCH', `/v1/agents/${id}/draft`, change)
const publish = (id: string, body: object = {}) => act<Agent>('POST', `/v1/agents/${id}/publish`, body)
const versions = async (id: string) =>
  (await act<Page<AgentVersion>>('GET', `/v1/agents/${id}/versions`)).items
const refusal = async (method: string, path: string, body?: unknown) =>
  (await server.ask<{ code: string }>(method, path, { ...(body !== undefined && { body }) })).body.code
const askedOf = () => JSON.stringify(models.requests.at(-1)?.body)

test('a draft changes nothing until it is published, and answers say which version wrote them', async () => {
  const agent = await make()
  expect(agent).toMatchObject({ version: 1, hasDraft: false })
  const { id: conversationId } = await act<{ id: string }>('POST', '/v1/conversations', { agentId: agent.id })
  const drafted = await draft(agent.id, {
    instructions: 'Answer like a pirate.',
    tone: 'rough',
    examples: [{ question: 'How are you?', answer: 'Arr!' }],
    topP: 0.5,
    maxOutputTokens: 77,
    frequencyPenalty: 1,
  })
  expect(drafted).toMatchObject({ revision: 1, version: 1 })
  expect(drafted.changed).toEqual([
    'instructions',
    'tone',
    'examples',
    'topP',
    'maxOutputTokens',
    'frequencyPenalty',
  ])
  await converse(server, conversationId, 'Hello')
  expect(askedOf()).toContain('Be brief.')

  expect(await publish(agent.id, { note: 'Pirates sell better' })).toMatchObject({
    version: 2,
    hasDraft: false,
    instructions: 'Answer like a pirate.',
  })
  await converse(server, conversationId, 'Hello again')
  expect(models.requests.at(-1)?.body).toMatchObject({ top_p: 0.5, frequency_penalty: 1 })
  expect(askedOf()).toMatch(/pirate.*Your tone: rough.*Person: How are you\?.*You: Arr!/)
  expect(askedOf()).toContain('77')
  const said = await messagesOf(server, conversationId)
  expect(said.flatMap(({ reply }) => reply?.agentVersion ?? [])).toEqual([1, 2])
  expect(await versions(agent.id)).toMatchObject([
    { number: 2, origin: 'published', note: 'Pirates sell better', author: { kind: 'member' } },
    { number: 1, origin: 'made', changed: [] },
  ])
})

test('a call of the older kind changes and publishes at once, and what others draft stays theirs', async () => {
  const { id } = await make()
  await draft(id, { tone: 'dry', temperature: 0.3 })
  expect(await act('PATCH', `/v1/agents/${id}`, { instructions: 'Anew.', tone: 'dry' })).toMatchObject({
    version: 2,
    instructions: 'Anew.',
    hasDraft: true,
  })
  expect(await act('GET', `/v1/agents/${id}/draft`)).toMatchObject({
    changed: ['temperature'],
    configuration: { instructions: 'Anew.', tone: 'dry', temperature: 0.3 },
  })
  expect(await act('PATCH', `/v1/agents/${id}`, { instructions: 'Anew.' })).toMatchObject({ version: 2 })
  expect((await versions(id)).map(({ origin }) => origin)).toEqual(['changed', 'made'])
})

test('any two versions are compared, texts line by line', async () => {
  const { id } = await make()
  await act('PATCH', `/v1/agents/${id}`, { instructions: 'Be brief.\nBe polite.\nBe kind.', temperature: 1 })
  await draft(id, { instructions: 'Be polite.\nBe kind.', name: 'Eve' })
  const lines = (kind: string, diff: AgentDiff) =>
    diff.fields.flatMap((field) => field.lines ?? []).flatMap((line) => (line.kind === kind ? line.text : []))
  const older = await act<AgentDiff>('GET', `/v1/agents/${id}/diff?from=1&to=2`)
  expect(older.fields.map(({ field, before, after }) => [field, before, after])[1]).toEqual([
    'temperature',
    null,
    1,
  ])
  expect([lines('removed', older), lines('added', older)]).toEqual([[], ['Be polite.']])
  const waiting = await act<AgentDiff>('GET', `/v1/agents/${id}/diff`)
  expect(waiting.fields.map(({ field }) => field)).toEqual(['name', 'instructions'])
  expect([lines('removed', waiting), lines('same', waiting)]).toEqual([
    ['Be brief.'],
    ['Be polite.', 'Be kind.'],
  ])
  expect(await refusal('GET', `/v1/agents/${id}/diff?from=9`)).toBe('not_found')
})

test('an earlier version comes back as a draft, and the last one is undone in one step', async () => {
  const { id } = await make()
  await act('PATCH', `/v1/agents/${id}`, { instructions: 'Second.' })
  await act('PATCH', `/v1/agents/${id}`, { instructions: 'Third.' })
  const restored = await act<AgentDraft>('POST', `/v1/agents/${id}/versions/1/restore`, {})
  expect(restored).toMatchObject({
    changed: ['instructions'],
    configuration: { instructions: 'Be brief.\nBe kind.' },
  })
  expect(await act('DELETE', `/v1/agents/${id}/draft`)).toMatchObject({ changed: [], revision: 0 })
  expect(await act('POST', `/v1/agents/${id}/versions/3/undo`, {})).toMatchObject({
    version: 4,
    instructions: 'Second.',
  })
  expect(await refusal('POST', `/v1/agents/${id}/versions/3/undo`, {})).toBe('precondition_failed')
  expect(await act('POST', `/v1/agents/${id}/versions/4/undo`, {})).toMatchObject({ instructions: 'Third.' })
  expect((await versions(id)).map(({ number }) => number)).toEqual([5, 4, 3, 2, 1])
})

test('what a version named that is gone since is left out, and counted', async () => {
  const [kept, lost] = [
    await act<{ id: string }>('POST', '/v1/knowledge-bases', { name: 'Kept' }),
    await act<{ id: string }>('POST', '/v1/knowledge-bases', { name: 'Lost' }),
  ]
  const { id } = await make({
    knowledgeBaseIds: [kept.id, lost.id],
    knowledgeBaseWeights: [{ knowledgeBaseId: kept.id, weight: 2 }],
  })
  await act('PATCH', `/v1/agents/${id}`, { knowledgeBaseIds: [] })
  await act('DELETE', `/v1/knowledge-bases/${lost.id}`)
  expect(await act('POST', `/v1/agents/${id}/versions/1/restore`, {})).toMatchObject({
    missingKnowledgeBases: 1,
    configuration: {
      knowledgeBaseIds: [kept.id],
      knowledgeBaseWeights: [{ knowledgeBaseId: kept.id, weight: 2 }],
    },
  })
  expect(await publish(id)).toMatchObject({ version: 3, knowledgeBaseIds: [kept.id] })
})

test('nobody publishes what they have not seen, nor nothing', async () => {
  const { id } = await make()
  expect(await refusal('POST', `/v1/agents/${id}/publish`, {})).toBe('precondition_failed')
  const { revision } = await draft(id, { tone: 'dry' })
  await draft(id, { tone: 'wet' })
  expect(await refusal('POST', `/v1/agents/${id}/publish`, { revision })).toBe('conflict')
  // Back to what is published: there is no draft any more.
  expect(await draft(id, { tone: '' })).toMatchObject({ changed: [], revision: 0 })
})

test('many who publish at once make versions without gaps', async () => {
  const { id } = await make()
  await Promise.all(
    Array.from({ length: 8 }, (_, at) => act('PATCH', `/v1/agents/${id}`, { instructions: `No. ${at}` })),
  )
  expect((await versions(id)).map(({ number }) => number)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
})

test('who may only talk to an agent is told nothing of what it was told', async () => {
  const { accessToken: token } = await server.member('end_user')
  const { id } = await make({ tone: 'secret', examples: [{ question: 'Secret?', answer: 'Secret.' }] })
  await draft(id, { tone: 'still secret' })
  const seen = await server.ask<Agent>('GET', `/v1/agents/${id}`, { token })
  expect(seen.body).toMatchObject({ instructions: '', tone: '', examples: [], hasDraft: false })
  for (const path of ['draft', 'versions', 'versions/1', 'diff'])
    expect((await server.ask('GET', `/v1/agents/${id}/${path}`, { token })).status).toBe(403)
})
