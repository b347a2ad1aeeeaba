import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { AgentFile, AgentTemplate, ImportedAgent } from '#contract/shapes/agent-file.ts'
import { type HostileToolServer, startHostileToolServer } from '#test/support/hostile-tool-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let tools: HostileToolServer
beforeAll(async () => {
  tools = await startHostileToolServer()
  server = await openTestServer({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
})
afterAll(async () => {
  await server.close()
  await tools.close()
})

const act = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const answer = await server.ask<T>(method, path, body === undefined ? {} : { body })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}
const knowledgeBase = (name: string) => act<{ id: string }>('POST', '/v1/knowledge-bases', { name })

test('an agent goes out as a file and comes back the same, with its knowledge bases by name', async () => {
  const [prices, hours] = [await knowledgeBase('Prices'), await knowledgeBase('Opening hours')]
  const made = await act<Agent>('POST', '/v1/agents', {
    name: 'Ada',
    instructions: '不要編造。\nBe brief.',
    tone: 'dry',
    examples: [{ question: 'Why?', answer: 'Because.' }],
    temperature: 0.4,
    topP: 0.9,
    knowledgeBaseIds: [prices.id, hours.id],
    knowledgeBaseWeights: [{ knowledgeBaseId: hours.id, weight: 2 }],
    unsupportedClaims: 'flag',
    tools: ['current_time'],
  })
  const file = await act<AgentFile>('GET', `/v1/agents/${made.id}/export`)
  const ids = [made.id, prices.id, hours.id]
  expect(ids.filter((id) => JSON.stringify(file).includes(id))).toEqual([])
  const { agent, missing } = await act<ImportedAgent>('POST', '/v1/agents/import', { file })
  expect(missing).toEqual({ model: null, knowledgeBases: [], tools: [] })
  const { id: _, createdAt: _made, updatedAt: _changed, ...same } = made
  expect(agent).toMatchObject(same)
})

test('what a file names that is not here is told, and the agent is made without it', async () => {
  await knowledgeBase('Here')
  const { agent, missing } = await act<ImportedAgent>('POST', '/v1/agents/import', {
    file: {
      format: 'parley-agent',
      schemaVersion: 1,
      agent: {
        name: 'Traveller',
        model: 'far/away',
        knowledgeBases: [{ name: 'Here', weight: 3 }, { name: 'Elsewhere' }],
        tools: ['current_time', 'launch_rockets'],
      },
    },
  })
  expect(missing).toEqual({ model: 'far/away', knowledgeBases: ['Elsewhere'], tools: ['launch_rockets'] })
  expect(agent).toMatchObject({ model: null, tools: ['current_time'], version: 1 })
  expect(agent.knowledgeBaseWeights).toEqual([{ knowledgeBaseId: agent.knowledgeBaseIds[0], weight: 3 }])
})

test('tools of servers and services that are here are not missing, and those of others are', async () => {
  await act('POST', '/v1/tools/custom', {
    kind: 'webhook',
    name: 'till',
    url: 'https://till.example/call',
    description: 'Rings.',
    inputSchema: { type: 'object' },
  })
  const { id } = await act<{ id: string }>('POST', '/v1/tool-servers', { name: 'shelf', url: tools.url })
  await act('POST', `/v1/tool-servers/${id}/sync`)
  const here = ['mcp:shelf:lend', 'mcp:shelf:*', 'http:till:call', 'http:till:*', 'current_time']
  const away = ['mcp:shelf:burn', 'mcp:other:*', 'http:other:call', 'mcp:', ':*']
  const { agent, missing } = await act<ImportedAgent>('POST', '/v1/agents/import', {
    file: {
      format: 'parley-agent',
      schemaVersion: 1,
      agent: { name: 'Librarian', tools: [...here, ...away] },
    },
  })
  expect(missing.tools).toEqual(away)
  expect(agent.tools.toSorted()).toEqual(here.toSorted())
})

test.each([
  ['another format', { format: 'other', schemaVersion: 1, agent: { name: 'X' } }],
  ['a later version', { format: 'parley-agent', schemaVersion: 2, agent: { name: 'X' } }],
  ['no agent', { format: 'parley-agent', schemaVersion: 1 }],
  ['keys that nobody knows', { format: 'parley-agent', schemaVersion: 1, agent: { name: 'X', apiKey: 'k' } }],
  ['a text', 'hello'],
])('a file of %s is refused', async (_, file) => {
  expect((await server.ask('POST', '/v1/agents/import', { body: { file } })).status).toBe(400)
})

test.each(['en', 'zh-CN', 'zh-TW'])('every template of %s makes an agent', async (language) => {
  const { items } = await act<{ items: AgentTemplate[] }>('GET', `/v1/agent-templates?language=${language}`)
  expect(items.length).toBeGreaterThanOrEqual(5)
  const texts = items.map(({ configuration }) => configuration.instructions).join('')
  expect(/\p{Script=Han}/u.test(texts)).toBe(language !== 'en')
  for (const { configuration } of items) await act('POST', '/v1/agents', configuration)
})
