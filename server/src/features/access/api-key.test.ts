import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ApiKeyPage, type CreateApiKey, CreatedApiKey } from '#contract/shapes/people.ts'
import type { z } from 'zod'
import type { Application } from '#kernel/application.ts'
import { permissionsOf } from '#kernel/permissions.ts'
import type { Scope } from '#kernel/scope.ts'
import {
  changeMember,
  createApiKey,
  createInvitation,
  listApiKeys,
  listMembers,
  logOut,
  openScope,
  readMe,
  removeMember,
  revokeApiKey,
} from './index.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { eventsOf, makeMember, makeTenant, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

const opens = (token: string, tenant?: string) =>
  openScope(app, { token, ...(tenant !== undefined && { tenant }) }, visit())
const makeKey = (scope: Scope, facts: Partial<z.input<typeof CreateApiKey>> = {}) =>
  createApiKey(scope, { name: 'Key', scopes: ['*'], ...facts })
const refused = {
  code: 'unauthenticated',
  message: 'This token or key is invalid or has expired. Sign in again, or use another key.',
}

test('a key acts as its member; its secret is shown once and stored nowhere', async () => {
  const { system, tenantId } = await makeTenant(app)
  const { member, scope } = await makeMember(app, system, 'operator')
  const { apiKey, secret } = CreatedApiKey.parse(await makeKey(scope, { expiresInDays: 30 }))
  expect(secret).toMatch(/^pk_[\w-]{43}$/)
  expect(apiKey.tail).toBe(secret.slice(-4))
  expect(await readMe(await opens(secret), {})).toMatchObject({ role: 'operator', member: { id: member.id } })
  expect(ApiKeyPage.parse(await listApiKeys(scope, {})).items).toMatchObject([
    { id: apiKey.id, tail: apiKey.tail },
  ])
  const rows = await app.database.read(tenantId, (tx) => tx.selectFrom('api_keys').selectAll().execute())
  expect(JSON.stringify(rows)).not.toContain(secret.slice(3))
  expect((await eventsOf(app, tenantId)).at(-1)).toEqual({
    type: 'api-key.created',
    payload: { apiKeyId: apiKey.id, memberId: member.id, tail: apiKey.tail },
  })
})

