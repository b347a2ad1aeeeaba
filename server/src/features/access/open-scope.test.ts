import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Application } from '#kernel/application.ts'
import { permissionsOf } from '#kernel/permissions.ts'
import {
  admitVisitor,
  anonymousScope,
  changeMember,
  credentialEnded,
  jobScope,
  listApiKeys,
  listMembers,
  logOut,
  openScope,
  readMe,
  readTenant,
  refreshSession,
  visitorScope,
} from './index.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { eventsOf, makeMember, makeTenant, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})
afterEach(() => void vi.restoreAllMocks())

const opens = (token: string | null, tenant?: string) =>
  openScope(app, { token, ...(tenant !== undefined && { tenant }) }, visit())
const refused = {
  code: 'unauthenticated',
  message: 'This token or key is invalid or has expired. Sign in again, or use another key.',
}

describe('authentication', () => {
  test('refuses a missing token, and asks for one', async () => {
    await expect(opens(null)).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'Sign in first: send an access token or an API key, as Authorization: Bearer <token>.',
    })
  })

  test.each(['', 'pa_', 'pa_unknown', 'pk_unknown', 'pv_unknown', 'pr_unknown', 'Bearer x', '\u0000'])(
    'refuses %j',
    async (token) => {
      await expect(opens(token)).rejects.toMatchObject(refused)
    },
  )

  test('refuses an expired access token, even a cached one', async () => {
    const { system } = await makeTenant(app)
    const { accessToken } = await makeMember(app, system, 'end_user')
    await opens(accessToken)
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + app.settings.accessTokenLifetimeMs)
    await expect(opens(accessToken)).rejects.toMatchObject(refused)
  })

  test('accepts a visitor with their latest token', async () => {
    const { system, tenantId } = await makeTenant(app)
    const first = await admitVisitor(system, { externalId: 'site-7', name: 'Ann' })
    const scope = await opens(first.token)
    expect(scope).toMatchObject({
      tenantId,
      actor: { kind: 'visitor', id: first.visitorId, role: 'visitor' },
    })
    expect(scope.actor.permissions).toEqual(permissionsOf('visitor'))
    expect((await readMe(scope, {})).member).toBeNull()
    const second = await admitVisitor(system, { externalId: 'site-7', name: 'Ann' })
    expect(second.visitorId).toBe(first.visitorId)
    await expect(opens(first.token)).rejects.toMatchObject(refused)
    await expect(opens(second.token)).resolves.toBeDefined()
  })

  test('gives a member their current permissions', async () => {
    const { system } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const admin = await makeMember(app, system, 'admin')
    await changeMember(owner.scope, { memberId: admin.member.id, role: 'end_user' })
    const scope = await opens(admin.accessToken)
    expect(scope.actor.role).toBe('end_user')
    await expect(async () => listMembers(scope, {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the cache', () => {
  test('saves the look-up for two seconds', async () => {
    const { system } = await makeTenant(app)
    const { accessToken } = await makeMember(app, system, 'end_user')
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000_000_000)
    const lookUps = vi.fn(app.database.system)
    const watched = { ...app, database: { ...app.database, system: lookUps } } as Application
    const opensAgain = () => openScope(watched, { token: accessToken }, visit())
    await opensAgain()
    clock.mockReturnValue(1_000_001_999)
    await opensAgain()
    expect(lookUps).toHaveBeenCalledTimes(1)
    clock.mockReturnValue(1_000_002_000)
    await opensAgain()
    expect(lookUps).toHaveBeenCalledTimes(2)
  })

  test('is not filled by a read that began before a change', async () => {
    const { system } = await makeTenant(app)
    const { accessToken, scope } = await makeMember(app, system, 'end_user')
    let release: () => void = () => {}
    const held = new Promise<void>((done) => {
      release = done
    })
    const hasRead = vi.fn()
    const slowly: Application['database']['system'] = async (run) => {
      const read = await app.database.system(run)
      hasRead()
      await held
      return read
    }
    // The clock stands still, so that nothing expires.
    vi.spyOn(performance, 'now').mockReturnValue(2_000_000_000)
    const slow = openScope(
      { ...app, database: { ...app.database, system: slowly } },
      { token: accessToken },
      visit(),
    )
    while (hasRead.mock.calls.length === 0) await new Promise((next) => void setImmediate(next))
    await logOut(scope, {})
    release()
    await slow
    await expect(opens(accessToken)).rejects.toMatchObject(refused)
  })
})

describe('entering another tenant', () => {
  test('is for platform admins, with an owner’s rights, by slug or id', async () => {
    const home = await makeTenant(app)
    const there = await makeTenant(app)
    const { member, accessToken } = await makeMember(app, home.system, 'end_user', { isPlatformAdmin: true })
    for (const name of [there.slug, there.tenantId]) {
      const scope = await opens(accessToken, name)
      expect(scope).toMatchObject({ tenantId: there.tenantId, actor: { id: member.id, role: 'owner' } })
      expect((await readTenant(scope, {})).slug).toBe(there.slug)
      expect(await readMe(scope, {})).toMatchObject({ role: 'owner', member: null })
      expect((await listApiKeys(scope, {})).items).toEqual([])
    }
    await expect(opens(accessToken, 'no-such-tenant')).rejects.toMatchObject({ code: 'not_found' })
    expect((await opens(accessToken)).tenantId).toBe(home.tenantId)
  })

  test('is refused to everybody else, whether the tenant exists or not', async () => {
    const home = await makeTenant(app)
    const there = await makeTenant(app)
    const { accessToken } = await makeMember(app, home.system, 'owner')
    const faults = await Promise.all(
      [there.slug, there.tenantId, 'no-such-tenant'].map((name) =>
        opens(accessToken, name).catch((f: unknown) => f),
      ),
    )
    for (const fault of faults)
      expect(fault).toMatchObject({ code: 'not_found', message: 'There is no such tenant.' })
    const own = await opens(accessToken, home.slug)
    expect(own).toMatchObject({ tenantId: home.tenantId, actor: { role: 'owner' } })
  })

  test('ends at home when one logs out there', async () => {
    const home = await makeTenant(app)
    const there = await makeTenant(app)
    const { accessToken } = await makeMember(app, home.system, 'owner', { isPlatformAdmin: true })
    await logOut(await opens(accessToken, there.slug), {})
    await expect(opens(accessToken)).rejects.toMatchObject(refused)
    expect((await eventsOf(app, home.tenantId)).map(({ type }) => type)).toContain('session.ended')
  })
})

describe('callers without a request', () => {
  test('the anonymous one may only do what is public', async () => {
    const scope = anonymousScope(app, visit())
    expect([...scope.actor.permissions]).toEqual(['public'])
    await expect(async () => readMe(scope, {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('a job keeps its tenant and its actor, and is trusted', () => {
    const actor = { kind: 'visitor', id: '0190aaaa-0000-7000-8000-000000000001', name: 'Ann' }
    const job = { tenantId: '0190aaaa-0000-7000-8000-000000000002', actor, requestId: 'r1' }
    const scope = jobScope(app, job, new AbortController().signal)
    expect(scope).toMatchObject({ tenantId: job.tenantId, requestId: 'r1', actor, idempotencyKey: null })
    expect(scope.actor.permissions).toEqual(new Set([...permissionsOf('owner'), 'internal']))
  })

  test('a visitor authenticated by a dialect is a visitor', async () => {
    const { tenantId } = await makeTenant(app)
    const scope = visitorScope(app, tenantId, '0190aaaa-0000-7000-8000-000000000003', 'Bo', visit())
    expect(await readMe(scope, {})).toMatchObject({
      actor: { kind: 'visitor', name: 'Bo' },
      tenant: { id: tenantId },
    })
  })
})

test('an open stream is told of the end of its credential and of changed permissions, not of a refresh', async () => {
  const { system } = await makeTenant(app)
  const owner = await makeMember(app, system, 'owner')
  const { member, refreshToken, scope } = await makeMember(app, system, 'end_user')
  const heard: string[] = []
  const stop = credentialEnded(app, (id) => heard.push(id))
  await refreshSession(anonymousScope(app, visit()), { refreshToken })
  await changeMember(owner.scope, { memberId: member.id, name: 'Other name' })
  expect(heard).toEqual([])
  await changeMember(owner.scope, { memberId: member.id, role: 'operator' })
  expect(heard).toEqual([member.id])
  await logOut(scope, {})
  expect(heard).toEqual([member.id, scope.credentialId])
  stop()
  await changeMember(owner.scope, { memberId: member.id, role: 'end_user' })
  expect(heard).toHaveLength(2)
})
