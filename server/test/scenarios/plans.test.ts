import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Plan } from '#contract/shapes/plan.ts'
import { startingContentJob } from '#features/tenants/index.ts'
import { insertEvents } from '#platform/outbox/insert-events.ts'
import { insertJobs } from '#platform/queue/insert-jobs.ts'
import { openFingerprints, tenantTables } from '#test/isolation/fingerprint.ts'
import { send } from '#test/support/conversation.ts'
import { lookForJobs } from '#test/support/look-for-jobs.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { dial } from '#test/support/socket.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const PASSWORD = 'long walks by the river'
const noLimits = { documents: null, storageBytes: null, messagesPerMonth: null, tokensPerMonth: null }
const limited = { code: 'limit_reached' }

interface Company {
  id: string
  token: string
  logIn(): Promise<{ status: number; body: { accessToken: string; detail: string; code?: string } }>
}

/** A company of its own on such a plan, with an owner who is signed in. */
async function found(limits: Partial<Plan['limits']> = {}): Promise<Company> {
  const slug = `company-${randomUUID()}`
  const email = `${slug}@example.com`
  const made = await server.ask<{ id: string }>('POST', '/v1/tenants', {
    body: {
      name: 'Company',
      slug,
      plan: { name: 'Starter', limits: { ...noLimits, ...limits } },
      owner: { email, name: 'Owner', password: PASSWORD },
    },
  })
  expect(made.status).toBe(201)
  const logIn: Company['logIn'] = () =>
    server.ask('POST', '/v1/auth/login', { token: null, body: { email, password: PASSWORD } })
  return { id: made.body.id, token: (await logIn()).body.accessToken, logIn }
}

const open = async ({ token }: Company) =>
  (await server.ask<{ id: string }>('POST', '/v1/conversations', { token, body: {} })).body.id

const say = ({ token }: Company, conversationId: string, facts: object = {}) =>
  server.ask<{ code?: string; detail: string }>('POST', `/v1/conversations/${conversationId}/messages`, {
    token,
    body: { parts: [{ type: 'text', text: 'hello' }], ...facts },
  })

/** An agent, so that messages are answered. */
const equip = ({ token }: Company) =>
  server.ask('POST', '/v1/agents', { token, body: { name: 'Ada', model: null } })

const act = (company: Company, deed: string) => server.ask('POST', `/v1/tenants/${company.id}/${deed}`)

/** Waits until a new company has its first agent, which it gets also where its quota does not allow a guide. */
const hasStartingContent = ({ token }: Company) =>
  vi.waitFor(
    async () => {
      const { body } = await server.ask<{ items: { name: string }[] }>('GET', '/v1/agents', { token })
      expect(body.items.map(({ name }) => name)).toEqual(['Assistant'])
    },
    { timeout: 45_000 },
  )

test('a plan limits messages per month, repeats are not counted, and a better plan applies at once', async () => {
  const company = await found({ messagesPerMonth: 2 })
  await equip(company)
  const conversation = await open(company)
  expect((await say(company, conversation, { clientId: 'one' })).status).toBe(201)
  expect((await say(company, conversation, { clientId: 'one' })).status).toBe(200)
  expect((await say(company, conversation)).status).toBe(201)
  const refused = await say(company, conversation)
  expect(refused.body).toMatchObject(limited)
  expect(refused.body.detail).toMatch(/“Starter” .* 2 messages a month.* \d{4}-\d\d-01/)

  const quota = await server.ask<{ used: object }>('GET', '/v1/tenant/quota', {
    token: company.token,
  })
  expect(quota.body).toMatchObject({ plan: { name: 'Starter' }, used: { messagesPerMonth: 2 } })
  const plan = { name: 'Team', limits: { ...noLimits, messagesPerMonth: 3 } }
  await server.ask('POST', `/v1/tenants/${company.id}/plan`, { body: { plan } })
  expect((await say(company, conversation)).status).toBe(201)
  expect((await say(company, conversation)).body).toMatchObject(limited)
})

test('deleted items still count as used', async () => {
  const company = await found({ messagesPerMonth: 1 })
  await equip(company)
  const conversation = await open(company)
  await say(company, conversation)
  await server.ask('DELETE', `/v1/conversations/${conversation}`, { token: company.token })
  const { body } = await server.ask<{ used: object }>('GET', `/v1/tenants/${company.id}/quota`)
  expect(body.used).toMatchObject({ messagesPerMonth: 1 })
})

test('tokens, documents and storage have separate limits', async () => {
  const company = await found({ tokensPerMonth: 0, documents: 1, storageBytes: 30 })
  await hasStartingContent(company)
  const { token } = company
  await equip(company)
  expect((await say(company, await open(company))).body).toMatchObject(limited)
  const knowledgeBase = await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    token,
    body: { name: 'S' },
  })
  const add = (name: string, text: string) =>
    server.ask('POST', `/v1/knowledge-bases/${knowledgeBase.body.id}/documents`, {
      token,
      body: { name, text },
    })
  expect((await add('long', 'x'.repeat(31))).body).toMatchObject(limited)
  expect((await add('one', 'x'.repeat(20))).status).toBe(201)
  expect((await add('two', 'x')).body).toMatchObject(limited)

  const form = new FormData()
  form.set('file', new File(['x'.repeat(11)], 'a.txt'))
  const upload = await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  expect(await upload.json()).toMatchObject(limited)
  const { body } = await server.ask('GET', '/v1/tenant/quota', { token })
  expect(body).toMatchObject({ used: { documents: 1, storageBytes: 20 } })
})

