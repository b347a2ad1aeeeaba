import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { MemberRole } from '#contract/shapes/people.ts'
import type { Application } from '#kernel/application.ts'
import { changeMember, listMembers, openScope, refreshSession, removeMember } from './index.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { anonymousScope } from './scopes.ts'
import { eventsOf, makeMember, makeTenant, race, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

const forbidden = { code: 'forbidden' }
const roles: MemberRole[] = ['end_user', 'operator', 'admin', 'owner']
const pairs = roles.flatMap((target) => roles.map((role) => [target, role] as const))

describe.each(['admin', 'owner'] as const)('an %s', (actorRole) => {
  const rank = (role: MemberRole) => roles.indexOf(role)
  const mayGive = (role: MemberRole) => actorRole === 'owner' || rank(role) < rank(actorRole)

  test.each(pairs)(
    'turns a %s into a %s only when both are lower, or an owner does it',
    async (target, role) => {
      const { system } = await makeTenant(app)
      const actor = await makeMember(app, system, actorRole)
      const { member } = await makeMember(app, system, target)
      const change = changeMember(actor.scope, { memberId: member.id, role })
      const isAllowed = rank(target) < rank(actorRole) && (role === target || mayGive(role))
      if (isAllowed) await expect(change).resolves.toMatchObject({ role })
      else await expect(change).rejects.toMatchObject(forbidden)
    },
  )

  test.each(roles)('suspends and removes a %s only when that is below', async (target) => {
    const { system } = await makeTenant(app)
    const actor = await makeMember(app, system, actorRole)
    const { member } = await makeMember(app, system, target)
    const suspension = changeMember(actor.scope, { memberId: member.id, isSuspended: true })
    if (rank(target) < rank(actorRole)) {
      await expect(suspension).resolves.toMatchObject({ isSuspended: true })
      await expect(removeMember(actor.scope, { memberId: member.id })).resolves.toBeUndefined()
    } else {
      await expect(suspension).rejects.toMatchObject(forbidden)
      await expect(removeMember(actor.scope, { memberId: member.id })).rejects.toMatchObject(forbidden)
    }
  })
})

describe('changing oneself', () => {
  test('one renames and lowers, and does not raise or suspend', async () => {
    const { system } = await makeTenant(app)
    const { scope, member } = await makeMember(app, system, 'admin')
    const memberId = member.id
    await expect(changeMember(scope, { memberId, role: 'owner' })).rejects.toMatchObject(forbidden)
    await expect(changeMember(scope, { memberId, isSuspended: true })).rejects.toMatchObject(forbidden)
    await expect(changeMember(scope, { memberId, name: 'New name' })).resolves.toMatchObject({
      name: 'New name',
    })
    await expect(changeMember(scope, { memberId, role: 'operator' })).resolves.toMatchObject({
      role: 'operator',
    })
  })

  test('the last owner can neither step down nor leave', async () => {
    const { system } = await makeTenant(app)
    const { scope, member } = await makeMember(app, system, 'owner')
    const memberId = member.id
    await expect(changeMember(scope, { memberId, role: 'admin' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(removeMember(scope, { memberId })).rejects.toMatchObject({ code: 'conflict' })
    const second = await makeMember(app, system, 'owner')
    await expect(removeMember(scope, { memberId })).resolves.toBeUndefined()
    await expect(removeMember(second.scope, { memberId: second.member.id })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('of owners who leave concurrently, one stays', async () => {
    const { system } = await makeTenant(app)
    const owners = await Promise.all(Array.from({ length: 4 }, () => makeMember(app, system, 'owner')))
    const { won, codes } = await race<unknown>(4, (at) => {
      const owner = owners[at] ?? owners[0]
      if (!owner) throw new TypeError('no owner')
      return at % 2 === 0
        ? removeMember(owner.scope, { memberId: owner.member.id })
        : changeMember(owner.scope, { memberId: owner.member.id, role: 'end_user' })
    })
    expect(won).toHaveLength(3)
    expect(codes).toEqual(['conflict'])
  })

  test('a suspended owner does not count as a remaining one', async () => {
    const { system } = await makeTenant(app)
    const { scope, member } = await makeMember(app, system, 'owner')
    const other = await makeMember(app, system, 'owner')
    const admin = await makeMember(app, system, 'owner', { isPlatformAdmin: true })
    await changeMember(admin.scope, { memberId: other.member.id, isSuspended: true })
    await removeMember(admin.scope, { memberId: admin.member.id })
    await expect(removeMember(scope, { memberId: member.id })).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('platform admins rank above owners, and only platform admins change them', async () => {
  const { system } = await makeTenant(app)
  const owner = await makeMember(app, system, 'owner')
  const admin = await makeMember(app, system, 'end_user', { isPlatformAdmin: true })
  const memberId = admin.member.id
  await expect(changeMember(owner.scope, { memberId, isSuspended: true })).rejects.toMatchObject(forbidden)
  const there = await makeTenant(app)
  const theirs = await makeMember(app, there.system, 'owner')
  await makeMember(app, there.system, 'owner')
  const entered = await openScope(app, { token: admin.accessToken, tenant: there.slug }, visit())
  await expect(removeMember(entered, { memberId: theirs.member.id })).resolves.toBeUndefined()
})

test('members of other tenants are not there', async () => {
  const { system } = await makeTenant(app)
  const owner = await makeMember(app, system, 'owner')
  const stranger = await makeMember(app, (await makeTenant(app)).system, 'end_user')
  for (const memberId of [stranger.member.id, randomUUID()]) {
    await expect(changeMember(owner.scope, { memberId, name: 'X' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(removeMember(owner.scope, { memberId })).rejects.toMatchObject({ code: 'not_found' })
  }
  expect((await listMembers(owner.scope, {})).items.map(({ id }) => id)).toEqual([owner.member.id])
})

test('a suspended member is signed out everywhere, and an event is published', async () => {
  const { system, tenantId } = await makeTenant(app)
  const owner = await makeMember(app, system, 'owner')
  const { member, accessToken, refreshToken } = await makeMember(app, system, 'end_user')
  await changeMember(owner.scope, { memberId: member.id, isSuspended: true })
  const refused = { code: 'unauthenticated' }
  await expect(openScope(app, { token: accessToken }, visit())).rejects.toMatchObject(refused)
  await expect(refreshSession(anonymousScope(app, visit()), { refreshToken })).rejects.toMatchObject(refused)
  const told = (await eventsOf(app, tenantId)).slice(-2)
  expect(told).toMatchObject([
    { type: 'session.ended', payload: { memberId: member.id, reason: 'member suspended' } },
    { type: 'member.changed', payload: { memberId: member.id } },
  ])
})

test('a change without effect publishes nothing', async () => {
  const { system, tenantId } = await makeTenant(app)
  const owner = await makeMember(app, system, 'owner')
  const { member } = await makeMember(app, system, 'operator')
  const before = await eventsOf(app, tenantId)
  await changeMember(owner.scope, { memberId: member.id, role: 'operator', name: member.name })
  expect(await eventsOf(app, tenantId)).toEqual(before)
})