describe('the permissions of a key', () => {
  test('are its scopes that its member still holds', async () => {
    const { system } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const admin = await makeMember(app, system, 'admin')
    const { secret } = await makeKey(admin.scope, {
      scopes: ['member:read', 'member:manage', 'profile:read'],
    })
    const before = await readMe(await opens(secret), {})
    expect(before.permissions).toEqual(['member:manage', 'member:read', 'profile:read'])
    await changeMember(owner.scope, { memberId: admin.member.id, role: 'operator' })
    const after = await readMe(await opens(secret), {})
    expect(after.permissions).toEqual(['member:read', 'profile:read'])
  })

  test('is all that its member holds at each use, for *', async () => {
    const { system } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const { member, scope } = await makeMember(app, system, 'end_user')
    const { secret } = await makeKey(scope)
    await expect(async () => listMembers(await opens(secret), {})).rejects.toMatchObject({
      code: 'forbidden',
    })
    await changeMember(owner.scope, { memberId: member.id, role: 'operator' })
    await expect(listMembers(await opens(secret), {})).resolves.toBeDefined()
  })

  test('never exceed those of its creator’s own credential', async () => {
    const { system } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const { scope } = await makeMember(app, system, 'end_user')
    await expect(makeKey(scope, { scopes: ['member:manage'] })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(makeKey(owner.scope, { scopes: ['platform:manage'] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    for (const name of ['internal', 'public', 'everything'])
      await expect(makeKey(owner.scope, { scopes: [name] })).rejects.toMatchObject({ code: 'invalid_input' })
    const limited = await opens(
      (await makeKey(owner.scope, { scopes: ['api-key:manage', 'member:manage'] })).secret,
    )
    await expect(makeKey(limited, { scopes: ['*'] })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(makeKey(limited, { scopes: ['tenant:manage'] })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(makeKey(limited, { scopes: ['member:manage'] })).resolves.toBeDefined()
    await expect(createInvitation(limited, { email: 'a@example.com', role: 'owner' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('reach other tenants for a platform admin only when the key allows it', async () => {
    const home = await makeTenant(app)
    const there = await makeTenant(app)
    const { scope } = await makeMember(app, home.system, 'owner', { isPlatformAdmin: true })
    const bound = await makeKey(scope, { scopes: ['member:read', 'profile:read'] })
    const free = await makeKey(scope, { scopes: ['platform:manage', 'profile:read'] })
    await expect(opens(bound.secret, there.slug)).rejects.toMatchObject({ code: 'not_found' })
    const all = await makeKey(scope, {
      scopes: [...permissionsOf('owner')].filter((name) => name !== 'public'),
    })
    await expect(makeKey(await opens(all.secret), { scopes: ['*'] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const entered = await opens(free.secret, there.slug)
    expect((await readMe(entered, {})).permissions).toEqual(['platform:manage', 'profile:read'])
    await expect(makeKey(await opens((await makeKey(scope)).secret, there.slug))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a key ends', () => {
  test('when it is revoked, immediately', async () => {
    const { system, tenantId } = await makeTenant(app)
    const { scope, member } = await makeMember(app, system, 'end_user')
    const other = await makeMember(app, system, 'owner')
    const { apiKey, secret } = await makeKey(scope)
    await opens(secret)
    expect((await listApiKeys(other.scope, {})).items).toEqual([])
    await expect(revokeApiKey(other.scope, { apiKeyId: apiKey.id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await revokeApiKey(scope, { apiKeyId: apiKey.id })
    await expect(opens(secret)).rejects.toMatchObject(refused)
    expect((await listApiKeys(scope, {})).items).toEqual([])
    await expect(revokeApiKey(scope, { apiKeyId: apiKey.id })).rejects.toMatchObject({ code: 'not_found' })
    expect((await eventsOf(app, tenantId)).at(-1)).toEqual({
      type: 'api-key.revoked',
      payload: { apiKeyId: apiKey.id, memberId: member.id, tail: apiKey.tail },
    })
  })

  test('when it expires', async () => {
    const { system, tenantId } = await makeTenant(app)
    const { scope } = await makeMember(app, system, 'end_user')
    const { secret } = await makeKey(scope, { expiresInDays: 1 })
    await app.database.write(tenantId, (tx) =>
      tx
        .updateTable('api_keys')
        .set({ expires_at: new Date(Date.now() - 1) })
        .execute(),
    )
    await expect(opens(secret)).rejects.toMatchObject(refused)
  })

  test('for as long as its member is suspended, and for good when they are removed', async () => {
    const { system } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const { scope, member, accessToken } = await makeMember(app, system, 'end_user')
    const { secret } = await makeKey(scope)
    const memberId = member.id
    await opens(secret)
    await changeMember(owner.scope, { memberId, isSuspended: true })
    await expect(opens(secret)).rejects.toMatchObject(refused)
    await expect(opens(accessToken)).rejects.toMatchObject(refused)
    await changeMember(owner.scope, { memberId, isSuspended: false })
    await expect(opens(secret)).resolves.toBeDefined()
    await expect(opens(accessToken)).rejects.toMatchObject(refused)
    await removeMember(owner.scope, { memberId })
    await expect(opens(secret)).rejects.toMatchObject(refused)
  })

  test('not by logging out', async () => {
    const { system } = await makeTenant(app)
    const { scope } = await makeMember(app, system, 'end_user')
    const { secret } = await makeKey(scope)
    await expect(logOut(await opens(secret), {})).rejects.toMatchObject({ code: 'conflict' })
    await expect(opens(secret)).resolves.toBeDefined()
  })
})

test('its last use is noted off the path of the caller, at most once a minute', async () => {
  const { system } = await makeTenant(app)
  const { scope } = await makeMember(app, system, 'end_user')
  const { secret } = await makeKey(scope)
  const lastUsed = async () => (await listApiKeys(scope, {})).items[0]?.lastUsedAt
  expect(await lastUsed()).toBeNull()
  let release: () => void = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  const writes = vi.fn()
  const write: Application['database']['write'] = async (tenantId, run) => {
    writes()
    await held
    return app.database.write(tenantId, run)
  }
  const watched = { ...app, database: { ...app.database, write } }
  await openScope(watched, { token: secret }, visit())
  await openScope(watched, { token: secret }, visit())
  expect(writes).toHaveBeenCalledTimes(1)
  expect(await lastUsed()).toBeNull()
  release()
  await expect.poll(lastUsed).toEqual(expect.any(String))
})

test('keys are listed page by page, the newest first', async () => {
  const { system } = await makeTenant(app)
  const { scope } = await makeMember(app, system, 'end_user')
  for (const name of ['a', 'b', 'c']) await makeKey(scope, { name })
  const first = await listApiKeys(scope, { limit: 2 })
  const second = await listApiKeys(scope, { limit: 2, after: first.nextCursor ?? undefined })
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['c', 'b', 'a'])
  expect(second.nextCursor).toBeNull()
  await expect(listApiKeys(scope, { after: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' })
})
