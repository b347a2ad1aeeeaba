import { beforeAll, expect, test } from 'vitest'
import type { Application } from '#kernel/application.ts'
import type { Actor } from '#kernel/scope.ts'
import { audience as ofPeople } from '#features/people/index.ts'
import { audience as ofTenants } from '#features/tenants/index.ts'
import { audience } from './manifest.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { makeMember, makeTenant } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

test('who receives events about members, credentials and the tenant', async () => {
  const { system } = await makeTenant(app)
  const [endUser, operator, admin] = [
    (await makeMember(app, system, 'end_user')).scope.actor,
    (await makeMember(app, system, 'operator')).scope.actor,
    (await makeMember(app, system, 'admin')).scope.actor,
  ]
  const hearers = (mayReceive: (actor: Actor) => boolean) =>
    [endUser, operator, admin].filter(mayReceive).map(({ role }) => role)
  for (const mayReceive of [...Object.values(ofPeople), ...Object.values(ofTenants)])
    expect(hearers(mayReceive)).toEqual(['operator', 'admin'])
  for (const type of ['member.invited', 'invitation.used', 'invitation.revoked'] as const)
    expect(hearers(audience[type])).toEqual(['operator', 'admin'])
  const event = { payload: { memberId: endUser.id ?? '' } }
  for (const type of ['session.started', 'session.ended', 'api-key.created', 'api-key.revoked'] as const)
    expect(hearers((actor) => audience[type](actor, event))).toEqual(['end_user', 'admin'])
})
