import { beforeAll, expect, test } from 'vitest'
import type { Application } from '#kernel/application.ts'
import { asFault } from '#kernel/fault.ts'
import { openLocalLive } from '#platform/live/live.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { accountOf } from './admit-attempt.ts'
import { beginAttempt } from './attempts.ts'
import { createMember, logIn, readMe } from './index.ts'
import { anonymousScope, entrustedScope } from './scopes.ts'
import { makeMember, makeTenant, PASSWORD, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

/** The same application in a process without memory. */
const afterRestart = (): Application => ({ ...app, live: openLocalLive() })

const tryFrom = (on: Application, address: string, email: string, password: string) =>
  logIn(anonymousScope(on, visit({ address })), { email, password }).then(
    () => 'in',
    (error: unknown) => asFault(error).code,
  )

/** An account under attack from many networks, so that unknown ones are refused. */
function besiege(on: Application, account: string) {
  for (let at = 0; at < 1_000; at += 1) beginAttempt(on, account, `198.${at >> 8}.${at & 255}.1`)
}

test('the owner of an attacked account still signs in from their usual network, even after a restart', async () => {
  const { system, tenantId } = await makeTenant(app)
  const { member, email } = await makeMember(app, system, 'operator')
  expect(await tryFrom(app, '10.7.7.7', email, PASSWORD)).toBe('in')
  const restarted = afterRestart()
  besiege(restarted, accountOf({ tenant_id: tenantId, id: member.id }))
  expect(await tryFrom(restarted, '10.8.8.8', email, PASSWORD)).toBe('rate_limited')
  expect(await tryFrom(restarted, '10.7.7.7', email, 'a wrong guess of mine')).toBe('unauthenticated')
  expect(await tryFrom(restarted, '10.7.7.7', email, PASSWORD)).toBe('in')
})

test('an account that does not exist is refused in the same way', async () => {
  const restarted = afterRestart()
  besiege(restarted, 'nobody  nobody@example.com')
  expect(await tryFrom(restarted, '10.7.7.7', 'nobody@example.com', PASSWORD)).toBe('rate_limited')
})

/** The same application, with a count of its cross-tenant queries, such as looking up an address. */
function counting() {
  const asked = { times: 0 }
  const system: typeof app.database.system = (run) => {
    asked.times += 1
    return app.database.system(run)
  }
  return { on: { ...afterRestart(), database: { ...app.database, system } }, asked }
}

test('of five hundred concurrent sign-ins a few are admitted, the others are refused, and nobody else waits', async () => {
  const { system, tenantId } = await makeTenant(app)
  const { member, email } = await makeMember(app, system, 'operator')
  const { on, asked } = counting()
  let ended = 0
  const flood = Array.from({ length: 500 }, (_, at) =>
    tryFrom(on, `100.${at >> 8}.${at & 255}.9`, `flood-${at}@example.com`, PASSWORD).finally(() => {
      ended += 1
    }),
  )
  const reader = entrustedScope({ app, ...visit() }, tenantId, { kind: 'member', id: member.id, name: '' })
  expect((await readMe(reader, {})).member?.id).toBe(member.id)
  expect(ended).toBeLessThan(500)
  const codes = await Promise.all(flood)
  const count = (code: string) => codes.filter((one) => one === code).length
  // All started before anything was read, so the number of slots does not depend on the machine.
  expect([count('unauthenticated'), count('rate_limited')]).toEqual([52, 448])
  expect(asked.times).toBe(52)
  expect(await tryFrom(on, '10.1.1.1', email, PASSWORD)).toBe('in')
})

test('guesses at one account from one network are soon refused without a query', async () => {
  const { system } = await makeTenant(app)
  const { email } = await makeMember(app, system, 'operator')
  const { on, asked } = counting()
  const codes = await Promise.all(
    Array.from({ length: 500 }, (_, at) => tryFrom(on, '10.3.3.3', email, `guess ${at}`)),
  )
  expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(10)
  expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(490)
  expect(asked.times).toBeLessThanOrEqual(50)
  const before = asked.times
  for (let at = 0; at < 60; at += 1)
    expect(await tryFrom(on, '10.3.3.3', email, PASSWORD)).toBe('rate_limited')
  expect(asked.times).toBe(before)
  // Refused guesses do not slow others down.
  const other = await makeMember(app, system, 'operator')
  expect(await tryFrom(on, '10.3.3.3', other.email, PASSWORD)).toBe('in')
})

/** Two members of different tenants with the same address and different passwords. */
async function namesakes() {
  const [here, there] = [await makeTenant(app), await makeTenant(app)]
  const { member, email } = await makeMember(app, here.system, 'operator')
  await createMember(there.system, { name: email, password: OTHER_PASSWORD, role: 'owner' })
  return { email, here, member }
}
const OTHER_PASSWORD = 'a password of another person 7'

test('signing in to another tenant with the same address resets nobody’s count', async () => {
  const on = afterRestart()
  const { email } = await namesakes()
  const guesses: string[] = []
  for (let at = 0; at < 12; at += 1) {
    if (at === 9) expect(await tryFrom(on, '10.6.6.6', email, OTHER_PASSWORD)).toBe('in')
    else guesses.push(await tryFrom(on, '10.6.6.6', email, `a guess ${at}`))
  }
  // The first account is tried; the other is not, so its right password is of no use.
  expect(guesses.slice(0, 9)).toEqual(Array(9).fill('unauthenticated'))
  expect(await tryFrom(on, '10.6.6.6', email, PASSWORD)).not.toBe('in')
  expect(await tryFrom(on, '10.6.6.6', email, OTHER_PASSWORD)).toBe('in')
})

test('nor does it make their network a known one of the other account', async () => {
  const { email, here, member } = await namesakes()
  expect(await tryFrom(app, '10.6.6.7', email, OTHER_PASSWORD)).toBe('in')
  const restarted = afterRestart()
  besiege(restarted, accountOf({ tenant_id: here.tenantId, id: member.id }))
  expect(await tryFrom(restarted, '10.6.6.7', email, PASSWORD)).not.toBe('in')
})
