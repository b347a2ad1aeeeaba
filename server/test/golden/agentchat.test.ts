import { expect, test } from 'vitest'
import { systemScope } from '#features/access/index.ts'
import { deleteAgent } from '#features/agents/index.ts'
import { play, readStories } from './golden.ts'
import { openStage, type Stage } from './stage.ts'

const LISTEN = '0=native,0=agentchat'

for (const story of readStories('agentchat'))
  test(`AgentChat: ${story.title}`, async () => {
    await using stage = await openStage(story)
    await play(story, stage)
  })

interface Line {
  source: string
  content: string
}

async function ask<T>(stage: Stage, request: string, content?: string, signal?: AbortSignal): Promise<T> {
  const [method = '', path = ''] = request.split(' ')
  const response = await fetch(stage.url('agentchat') + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(content !== undefined && { body: JSON.stringify({ source: 'user', content }) }),
    ...(signal && { signal }),
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as T
}

test('AgentChat: on a server without a setup, many concurrent first calls create one tenant and one agent, and another when it is retired', async () => {
  await using stage = await openStage({ listen: LISTEN, hasOwner: false })
  await Promise.all(Array.from({ length: 8 }, () => ask(stage, 'POST /api/sessions')))
  const { app } = stage
  const { database } = app
  const tenants = await database.system((tx) =>
    tx.selectFrom('tenants').select(['tenant_id', 'slug']).execute(),
  )
  expect(tenants).toEqual([{ tenant_id: expect.any(String), slug: 'main' }])
  const agents = await database.read(tenants[0]?.tenant_id ?? '', (tx) =>
    tx.selectFrom('agents').select(['id', 'instructions']).where('name', '=', 'assistant').execute(),
  )
  expect(agents).toEqual([{ id: expect.any(String), instructions: 'You are a helpful assistant.' }])
  const [old] = await ask<{ id: string }[]>(stage, 'GET /api/sessions')
  expect(await ask(stage, 'GET /api/sessions')).toHaveLength(8)

  const visit = { requestId: 'retire', signal: new AbortController().signal }
  await deleteAgent(systemScope(app, tenants[0]?.tenant_id ?? '', visit), { agentId: agents[0]?.id ?? '' })
  const { id } = await ask<{ id: string }>(stage, 'POST /api/sessions')
  expect(await ask(stage, `POST /api/sessions/${id}/chat`, '[[say a new one]]')).toMatchObject({
    content: 'a new one',
  })
  await expect(ask(stage, `POST /api/sessions/${old?.id}/chat`, 'hi')).rejects.toThrow(
    'Error: No agent answers',
  )
})

test('AgentChat: two concurrent messages are both answered in order, and a client that leaves stops no answer', async () => {
  await using stage = await openStage({ listen: LISTEN })
  const { id } = await ask<{ id: string }>(stage, 'POST /api/sessions')
  const [chat, history] = [`POST /api/sessions/${id}/chat`, `GET /api/sessions/${id}/history`]
  const slowly = (words: string) => `[[model ttft=600]] [[say ${words}]]`

  const answers = await Promise.all(
    ['to one', 'to two'].map((words) => ask<Line>(stage, chat, slowly(words))),
  )
  expect(answers.map(({ content }) => content)).toEqual(['to one', 'to two'])
  const said = await ask<Line[]>(stage, history)
  expect(said.map(({ source }) => source)).toEqual(['user', 'assistant', 'user', 'assistant'])
  for (const at of [0, 2]) expect(said[at]?.content).toBe(slowly(said[at + 1]?.content ?? ''))

  const leaving = new AbortController()
  const sent = ask(stage, chat, slowly('still here'), leaving.signal)
  await expect.poll(() => ask(stage, history)).toHaveLength(5)
  leaving.abort()
  await expect(sent).rejects.toThrow(/abort/i)
  await expect
    .poll(() => ask(stage, `${history}?offset=5`))
    .toMatchObject([{ source: 'assistant', content: 'still here' }])
})
