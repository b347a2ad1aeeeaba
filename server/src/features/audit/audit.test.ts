import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AuditEntry, auditedEvents } from '#contract/shapes/audit.ts'
import { unauditedEvents } from '#contract/unaudited-events.ts'
import type { Page } from '#contract/page.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { insertEvents } from '#platform/outbox/insert-events.ts'
import { openTestServer, OWNER, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let owner: SignedIn
beforeAll(async () => {
  server = await openTestServer()
  owner = (await server.ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })).body
})
afterAll(() => server.close())

const headers = { 'user-agent': 'Test browser' }
const act = async <T>(method: string, path: string, body?: unknown) => {
  const answer = await server.ask<T>(method, path, { headers, ...(body !== undefined && { body }) })
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}
const entries = async (query = '') =>
  (await act<Page<AuditEntry>>('GET', `/v1/audit-log?limit=100${query}`)).items

const last = async (query: string) => {
  const [entry] = await entries(query)
  if (!entry) throw new Error(`Nothing fits ${query}.`)
  return entry
}

describe('the audit log shows who did what, from where and to what', () => {
  test('of an agent', async () => {
    const { id } = await act<{ id: string }>('POST', '/v1/agents', { name: 'Guide' })
    await act('DELETE', `/v1/agents/${id}`)
    const told = await entries(`&subjectId=${id}`)
    expect(told.map(({ type }) => type)).toEqual(['agent.deleted', 'agent.created'])
    expect(told[0]).toMatchObject({
      actor: { kind: 'member', id: owner.member.id, name: owner.member.name },
      subject: 'Guide',
      address: '127.0.0.1',
      userAgent: 'Test browser',
    })
  })

  test('of deleted knowledge, by its name', async () => {
    const knowledgeBase = await act<{ id: string }>('POST', '/v1/knowledge-bases', { name: 'Prices' })
    const document = await act<{ id: string }>('POST', `/v1/knowledge-bases/${knowledgeBase.id}/documents`, {
      name: '2026.md',
      text: 'All is free.',
    })
    await act('DELETE', `/v1/documents/${document.id}`)
    await act('DELETE', `/v1/knowledge-bases/${knowledgeBase.id}`)
    expect(await entries(`&subjectId=${knowledgeBase.id}`)).toMatchObject([
      { type: 'knowledge-base.deleted', subject: 'Prices' },
      { type: 'document.deleted', subject: '2026.md' },
      { type: 'document.added', subject: '2026.md' },
      { type: 'knowledge-base.created', subject: 'Prices' },
    ])
  })

  test('of deleted members, by their name, as actors too', async () => {
    const admin = await server.member('admin')
    await server.ask('PATCH', '/v1/tenant', { token: admin.accessToken, body: { name: 'Harbour' } })
    const memberId = admin.member.id
    await act('PATCH', `/v1/members/${memberId}`, { role: 'operator' })
    await act('PATCH', `/v1/members/${memberId}`, { isSuspended: true })
    await act('DELETE', `/v1/members/${memberId}`)
    expect(await last(`&actorId=${memberId}&type=tenant`)).toMatchObject({
      type: 'tenant.changed',
      actor: { name: admin.member.name },
      subject: 'Harbour',
      facts: { formerName: 'Main' },
    })
    const [removed, suspended, changed] = await entries(`&subjectId=${memberId}&type=member`)
    expect(removed).toMatchObject({ type: 'member.removed', subject: admin.member.name })
    expect(suspended).toMatchObject({ facts: { isSuspended: true } })
    expect(changed).toMatchObject({ facts: { role: 'operator', formerRole: 'admin' } })
  })

  test('of sign-ins, also of those that failed', async () => {
    const body = { ...OWNER, password: 'a wrong guess' }
    await server.ask('POST', '/v1/auth/login', { token: null, body, headers })
    await vi.waitFor(
      async () =>
        expect(await last('&type=session.refused')).toMatchObject({
          actor: { kind: 'system', name: null },
          subject: owner.member.name,
          facts: { memberId: owner.member.id, reason: 'wrong password' },
          address: '127.0.0.1',
          userAgent: 'Test browser',
        }),
      { timeout: 45_000 },
    )
    const mine = await last(`&type=session.started&actorId=${owner.member.id}`)
    expect(mine).toMatchObject({ actor: { name: owner.member.name }, address: '127.0.0.1' })
  })

  test('of invitations, keys, passwords and deleted conversations', async () => {
    await act('POST', '/v1/invitations', { email: 'ben@example.com', role: 'operator' })
    const key = await act<{ apiKey: { id: string; tail: string } }>('POST', '/v1/api-keys', {
      name: 'Secret plans',
      scopes: ['*'],
    })
    await act('DELETE', `/v1/api-keys/${key.apiKey.id}`)
    const conversation = await act<{ id: string }>('POST', '/v1/conversations', { title: 'Private' })
    await act('GET', `/v1/conversations/${conversation.id}/export?format=json`)
    await act('GET', '/v1/export')
    await act('DELETE', `/v1/conversations/${conversation.id}`)
    await act('POST', '/v1/me/password', { currentPassword: OWNER.password, newPassword: OWNER.password })
    const told = await entries()
    expect(told.map(({ type }) => type).slice(0, 5)).toEqual([
      'password.changed',
      expect.stringMatching(/^(session\.ended|conversation\.deleted)$/),
      ...told.slice(2, 5).map(({ type }) => type),
    ])
    for (const type of [
      'member.invited',
      'api-key.created',
      'api-key.revoked',
      'conversation.deleted',
      'conversation.exported',
    ])
      expect(told.map((entry) => entry.type)).toContain(type)
    expect(await last('&type=member.invited')).toMatchObject({ subject: 'ben@example.com' })
    expect(await last('&type=api-key.revoked')).toMatchObject({ facts: { tail: key.apiKey.tail } })
    expect(JSON.stringify(told)).not.toMatch(/Secret plans|Private/)
  })
})

