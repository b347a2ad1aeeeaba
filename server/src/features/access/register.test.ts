import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { SignedIn } from '#contract/shapes/people.ts'
import type { Application } from '#kernel/application.ts'
import {
  changeMember,
  changeTenant,
  createInvitation,
  listInvitations,
  listMembers,
  register,
  removeMember,
  revokeInvitation,
} from './index.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { anonymousScope } from './scopes.ts'
import { eventsOf, makeMember, makeTenant, PASSWORD, race, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

const anybody = () => anonymousScope(app, visit())
const newcomer = () => ({ email: `${randomUUID()}@example.com`, name: 'Newcomer', password: PASSWORD })
const refused = { code: 'forbidden', message: 'Registration requires an invitation.' }

async function makeOpenTenant() {
  const tenant = await makeTenant(app)
  const owner = await makeMember(app, tenant.system, 'owner')
  await changeTenant(owner.scope, { allowsRegistration: true })
  return { ...tenant, owner }
}

describe('without an invitation', () => {
  test('one becomes an end user of a tenant that allows it', async () => {
    const { slug, tenantId } = await makeOpenTenant()
    const signedIn = SignedIn.parse(await register(anybody(), { ...newcomer(), tenant: slug }))
    expect(signedIn).toMatchObject({
      member: { role: 'end_user', isPlatformAdmin: false },
      tenant: { id: tenantId },
    })
    expect((await eventsOf(app, tenantId)).map(({ type }) => type)).toContain('member.registered')
  })

  test.each(['operator', 'admin', 'owner', 'platform_admin', 'visitor', ''])(
    'never with the role %j',
    async (role) => {
      const { slug, owner } = await makeOpenTenant()
      await expect(register(anybody(), { ...newcomer(), tenant: slug, role })).rejects.toMatchObject(refused)
      expect((await listMembers(owner.scope, {})).items).toHaveLength(1)
    },
  )

  test('a closed tenant, a missing one and an invented invitation get the same answer', async () => {
    const closed = await makeTenant(app)
    const { email } = await makeMember(app, closed.system, 'end_user')
    const invitationToken = 'pi_made-up'
    const asked = [
      { ...newcomer(), tenant: closed.slug },
      { ...newcomer(), tenant: closed.tenantId },
      { ...newcomer(), tenant: 'no-such-tenant' },
      { ...newcomer(), tenant: randomUUID() },
      { ...newcomer(), email, tenant: closed.slug },
      { ...newcomer(), tenant: closed.slug, invitationToken },
      { ...newcomer(), invitationToken },
      { ...newcomer(), invitationToken: '' },
    ]
    for (const input of asked) await expect(register(anybody(), input)).rejects.toMatchObject(refused)
  })

  test('an address with an account is a conflict only where registration was possible', async () => {
    const { slug, owner } = await makeOpenTenant()
    const again = { ...newcomer(), tenant: slug }
    const { won, codes } = await race(5, () =>
      register(anybody(), { ...again, email: again.email.toUpperCase() }),
    )
    expect(won).toHaveLength(1)
    expect(codes).toEqual(Array(4).fill('conflict'))
    expect((await listMembers(owner.scope, {})).items).toHaveLength(2)
  })

  test('a password that anyone would guess is refused', async () => {
    const { slug } = await makeOpenTenant()
    const person = { ...newcomer(), tenant: slug, name: 'Ada Lovelace' }
    for (const password of ['password123', 'QWERTYUIOP', '5201314520', person.email, 'ada lovelace'])
      await expect(register(anybody(), { ...person, password })).rejects.toMatchObject({
        code: 'invalid_input',
        fields: [{ path: 'password' }],
      })
  })
})

describe('with an invitation', () => {
  test('one gets the role that it names, whatever the tenant allows', async () => {
    const { system, tenantId } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const person = newcomer()
    const { invitation, token } = await createInvitation(owner.scope, { email: person.email, role: 'admin' })
    expect(Date.parse(invitation.expiresAt) - Date.now()).toBeLessThanOrEqual(7 * 86_400_000)
    const signedIn = await register(anybody(), { ...person, invitationToken: token })
    expect(signedIn.member.role).toBe('admin')
    const events = await eventsOf(app, tenantId)
    expect(events.filter(({ type }) => type === 'invitation.used').map(({ payload }) => payload)).toEqual([
      { invitationId: invitation.id, memberId: signedIn.member.id },
    ])
    expect((await listInvitations(owner.scope, {})).items).toEqual([])
  })

  test('it works once, despite concurrent attempts', async () => {
    const { system } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const person = newcomer()
    const { token } = await createInvitation(owner.scope, { email: person.email, role: 'operator' })
    const { won } = await race(100, () => register(anybody(), { ...person, invitationToken: token }))
    expect(won).toHaveLength(1)
    expect((await listMembers(owner.scope, {})).items).toHaveLength(2)
    await removeMember(owner.scope, { memberId: won[0]?.member.id ?? '' })
    await expect(register(anybody(), { ...person, invitationToken: token })).rejects.toMatchObject(refused)
  })

  test('it is bound to its address, its tenant and its role', async () => {
    const { system } = await makeTenant(app)
    const elsewhere = await makeOpenTenant()
    const owner = await makeMember(app, system, 'owner')
    const person = newcomer()
    const { token } = await createInvitation(owner.scope, { email: person.email, role: 'operator' })
    const shown = { ...person, invitationToken: token }
    for (const input of [
      { ...shown, email: newcomer().email },
      { ...shown, tenant: elsewhere.slug },
      { ...shown, role: 'admin' },
    ])
      await expect(register(anybody(), input)).rejects.toMatchObject(refused)
    await expect(register(anybody(), { ...shown, role: 'operator' })).resolves.toBeDefined()
  })

  test('it ends when it is revoked, when it expires, and when the inviter loses the right to give its role', async () => {
    const { system, tenantId } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const admin = await makeMember(app, system, 'admin')
    const invite = async (scope = owner.scope) => {
      const person = newcomer()
      const { token, invitation } = await createInvitation(scope, { email: person.email, role: 'operator' })
      return { input: { ...person, invitationToken: token }, invitationId: invitation.id }
    }
    const revoked = await invite()
    await revokeInvitation(owner.scope, { invitationId: revoked.invitationId })
    await expect(register(anybody(), revoked.input)).rejects.toMatchObject(refused)
    await expect(revokeInvitation(owner.scope, { invitationId: revoked.invitationId })).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    )

    const expired = await invite()
    await app.database.write(tenantId, (tx) =>
      tx
        .updateTable('invitations')
        .set({ expires_at: new Date(Date.now() - 1) })
        .where('id', '=', expired.invitationId)
        .execute(),
    )
    await expect(register(anybody(), expired.input)).rejects.toMatchObject(refused)

    const orphan = await invite(admin.scope)
    await changeMember(owner.scope, { memberId: admin.member.id, role: 'operator' })
    await expect(register(anybody(), orphan.input)).rejects.toMatchObject(refused)
  })

  test('inviting to a role beyond one’s own, or an existing address, is refused', async () => {
    const { system } = await makeTenant(app)
    const owner = await makeMember(app, system, 'owner')
    const admin = await makeMember(app, system, 'admin')
    const { email } = newcomer()
    for (const role of ['admin', 'owner'] as const)
      await expect(createInvitation(admin.scope, { email, role })).rejects.toMatchObject({
        code: 'forbidden',
      })
    await expect(createInvitation(admin.scope, { email, role: 'operator' })).resolves.toBeDefined()
    const { invitation } = await createInvitation(owner.scope, { email, role: 'owner' })
    await expect(revokeInvitation(admin.scope, { invitationId: invitation.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      createInvitation(owner.scope, { email: admin.email, role: 'operator' }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})
