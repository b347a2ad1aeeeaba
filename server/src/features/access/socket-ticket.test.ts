import { beforeAll, expect, test, vi } from 'vitest'
import type { Application } from '#kernel/application.ts'
import {
  changeMember,
  createApiKey,
  createSocketTicket,
  logOut,
  openScope,
  redeemSocketTicket,
  refreshSession,
  visitorScope,
} from './index.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { anonymousScope } from './scopes.ts'
import { makeMember, makeTenant, race, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

const redeem = (ticket: string) => redeemSocketTicket(app, ticket, visit())
const refused = { code: 'unauthenticated', message: 'Sign in first.' }

test('a ticket opens one socket for the caller that requested it', async () => {
  const { system } = await makeTenant(app)
  const { scope, accessToken } = await makeMember(app, system, 'operator')
  const { ticket } = await createSocketTicket(scope, {})
  expect(ticket).toMatch(/^pt_[\w-]{43}$/)
  const { won, codes } = await race(5, () => redeem(ticket))
  expect(won).toHaveLength(1)
  expect(new Set(codes)).toEqual(new Set(['unauthenticated']))
  expect(won[0]).toMatchObject({
    tenantId: scope.tenantId,
    actor: scope.actor,
    credentialId: scope.credentialId,
  })
  await expect(redeem(accessToken)).rejects.toMatchObject(refused)
  await expect(redeem('')).rejects.toMatchObject(refused)
})

test('it survives a refresh of tokens, and not the end of the session', async () => {
  const { system } = await makeTenant(app)
  const { scope, refreshToken } = await makeMember(app, system, 'end_user')
  const [one, two] = [await createSocketTicket(scope, {}), await createSocketTicket(scope, {})]
  await refreshSession(anonymousScope(app, visit()), { refreshToken })
  await expect(redeem(one.ticket)).resolves.toBeDefined()
  await logOut(scope, {})
  await expect(redeem(two.ticket)).rejects.toMatchObject(refused)
})

test('it gives the current permissions, with the same limits, in the same tenant', async () => {
  const { system } = await makeTenant(app)
  const there = await makeTenant(app)
  const owner = await makeMember(app, system, 'owner', { isPlatformAdmin: true })
  const { scope, member } = await makeMember(app, system, 'admin')
  const { secret } = await createApiKey(scope, { name: 'Key', scopes: ['event:follow', 'member:manage'] })
  const { ticket } = await createSocketTicket(await openScope(app, { token: secret }, visit()), {})
  await changeMember(owner.scope, { memberId: member.id, role: 'operator' })
  expect([...(await redeem(ticket)).actor.permissions].sort()).toEqual(['event:follow', 'public'])

  const entered = await openScope(app, { token: owner.accessToken, tenant: there.slug }, visit())
  const again = await redeem((await createSocketTicket(entered, {})).ticket)
  expect(again).toMatchObject({ tenantId: there.tenantId, actor: entered.actor })
})

test('it expires after a minute', async () => {
  const { system } = await makeTenant(app)
  const { scope } = await makeMember(app, system, 'end_user')
  const { ticket } = await createSocketTicket(scope, {})
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
  await expect(redeem(ticket)).rejects.toMatchObject(refused)
  vi.restoreAllMocks()
  await expect(redeem(ticket)).rejects.toMatchObject(refused)
})

test('a caller without a token gets none', async () => {
  const { tenantId } = await makeTenant(app)
  const scope = visitorScope(app, tenantId, '0190aaaa-0000-7000-8000-000000000003', 'Bo', visit())
  await expect(createSocketTicket(scope, {})).rejects.toMatchObject({ code: 'forbidden' })
})
