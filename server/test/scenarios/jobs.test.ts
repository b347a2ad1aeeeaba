import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Page } from '#contract/page.ts'
import type { AuditEntry } from '#contract/shapes/audit.ts'
import type { Job, JobPage } from '#contract/shapes/job.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { storeJob } from '#test/support/store-job.ts'

let server: TestServer
let tenantId: string
beforeAll(async () => {
  server = await openTestServer()
  const signedIn = await server.ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })
  tenantId = signedIn.body.tenant.id
})
afterAll(() => server.close())

const SOON = { timeout: 45_000, interval: 50 }
const list = async (query = '') => (await server.ask<JobPage>('GET', `/v1/jobs${query}`)).body
const find = async (id: string) => (await list('?limit=100')).items.find((job) => job.id === id)

const store = (facts: { name: string; input: object; state: 'waiting' | 'done' | 'dead'; tries: number }) =>
  storeJob(server.app, tenantId, {
    ...facts,
    triesMax: 3,
    ...(facts.state === 'dead' && { reason: 'upstream_failed: The model did not answer.' }),
  })

const conversation = async () => {
  const { body: agent } = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const opened = await server.ask<Conversation>('POST', '/v1/conversations', { body: { agentId: agent.id } })
  return opened.body.id
}

test('a dead job shows its reason, and runs when it is retried', async () => {
  const conversationId = await conversation()
  const jobId = await store({ name: 'title.write', input: { conversationId }, state: 'dead', tries: 3 })
  const dead = await list('?state=dead')
  expect(dead.items).toMatchObject([
    { id: jobId, tries: 3, triesMax: 3, reason: 'upstream_failed: The model did not answer.' },
  ])
  expect(dead.counts.dead).toBe(1)
  expect(JSON.stringify(dead)).not.toContain(conversationId)

  const retried = await server.ask<Job>('POST', `/v1/jobs/${jobId}/retry`)
  expect(retried.body).toMatchObject({ id: jobId, state: 'waiting', tries: 0, endedAt: null })
  await vi.waitFor(async () => expect(await find(jobId)).toMatchObject({ state: 'done', tries: 1 }), SOON)
  expect((await list()).counts.dead).toBe(0)
  const { body } = await server.ask<Page<AuditEntry>>('GET', '/v1/audit-log?type=job')
  expect(body.items).toMatchObject([{ type: 'job.retried', facts: { jobId, name: 'title.write' } }])
})

test('a job that ended its process in every attempt is not started again', async () => {
  const conversationId = await conversation()
  const jobId = await store({ name: 'title.write', input: { conversationId }, state: 'waiting', tries: 3 })
  await expect
    .poll(() => find(jobId))
    .toMatchObject({ state: 'dead', reason: expect.stringContaining('The process that ran the job ended') })
})

test('a failed job shows its error while it waits for a retry', async () => {
  const input = { conversationId: uuidv7() }
  const jobId = await store({ name: 'title.write', input, state: 'waiting', tries: 0 })
  await vi.waitFor(
    async () =>
      expect(await find(jobId)).toMatchObject({
        state: 'waiting',
        tries: 1,
        reason: expect.stringMatching(/^not_found/),
      }),
    SOON,
  )
})

test('only dead jobs can be retried by hand', async () => {
  const jobId = await store({ name: 'models.changed', input: {}, state: 'done', tries: 1 })
  const refused = await server.ask('POST', `/v1/jobs/${jobId}/retry`)
  expect(refused.body).toMatchObject({ status: 412, code: 'precondition_failed' })
})

test('the list is paged, and filtered by kind', async () => {
  for (let at = 0; at < 5; at += 1)
    await store({ name: 'knowledge-base.changed', input: {}, state: 'done', tries: 1 })
  const first = await list('?name=knowledge-base.changed&limit=3')
  const second = await list(`?name=knowledge-base.changed&limit=3&after=${first.nextCursor}`)
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([3, 2, null])
})
