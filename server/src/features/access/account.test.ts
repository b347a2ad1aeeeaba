import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Application } from '#kernel/application.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import {
  changeMember,
  changePassword,
  changeProfile,
  createInvitation,
  endSession,
  listMembers,
  listSessions,
  logIn,
  openScope,
  readInvitation,
  register,
  removeMember,
  revokeInvitation,
} from './index.ts'
import { anonymousScope } from './scopes.ts'
import { eventsOf, makeMember, makeTenant, PASSWORD, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

const NEW_PASSWORD = 'short walks by the sea'
const refused = { code: 'unauthenticated' }
const opens = (token: string) => openScope(app, { token }, visit())
const anybody = (address: string) => anonymousScope(app, visit({ address }))

describe('changing the password', () => {
  test('ends the other sessions, keeps this one, and the old password no longer works', async () => {
    const { system, tenantId, slug } = await makeTenant(app)
    const { scope, accessToken, email, member } = await makeMember(app, system, 'end_user')
    const other = await logIn(anybody('10.3.0.1'), { email, password: PASSWORD, tenant: slug })
    await opens(other.accessToken)
    await changePassword(scope, { currentPassword: PASSWORD, newPassword: NEW_PASSWORD })
    await expect(opens(other.accessToken)).rejects.toMatchObject(refused)
    await expect(opens(accessToken)).resolves.toBeDefined()
    const log = (password: string) => logIn(anybody('10.3.0.1'), { email, password, tenant: slug })
    await expect(log(PASSWORD)).rejects.toMatchObject(refused)
    await expect(log(NEW_PASSWORD)).resolves.toBeDefined()
    const told = await eventsOf(app, tenantId)
    expect(told).toContainEqual({ type: 'password.changed', payload: { memberId: member.id } })
    expect(told).toContainEqual({
      type: 'session.ended',
      payload: expect.objectContaining({ memberId: member.id, reason: 'password changed' }),
    })
  })

  test('needs the current one, and says which field was wrong', async () => {
    const { system, tenantId } = await makeTenant(app)
    const { scope, accessToken } = await makeMember(app, system, 'end_user')
    const change = changePassword(scope, { currentPassword: 'something else', newPassword: NEW_PASSWORD })
    await expect(change).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'currentPassword' }],
    })
    await expect(
      changePassword(scope, { currentPassword: PASSWORD, newPassword: 'password' }),
    ).rejects.toMatchObject({ code: 'invalid_input', fields: [{ path: 'newPassword' }] })
    await expect(opens(accessToken)).resolves.toBeDefined()
    await vi.waitFor(
      async () =>
        expect((await eventsOf(app, tenantId)).map(({ type }) => type)).toContain('session.refused'),
      { timeout: 45_000 },
    )
  })

  test('is slowed like guessing at the sign-in, in the same count', async () => {
    const { system, slug } = await makeTenant(app)
    const { accessToken, email } = await makeMember(app, system, 'end_user')
    const scope = await openScope(app, { token: accessToken }, visit({ address: '10.3.0.2' }))
    const guess = () => changePassword(scope, { currentPassword: 'a guess', newPassword: NEW_PASSWORD })
    for (let at = 0; at < 10; at += 1) await expect(guess()).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(
      logIn(anybody('10.3.0.2'), { email, password: PASSWORD, tenant: slug }),
    ).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('two concurrent changes: one succeeds', async () => {
    const { system } = await makeTenant(app)
    const { scope } = await makeMember(app, system, 'end_user')
    const results = await Promise.allSettled(
      ['one long password', 'two long passwords'].map((newPassword) =>
        changePassword(scope, { currentPassword: PASSWORD, newPassword }),
      ),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

test('a member lists their sessions, and ends them', async () => {
  const { system, slug } = await makeTenant(app)
  const { scope, email } = await makeMember(app, system, 'end_user')
  const phone = anonymousScope(app, visit({ address: '::ffff:10.3.0.3', userAgent: 'Phone' }))
  const there = await logIn(phone, { email, password: PASSWORD, tenant: slug })
  const { items } = await listSessions(scope, {})
  expect(items).toMatchObject([
    { userAgent: 'Phone', address: '10.3.0.3', isCurrent: false },
    { isCurrent: true },
  ])
  await endSession(scope, { sessionId: items[0]?.id ?? '' })
  await expect(opens(there.accessToken)).rejects.toMatchObject(refused)
  expect((await listSessions(scope, {})).items).toHaveLength(1)
})

test('a session of another person does not exist', async () => {
  const { system } = await makeTenant(app)
  const owner = await makeMember(app, system, 'owner')
  const other = await makeMember(app, system, 'end_user')
  const [theirs] = (await listSessions(other.scope, {})).items
  await expect(endSession(owner.scope, { sessionId: theirs?.id ?? '' })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(opens(other.accessToken)).resolves.toBeDefined()
})

test('anyone with an account renames themselves', async () => {
  const { system, tenantId } = await makeTenant(app)
  const { scope, member } = await makeMember(app, system, 'end_user')
  expect(await changeProfile(scope, { name: '  王小明 ' })).toMatchObject({ id: member.id, name: '王小明' })
  expect((await eventsOf(app, tenantId)).at(-1)).toMatchObject({
    type: 'member.changed',
    payload: { memberId: member.id, name: '王小明', formerName: member.name },
  })
})

test('members are filtered by name, address, role and state', async () => {
  const { system } = await makeTenant(app)
  const owner = await makeMember(app, system, 'owner')
  const ben = await makeMember(app, system, 'operator', { email: '100%_ben@example.com' })
  const eve = await makeMember(app, system, 'end_user', { email: 'eve@example.com' })
  await changeMember(owner.scope, { memberId: eve.member.id, isSuspended: true })
  const found = async (filter: Parameters<typeof listMembers>[1]) =>
    (await listMembers(owner.scope, filter)).items.map(({ id }) => id)
  expect(await found({ search: 'BEN@' })).toEqual([ben.member.id])
  expect(await found({ search: '0%_b' })).toEqual([ben.member.id])
  expect(await found({ search: '%' })).toEqual([ben.member.id])
  expect(await found({ role: 'end_user' })).toEqual([eve.member.id])
  expect(await found({ state: 'suspended' })).toEqual([eve.member.id])
  expect(await found({ state: 'active' })).toEqual([owner.member.id, ben.member.id])
})

test('when a member was last here is noted', async () => {
  const { system } = await makeTenant(app)
  const owner = await makeMember(app, system, 'owner')
  await vi.waitFor(
    async () => {
      const [first] = (await listMembers(owner.scope, {})).items
      expect(Date.now() - Date.parse(first?.lastSeenAt ?? '')).toBeLessThan(60_000)
    },
    { timeout: 45_000 },
  )
})

describe('the link of an invitation', () => {
  const shown = (invitationToken: string) => readInvitation(anybody('10.3.0.4'), { invitationToken })

  test('shows where it leads, and its state', async () => {
    const { system, tenantId } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const email = `ben-${tenantId}@example.com`
    const { token } = await createInvitation(owner.scope, { email, role: 'operator' })
    expect(await shown(token)).toEqual({ state: 'open', email, role: 'operator', tenantName: 'Tenant' })
    await register(anybody('10.3.0.4'), { email, name: 'Ben', password: PASSWORD, invitationToken: token })
    expect(await shown(token)).toMatchObject({ state: 'used' })
  })

  test('is refused once expired, revoked, or beyond what its inviter may still invite', async () => {
    const { system, tenantId } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const admin = await makeMember(app, system, 'admin')
    const inviting = (scope: typeof owner.scope, name: string) =>
      createInvitation(scope, { email: `${name}-${tenantId}@example.com`, role: 'operator' })
    const revoked = await inviting(owner.scope, 'a')
    await revokeInvitation(owner.scope, { invitationId: revoked.invitation.id })
    await expect(shown(revoked.token)).rejects.toMatchObject({ code: 'not_found' })
    await expect(shown('pi_never')).rejects.toMatchObject({ code: 'not_found' })

    const old = await inviting(owner.scope, 'b')
    await app.database.write(tenantId, (tx) =>
      tx
        .updateTable('invitations')
        .set({ expires_at: new Date(Date.now() - 1) })
        .execute(),
    )
    expect(await shown(old.token)).toMatchObject({ state: 'expired' })

    const orphan = await inviting(admin.scope, 'c')
    await changeMember(owner.scope, { memberId: admin.member.id, role: 'end_user' })
    expect(await shown(orphan.token)).toMatchObject({ state: 'withdrawn' })
    await removeMember(owner.scope, { memberId: admin.member.id })
    await expect(shown(orphan.token)).rejects.toMatchObject({ code: 'not_found' })
  })
})
