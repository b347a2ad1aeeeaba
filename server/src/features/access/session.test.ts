import { beforeAll, describe, expect, test } from 'vitest'
import { LogIn, SignedIn } from '#contract/shapes/people.ts'
import type { Application } from '#kernel/application.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { changeMember, logIn, logOut, openScope, readMe, refreshSession } from './index.ts'
import { anonymousScope } from './scopes.ts'
import { eventsOf, makeMember, makeTenant, PASSWORD, race, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

const anybody = (address: string) => anonymousScope(app, visit({ address }))
const opens = (token: string) => openScope(app, { token }, visit())
const refused = { code: 'unauthenticated' }
interface LogInInput {
  email: string
  password: string
  tenant?: string
}

describe('logging in', () => {
  test('returns tokens for the tenant, and publishes an event', async () => {
    const { system, tenantId, slug } = await makeTenant(app)
    const { member, email } = await makeMember(app, system, 'operator')
    const signedIn = await logIn(anybody('10.0.0.1'), { email: email.toUpperCase(), password: PASSWORD })
    expect(SignedIn.parse(signedIn)).toMatchObject({
      member: { id: member.id, role: 'operator' },
      tenant: { slug },
    })
    expect(signedIn.accessToken).toMatch(/^pa_[\w-]{43}$/)
    expect(signedIn.refreshToken).toMatch(/^pr_[\w-]{43}$/)

    const me = await readMe(await opens(signedIn.accessToken), {})
    expect(me).toMatchObject({ role: 'operator', tenant: { id: tenantId }, member: { id: member.id } })
    expect(me.permissions).toContain('member:read')
    expect(me.permissions).not.toContain('member:manage')
    const started = (await eventsOf(app, tenantId)).filter(({ type }) => type === 'session.started')
    expect(started.at(-1)?.payload).toMatchObject({ memberId: member.id })
  })

  test('stores no token, only hashes', async () => {
    const { system, tenantId } = await makeTenant(app)
    const { accessToken, refreshToken } = await makeMember(app, system, 'end_user')
    const rows = await app.database.read(tenantId, (tx) => tx.selectFrom('sessions').selectAll().execute())
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(accessToken.slice(3))
    expect(JSON.stringify(rows)).not.toContain(refreshToken.slice(3))
  })

  test('refuses in the same words whatever is wrong', async () => {
    const { system, slug } = await makeTenant(app)
    const { email } = await makeMember(app, system, 'end_user')
    const suspended = await makeMember(app, system, 'end_user')
    const owner = await makeMember(app, system, 'owner')
    await changeMember(owner.scope, { memberId: suspended.member.id, isSuspended: true })
    const attempts: LogInInput[] = [
      { email, password: 'not the password' },
      { email: 'nobody@example.com', password: PASSWORD },
      { email: suspended.email, password: PASSWORD },
      { email, password: PASSWORD, tenant: 'no-such-tenant' },
    ].map((input) => ({ tenant: slug, ...input }))
    const faults = await Promise.all(
      attempts.map((input) => logIn(anybody('10.0.0.2'), input).catch((fault: unknown) => fault)),
    )
    for (const fault of faults)
      expect(fault).toMatchObject({
        code: 'unauthenticated',
        message: 'Wrong email or password.',
      })
  })

  test.each([true, false])(
    'takes the same time whether the account exists or not (tenant named: %s)',
    // A busy machine may slow one side down; a missing hash makes a constant difference every time.
    { retry: 5 },
    async (isNamed) => {
      const { system, slug } = await makeTenant(app)
      const { email } = await makeMember(app, system, 'end_user')
      const times = { known: [] as number[], unknown: [] as number[] }
      for (let at = 0; at < 8; at += 1)
        for (const [who, address] of [
          ['known', email],
          ['unknown', 'nobody@example.com'],
        ] as const) {
          const input = { email: address, password: 'wrong', ...(isNamed && { tenant: slug }) }
          const start = performance.now()
          await expect(logIn(anybody(`10.${isNamed ? 1 : 2}.${at}.1`), input)).rejects.toMatchObject(refused)
          times[who].push(performance.now() - start)
        }
      // The fastest of each: everything else on the machine only adds time.
      const [known, unknown] = [Math.min(...times.known), Math.min(...times.unknown)]
      expect(Math.abs(known - unknown) / Math.max(known, unknown)).toBeLessThan(0.4)
    },
  )

  test('finds the tenant by the password, and asks for it when several match', async () => {
    const one = await makeTenant(app)
    const two = await makeTenant(app)
    const email = `both-${one.tenantId}@example.com`
    await makeMember(app, one.system, 'end_user', { email })
    await makeMember(app, two.system, 'end_user', { email })
    await expect(logIn(anybody('10.0.0.3'), { email, password: PASSWORD })).rejects.toMatchObject({
      code: 'conflict',
    })
    const { tenant } = await logIn(anybody('10.0.0.3'), { email, password: PASSWORD, tenant: two.slug })
    expect(tenant.id).toBe(two.tenantId)
    const byId = await logIn(anybody('10.0.0.3'), { email, password: PASSWORD, tenant: one.tenantId })
    expect(byId.tenant.id).toBe(one.tenantId)
  })

  test('limits attempts on one account from one address, and no others', async () => {
    const { system, slug } = await makeTenant(app)
    const { email } = await makeMember(app, system, 'end_user')
    const wrong = { email, password: 'wrong', tenant: slug }
    const { codes } = await race(14, () => logIn(anybody('10.0.0.4'), wrong))
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(10)
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(4)
    const late = await logIn(anybody('10.0.0.4'), { ...wrong, password: PASSWORD }).catch(
      (fault: unknown) => fault,
    )
    expect(late).toMatchObject({ code: 'rate_limited', retryAfterSeconds: expect.any(Number) })
    await expect(logIn(anybody('10.0.0.5'), { ...wrong, password: PASSWORD })).resolves.toBeDefined()
  })

  test('rejects unknown fields', async () => {
    const input = JSON.parse('{"email":"a@example.com","password":"x","__proto__":{"role":"owner"}}')
    expect(LogIn.safeParse(input).success).toBe(false)
    await expect(async () => logIn(anybody('10.0.0.6'), input)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

test('logging out ends both tokens of this session, and no other', async () => {
  const { system, tenantId, slug } = await makeTenant(app)
  const { scope, accessToken, refreshToken, email } = await makeMember(app, system, 'end_user')
  const other = await logIn(anybody('10.0.1.2'), { email, password: PASSWORD, tenant: slug })
  await logOut(scope, {})
  await expect(opens(accessToken)).rejects.toMatchObject(refused)
  await expect(refreshSession(anybody('10.0.1.2'), { refreshToken })).rejects.toMatchObject(refused)
  await expect(opens(other.accessToken)).resolves.toBeDefined()
  expect((await eventsOf(app, tenantId)).filter(({ type }) => type === 'session.ended')).toHaveLength(1)
})