test('a suspended company is refused clearly, its connections end, and everything returns when it is restored', async () => {
  const company = await found()
  await equip(company)
  const conversation = await open(company)
  const socket = await dial(server, company.token)
  const events = await fetch(`${server.url}/v1/events`, {
    headers: { authorization: `Bearer ${company.token}` },
  })
  expect((await act(company, 'suspend')).body).toMatchObject({ suspendedAt: expect.any(String) })

  expect(await socket.closed).toBe(4401)
  await events.text()
  const refused = { code: 'forbidden', detail: expect.stringContaining('suspended') }
  expect((await say(company, conversation)).body).toMatchObject(refused)
  expect((await company.logIn()).body).toMatchObject(refused)
  expect((await server.ask('GET', '/v1/me', { token: company.token })).body).toMatchObject(refused)

  await act(company, 'restore')
  expect((await company.logIn()).status).toBe(200)
  expect((await say(company, conversation)).status).toBe(201)
})

test('the jobs of a suspended company wait', async () => {
  const company = await found()
  const { app } = server
  const job = async () => {
    const jobs = await app.database.read(company.id, (tx) =>
      tx.selectFrom('jobs').select(['state', 'tries', 'request_id']).where('state', '!=', 'done').execute(),
    )
    return jobs[0]
  }
  await expect.poll(job).toBeUndefined()
  await act(company, 'suspend')
  const author = {
    tenantId: company.id,
    requestId: 'late',
    actor: { kind: 'system', id: null, name: 'system' },
  }
  await app.database.system((tx) =>
    insertJobs(tx, author, [{ ...startingContentJob, input: {}, delayMs: 0 }]),
  )
  const due = (isDue: boolean) =>
    app.database.system((tx) =>
      tx
        .selectFrom('jobs')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('tenant_id', '=', company.id)
        .where('state', '=', 'waiting')
        .where('tries', '=', 0)
        .where('run_at', isDue ? '<=' : '>', new Date(Date.now() + 5_000))
        .executeTakeFirstOrThrow(),
    )
  // Somebody took it, saw that it must wait, and put it back for later, untried.
  await expect.poll(async () => Number((await due(false)).count)).toBe(1)
  await act(company, 'restore')
  await app.database.system((tx) =>
    tx.updateTable('jobs').set({ run_at: new Date() }).where('tenant_id', '=', company.id).execute(),
  )
  lookForJobs(app)
  await expect.poll(job).toBeUndefined()
})

test('only a suspended company can be deleted, and nothing of it remains', async () => {
  const company = await found()
  await equip(company)
  await send(server, await open(company), 'hello', { token: company.token })
  const form = new FormData()
  form.set('file', new File(['kept'], 'a.txt'))
  await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${company.token}` },
    body: form,
  })
  const files = join(server.app.config.dataDirectory, 'files')
  const fingerprint = openFingerprints(server.app, await tenantTables(server.app), files)
  const look = () => fingerprint(company.id)
  expect(
    Object.values(await look()).filter((digest) => digest !== '0 ' && digest !== '').length,
  ).toBeGreaterThan(8)

  const remove = () => server.ask('DELETE', `/v1/tenants/${company.id}`)
  expect((await remove()).body).toMatchObject({ code: 'precondition_failed' })
  await act(company, 'suspend')
  expect((await remove()).status).toBe(204)
  await vi.waitFor(
    async () =>
      expect(Object.entries(await look()).filter(([, digest]) => digest !== '0 ' && digest !== '')).toEqual(
        [],
      ),
    { timeout: 45_000 },
  )
  expect((await remove()).status).toBe(404)
  expect((await company.logIn()).status).toBe(401)
})

test('nothing is stored for a company that is gone', async () => {
  const company = await found()
  await act(company, 'suspend')
  expect((await server.ask('DELETE', `/v1/tenants/${company.id}`)).status).toBe(204)
  const { database } = server.app
  const author = { tenantId: company.id, requestId: 'late', actor: { kind: 'system', id: null } }
  const late = database.write(company.id, (tx) =>
    insertEvents(tx, author, [{ type: 'conversation.changed', payload: {} }]),
  )
  await expect(late).rejects.toThrow()
  const left = await database.read(company.id, (tx) => tx.selectFrom('events').select('id').execute())
  expect(left).toEqual([])
})

test('nobody can suspend their own company', async () => {
  const { body } = await server.ask<{ id: string }>('GET', '/v1/tenant')
  const answer = await server.ask('POST', `/v1/tenants/${body.id}/suspend`)
  expect(answer.body).toMatchObject({ code: 'precondition_failed' })
})
