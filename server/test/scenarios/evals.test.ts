import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Document } from '#contract/shapes/knowledge.ts'
import type { TestCase, EvaluationRun } from '#contract/shapes/evals.ts'
import type { UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import { converse, follow, messagesOf, send } from '#test/support/conversation.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const newKnowledgeBase = async () =>
  (await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', { body: { name: 'Handbook' } })).body.id

const found = async (knowledgeBaseId: string, query: string) =>
  (
    await server.ask<{ items: { passage: { text: string } }[] }>('POST', '/v1/search', {
      body: { query, knowledgeBaseIds: [knowledgeBaseId] },
    })
  ).body.items.map(({ passage }) => passage.text)

const documentAt = async (documentId: string) =>
  (await server.ask<Document>('GET', `/v1/documents/${documentId}`)).body

async function addText(knowledgeBaseId: string, name: string, text: string): Promise<string> {
  const { body } = await server.ask<Document>('POST', `/v1/knowledge-bases/${knowledgeBaseId}/documents`, {
    body: { name, text },
  })
  await vi.waitFor(
    async () =>
      expect((await server.ask('GET', `/v1/documents/${body.id}`)).body).toMatchObject({ state: 'ready' }),
    { timeout: 45_000, interval: 30 },
  )
  return body.id
}

const runsOf = async (knowledgeBaseId: string) =>
  (
    await server.ask<{ items: EvaluationRun[] }>(
      'GET',
      `/v1/knowledge-bases/${knowledgeBaseId}/evaluation-runs`,
    )
  ).body.items

/** The newest run that has ended, once it is as expected; a run may still come of an earlier change. */
const newestOf = (knowledgeBaseId: string, expected: object, seen: readonly string[] = []) =>
  vi.waitFor(
    async () => {
      const newest = (await runsOf(knowledgeBaseId)).find(
        ({ id, endedAt }) => endedAt !== null && !seen.includes(id),
      )
      expect(newest).toMatchObject(expected)
      return newest as EvaluationRun
    },
    { timeout: 45_000, interval: 50 },
  )

const HOURS = 'The shop opens at nine in the morning and closes at six in the evening.'
const RETURNS = 'Goods can be returned within thirty days of their arrival.'

test('a change that makes a knowledge base worse is detected, and only counts once it is accepted', async () => {
  const knowledgeBaseId = await newKnowledgeBase()
  await addText(knowledgeBaseId, 'hours.md', HOURS)
  const returns = await addText(knowledgeBaseId, 'returns.md', RETURNS)
  const csv = `question;answer;document;quote\nWhen does the shop open?;The shop opens at nine in the morning.;hours.md;opens at nine\nMay goods be returned?;${RETURNS};returns.md;\n`
  const imported = await server.ask('POST', `/v1/knowledge-bases/${knowledgeBaseId}/test-cases/import`, {
    body: { csv },
  })
  expect(imported.body).toEqual({ added: 2 })

  const started = await server.ask<EvaluationRun>(
    'POST',
    `/v1/knowledge-bases/${knowledgeBaseId}/evaluation-runs`,
  )
  expect(started.body).toMatchObject({ cause: 'asked', verdict: 'running' })
  await newestOf(knowledgeBaseId, { recall: 1, support: 1 })

  await server.ask('DELETE', `/v1/documents/${returns}`)
  const worse = await newestOf(knowledgeBaseId, {
    cause: 'change',
    verdict: 'worse',
    recall: 0.5,
    support: 0.5,
  })
  expect(worse.results.find(({ question }) => question.startsWith('May'))?.missing).toEqual(['returns.md'])

  // As long as nobody accepted it, the next change is compared with the run before it.
  const seen = (await runsOf(knowledgeBaseId)).map(({ id }) => id)
  await addText(knowledgeBaseId, 'parking.md', 'The parking garage costs four coins an hour.')
  const still = await newestOf(knowledgeBaseId, { cause: 'change', verdict: 'worse' }, seen)
  await server.ask('POST', `/v1/evaluation-runs/${still.id}/judge`, { body: { decision: 'accepted' } })
  await addText(knowledgeBaseId, 'garden.md', 'The garden is open to everybody in summer.')
  await newestOf(knowledgeBaseId, { cause: 'change', verdict: 'passed', recall: 0.5 }, [...seen, still.id])
})

test('a changed question is run again, and not compared with earlier results', async () => {
  const knowledgeBaseId = await newKnowledgeBase()
  await addText(knowledgeBaseId, 'hours.md', HOURS)
  const add = (question: string) =>
    server.ask<TestCase>('POST', `/v1/knowledge-bases/${knowledgeBaseId}/test-cases`, {
      body: { question, expected: [{ documentName: 'hours.md' }] },
    })
  const { body: changing } = await add('When does the shop open?')
  await add('When does the shop close?')
  const first = await newestOf(knowledgeBaseId, { recall: 1, results: [{}, {}] })
  const change = (body: object) => server.ask<TestCase>('PATCH', `/v1/test-cases/${changing.id}`, { body })

  expect((await change({ question: changing.question })).body).toEqual(changing)
  const expected = [{ documentName: 'garden.md', quote: '' }]
  expect((await change({ question: ' When is the garden open? ', expected })).body).toEqual({
    ...changing,
    question: 'When is the garden open?',
    expected,
    revision: 2,
  })
  // It fails now, and yet the knowledge base is as good as before at what it was asked before.
  const second = await newestOf(knowledgeBaseId, { verdict: 'passed', recall: 0.5 }, [first.id])
  const asked = (run: EvaluationRun) => run.results.find(({ testCaseId }) => testCaseId === changing.id)
  expect(asked(second)).toMatchObject({ question: 'When is the garden open?', revision: 2, recall: 0 })
  const { results } = (await runsOf(knowledgeBaseId)).find(({ id }) => id === first.id) ?? first
  expect(
    results.find(({ revision, testCaseId }) => testCaseId === changing.id && revision === 1),
  ).toMatchObject({ question: changing.question, recall: 1 })
  expect((await change({ question: ' ' })).body).toMatchObject({ code: 'invalid_input' })
})

/** A knowledge base of two texts whose two test cases are answered, with a quality gate. */
async function gatedKnowledgeBase(): Promise<{ knowledgeBaseId: string; returnsId: string }> {
  const knowledgeBaseId = await newKnowledgeBase()
  await addText(knowledgeBaseId, 'hours.md', HOURS)
  const returnsId = await addText(knowledgeBaseId, 'returns.md', RETURNS)
  for (const [question, documentName, quote] of [
    ['When does the shop open?', 'hours.md', 'opens at nine'],
    ['May goods be returned?', 'returns.md', 'within thirty days'],
  ])
    await server.ask('POST', `/v1/knowledge-bases/${knowledgeBaseId}/test-cases`, {
      body: { question, expected: [{ documentName, quote }] },
    })
  await newestOf(knowledgeBaseId, { recall: 1 })
  await server.ask('PATCH', `/v1/knowledge-bases/${knowledgeBaseId}`, { body: { qualityGate: 0.9 } })
  return { knowledgeBaseId, returnsId }
}

const OTHER = 'Nothing is taken back, whatever was bought and however short a time ago that was.'

test('a quality gate blocks a worse knowledge base until it is accepted, and then publishes all of it', async () => {
  const { knowledgeBaseId, returnsId } = await gatedKnowledgeBase()
  await addText(knowledgeBaseId, 'returns.md', OTHER)
  const blocked = await newestOf(knowledgeBaseId, { verdict: 'blocked', recall: 0.5 })
  expect(await documentAt(returnsId)).toMatchObject({ state: 'ready', isFound: true, isBlocked: true })
  expect((await server.ask('GET', `/v1/knowledge-bases/${knowledgeBaseId}`)).body).toMatchObject({
    blockedCount: 1,
    qualityGate: 0.9,
  })
  expect(await found(knowledgeBaseId, 'Is anything taken back or returned?')).toEqual([RETURNS])
  expect((await server.ask('GET', `/v1/documents/${returnsId}/text`)).body).toMatchObject({
    text: RETURNS,
    blockedText: OTHER,
  })

  const accept = () =>
    server.ask('POST', `/v1/evaluation-runs/${blocked.id}/judge`, { body: { decision: 'accepted' } })
  expect((await accept()).body).toMatchObject({ verdict: 'accepted' })
  expect(await found(knowledgeBaseId, 'Is anything taken back or returned?')).toEqual([OTHER])
  expect(await documentAt(returnsId)).toMatchObject({ isFound: true, isBlocked: false })
  expect((await accept()).body).toMatchObject({ code: 'precondition_failed' })
})

test('blocked content is published by itself once the figures recover', async () => {
  const { knowledgeBaseId, returnsId } = await gatedKnowledgeBase()
  await addText(knowledgeBaseId, 'returns.md', OTHER)
  await newestOf(knowledgeBaseId, { verdict: 'blocked' })
  await addText(knowledgeBaseId, 'returns.md', `${RETURNS} ${OTHER}`)
  await newestOf(knowledgeBaseId, { verdict: 'passed', recall: 1 })
  expect(await documentAt(returnsId)).toMatchObject({ isFound: true, isBlocked: false })
  expect(await found(knowledgeBaseId, 'returned')).toEqual([`${RETURNS} ${OTHER}`])
})

test('rejected content is discarded, and the previous content stays', async () => {
  const { knowledgeBaseId, returnsId } = await gatedKnowledgeBase()
  await addText(knowledgeBaseId, 'returns.md', OTHER)
  const { id } = await newestOf(knowledgeBaseId, { verdict: 'blocked' })
  await server.ask('POST', `/v1/evaluation-runs/${id}/judge`, { body: { decision: 'rejected' } })
  expect(await documentAt(returnsId)).toMatchObject({ state: 'failed', isFound: true, isBlocked: false })
  expect(await found(knowledgeBaseId, 'taken back returned')).toEqual([RETURNS])
  await newestOf(knowledgeBaseId, { verdict: 'passed', recall: 1 })
})

test('without a quality gate or test cases, nothing is blocked', async () => {
  const { knowledgeBaseId, returnsId } = await gatedKnowledgeBase()
  await addText(knowledgeBaseId, 'returns.md', OTHER)
  const blocked = await newestOf(knowledgeBaseId, { verdict: 'blocked' })
  await server.ask('PATCH', `/v1/knowledge-bases/${knowledgeBaseId}`, { body: { qualityGate: null } })
  await vi.waitFor(async () => expect(await documentAt(returnsId)).toMatchObject({ isBlocked: false }), {
    timeout: 45_000,
  })
  const late = await server.ask('POST', `/v1/evaluation-runs/${blocked.id}/judge`, {
    body: { decision: 'rejected' },
  })
  expect(late.body).toMatchObject({ code: 'conflict' })

  await server.ask('PATCH', `/v1/knowledge-bases/${knowledgeBaseId}`, { body: { qualityGate: 0.9 } })
  await newestOf(knowledgeBaseId, { verdict: 'worse' })
  const { items } = (
    await server.ask<{ items: TestCase[] }>('GET', `/v1/knowledge-bases/${knowledgeBaseId}/test-cases`)
  ).body
  const garden = await addText(knowledgeBaseId, 'hours.md', 'The garden is open to everybody in summer.')
  await newestOf(knowledgeBaseId, { verdict: 'blocked' })
  for (const { id } of items) await server.ask('DELETE', `/v1/test-cases/${id}`)
  await vi.waitFor(async () => expect(await documentAt(garden)).toMatchObject({ isBlocked: false }), {
    timeout: 45_000,
  })
  expect(await found(knowledgeBaseId, 'garden')).toHaveLength(1)
})

test('a knowledge base without test cases is not run, and a table without questions is refused', async () => {
  const knowledgeBaseId = await newKnowledgeBase()
  expect(
    (await server.ask('POST', `/v1/knowledge-bases/${knowledgeBaseId}/evaluation-runs`)).body,
  ).toMatchObject({
    code: 'precondition_failed',
  })
  const wrong = await server.ask('POST', `/v1/knowledge-bases/${knowledgeBaseId}/test-cases/import`, {
    body: { csv: 'a,b\n1,2\n' },
  })
  expect(wrong.body).toMatchObject({ code: 'invalid_input' })
})

async function talkTo(knowledgeBaseId: string, token = server.owner) {
  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: 'Desk', knowledgeBaseIds: [knowledgeBaseId] },
  })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    token,
    body: { agentId: agent.body.id },
  })
  return opened.body.id
}