test('it leaves out messages and replies', async () => {
  const types = new Set((await entries()).map(({ type }) => type))
  for (const type of unauditedEvents) expect(types).not.toContain(type)
  expect(auditedEvents).toContain('member.removed')
})

test('it is read page by page, and by period', async () => {
  const all = await entries()
  const seen: string[] = []
  let after: string | null = null
  do {
    const query: string = after ? `&after=${after}` : ''
    const page: Page<AuditEntry> = await act('GET', `/v1/audit-log?limit=3${query}`)
    seen.push(...page.items.map(({ id }) => id))
    after = page.nextCursor
  } while (after !== null)
  expect(seen).toEqual(all.map(({ id }) => id))
  const middle = all[4]?.at ?? ''
  const later = await entries(`&from=${middle}`)
  const earlier = await entries(`&to=${middle}`)
  expect(later.length).toBeGreaterThan(0)
  expect(earlier.length).toBeGreaterThan(0)
  expect([...later, ...earlier].map(({ id }) => id)).toEqual(seen)
})

test('only administrators read it', async () => {
  const operator = await server.member('operator')
  for (const path of ['/v1/audit-log', '/v1/audit-log/export'])
    expect((await server.ask('GET', path, { token: operator.accessToken })).status).toBe(403)
})

test.each(['actorId=x', 'type=DROP', 'from=yesterday', 'after=x', 'limit=0'])(
  '%s is refused',
  async (query) => {
    expect((await server.ask('GET', `/v1/audit-log?${query}`)).status).toBe(400)
  },
)

describe('the export', () => {
  test('is a JSON file of all entries that fit, and is in the log itself', async () => {
    const answer = await server.ask<AuditEntry[]>('GET', '/v1/audit-log/export?format=json')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-log-.*\.json"/)
    expect(answer.body[0]).toMatchObject({ type: 'audit-log.exported', facts: { format: 'json' } })
    expect(answer.body.map(({ id }) => id)).toEqual((await entries()).map(({ id }) => id))
    const none = await server.ask('GET', '/v1/audit-log/export?format=json&type=nothing')
    expect(none.body).toEqual([])
  })

  test('is a CSV file without formulas', async () => {
    await act('PATCH', '/v1/me', { name: '=HYPERLINK("http://evil.example","click")' })
    const { text, headers: answered } = await server.ask('GET', '/v1/audit-log/export?type=member')
    expect(answered.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(text.split('\r\n')[0]).toMatch(/^\u{feff}?at,type,actorKind/u)
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""click"")"`)
    expect(text).not.toMatch(/,"?[=+@]/)
  })

  test('goes over many pages', async () => {
    const tenantId = owner.tenant.id
    await server.app.database.write(tenantId, (tx) =>
      sql`INSERT INTO events (tenant_id, id, type, payload, actor_kind, request_id)
        SELECT ${tenantId}, gen_random_uuid(), 'agent.changed', '{"name":"Guide"}', 'system', 'r' FROM generate_series(1, 350)`.execute(
        tx,
      ),
    )
    const { body } = await server.ask<AuditEntry[]>('GET', '/v1/audit-log/export?format=json&type=agent')
    expect(new Set(body.map(({ id }) => id)).size).toBe(body.length)
    expect(body.length).toBeGreaterThanOrEqual(350)
  })

  test('refuses bad input before it starts', async () => {
    const answer = await server.ask('GET', '/v1/audit-log/export?format=xls')
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input'])
  })
})

test('it is read from its own index, however many messages there are', async () => {
  const tenantId = owner.tenant.id
  const { database } = server.app
  const payload = { conversationId: randomUUID(), ownerId: owner.member.id, inInbox: false }
  const unaudited = Array.from({ length: 3_000 }, () => ({ type: 'conversation.changed', payload }))
  const author = { tenantId, requestId: 'test', actor: { kind: 'member', id: owner.member.id } }
  await database.write(tenantId, (tx) => insertEvents(tx, author, unaudited))
  await database.administer((db) => sql`ANALYZE events`.execute(db))
  const plan = await database.read(tenantId, async (tx) => {
    const list = unauditedEvents.map((type) => `'${type}'`).join(', ')
    const { rows } = await sql
      .raw<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT id FROM events WHERE type NOT IN (${list}) ORDER BY id DESC LIMIT 30`,
      )
      .execute(tx)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  for (const partition of ['events_first', 'events_rest']) expect(plan).toContain(`${partition}_audited`)
})