test('an answer becomes a test case with its citations', async () => {
  const knowledgeBaseId = await newKnowledgeBase()
  await addText(knowledgeBaseId, 'hours.md', HOURS)
  const conversationId = await talkTo(knowledgeBaseId)
  await converse(server, conversationId, 'When does the shop open in the morning?')
  const messageId = (await messagesOf(server, conversationId)).at(-1)?.id
  const kept = await server.ask<TestCase>('POST', `/v1/knowledge-bases/${knowledgeBaseId}/test-cases/keep`, {
    body: { messageId },
  })
  expect(kept.body).toMatchObject({ question: 'When does the shop open in the morning?' })
  expect(kept.body.expected[0]).toMatchObject({ documentName: 'hours.md' })
  await server.ask('POST', `/v1/knowledge-bases/${knowledgeBaseId}/evaluation-runs`)
  await newestOf(knowledgeBaseId, { recall: 1, support: 1 })
})

test('unanswered questions are collected once, and an answer becomes an FAQ entry', async () => {
  const knowledgeBaseId = await newKnowledgeBase()
  await addText(knowledgeBaseId, 'hours.md', HOURS)
  const { accessToken: token } = await server.member('end_user')
  const ask = async (text: string) => {
    const sent = await send(server, await talkTo(knowledgeBaseId, token), text, { token })
    await follow(server, sent.reply?.id ?? '', undefined, token)
  }
  await ask('Do you repair bicycles?')
  await ask('do you repair BICYCLES')
  await ask('Is there a wheelchair ramp?')
  // What members ask in private stays private.
  await converse(server, await talkTo(knowledgeBaseId), 'Which salary does the director have?')

  const list = async (state = 'waiting') =>
    (await server.ask<{ items: UnansweredQuestion[] }>('GET', `/v1/unanswered-questions?state=${state}`)).body
      .items
  await expect.poll(() => list()).toHaveLength(2)
  const [first, second] = await list()
  expect(first).toMatchObject({ question: 'Do you repair bicycles?', times: 2, state: 'open' })
  expect(first?.wordings).toEqual(['do you repair BICYCLES'])
  expect(second?.question).toBe('Is there a wheelchair ramp?')

  const operator = (await server.member('operator')).accessToken
  const at = `/v1/unanswered-questions/${first?.id}`
  const drafted = await server.ask('POST', `${at}/draft`, {
    token: operator,
    body: { knowledgeBaseId, answer: 'Bicycles are repaired on Fridays in the yard.' },
  })
  expect(drafted.body).toMatchObject({ state: 'drafted' })
  expect((await server.ask('POST', `${at}/publish`, { token: operator })).status).toBe(403)
  expect((await server.ask('POST', `${at}/publish`)).body).toMatchObject({ state: 'published' })
  await vi.waitFor(
    async () => expect((await found(knowledgeBaseId, 'repair bicycles')).join()).toContain('on Fridays'),
    { timeout: 45_000 },
  )
  expect((await list()).map(({ id }) => id)).toEqual([second?.id])

  const asked = await talkTo(knowledgeBaseId, token)
  const sent = await send(server, asked, 'Do you repair bicycles?', { token })
  await follow(server, sent.reply?.id ?? '', undefined, token)
  const answer = (await messagesOf(server, asked)).at(-1)
  expect(answer?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')).toContain('Fridays')
  expect(answer?.parts.some((part) => part.type === 'source')).toBe(true)

  const other = `/v1/unanswered-questions/${second?.id}`
  await server.ask('DELETE', other)
  await ask('Is there a wheelchair ramp?')
  await vi.waitFor(async () => expect(await list('dismissed')).toMatchObject([{ times: 2 }]), {
    timeout: 45_000,
  })
  await server.ask('POST', `${other}/restore`)
  expect((await list()).map(({ id }) => id)).toEqual([second?.id])
})
