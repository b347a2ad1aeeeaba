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

/** The same application in a process that remembers nothing. */
const afterRestart = (): Application => ({ ...app, live: openLocalLive() })

const tryFrom = (on: Application, address: string, email: string, password: string) =>
  logIn(anonymousScope(on, visit({ address })), { email, password }).then(
    () => 'in',
    (error: unknown) => asFault(error).code,
  )

/** An account that others try from many networks, so that it is refused to strangers. */
function besiege(on: Application, account: string) {
  for (let at = 0; at < 1_000; at += 1) beginAttempt(on, account, `198.${at >> 8}.${at & 255}.1`)
}

test('whoever is besieged enters from where they were before, also after a restart', async () => {
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

test('of five hundred who sign in at once a few wait and the rest are turned away, and nobody else waits for them', async () => {
  const { system, tenantId } = await makeTenant(app)
  const { member, email } = await makeMember(app, system, 'operator')
  let ended = 0
  const flood = Array.from({ length: 500 }, (_, at) =>
    tryFrom(app, `100.${at >> 8}.${at & 255}.9`, `flood-${at}@example.com`, PASSWORD).finally(() => {
      ended += 1
    }),
  )
  const reader = entrustedScope({ app, ...visit() }, tenantId, { kind: 'member', id: member.id, name: '' })
  expect((await readMe(reader, {})).member?.id).toBe(member.id)
  expect(ended).toBeLessThan(500)
  const codes = await Promise.all(flood)
  const hashed = codes.filter((code) => code === 'unauthenticated').length
  // A machine that stands still for seconds has some of them turned away by the database's own limit.
  expect(codes.filter((code) => ['rate_limited', 'unavailable'].includes(code)).length).toBe(500 - hashed)
  expect(codes).toContain('rate_limited')
  expect(hashed).toBeGreaterThan(0)
  expect(hashed).toBeLessThan(250)
  expect(await tryFrom(app, '10.1.1.1', email, PASSWORD)).toBe('in')
})

/** A member, and somebody else in another tenant who took the same address and another password. */
async function namesakes() {
  const [here, there] = [await makeTenant(app), await makeTenant(app)]
  const { member, email } = await makeMember(app, here.system, 'operator')
  await createMember(there.system, { name: email, password: OTHER_PASSWORD, role: 'owner' })
  return { email, here, member }
}
const OTHER_PASSWORD = 'a password of another person 7'

test('who has the same address in another tenant clears nobody’s count by signing in', async () => {
  const on = afterRestart()
  const { email } = await namesakes()
  const guesses: string[] = []
  for (let at = 0; at < 12; at += 1) {
    if (at === 9) expect(await tryFrom(on, '10.6.6.6', email, OTHER_PASSWORD)).toBe('in')
    else guesses.push(await tryFrom(on, '10.6.6.6', email, `a guess ${at}`))
  }
  // Theirs is tried on; the other one is not, so that its right password is none.
  expect(guesses.slice(0, 9)).toEqual(Array(9).fill('unauthenticated'))
  expect(await tryFrom(on, '10.6.6.6', email, PASSWORD)).not.toBe('in')
  expect(await tryFrom(on, '10.6.6.6', email, OTHER_PASSWORD)).toBe('in')
})

test('nor do they make their network one that the other came from', async () => {
  const { email, here, member } = await namesakes()
  expect(await tryFrom(app, '10.6.6.7', email, OTHER_PASSWORD)).toBe('in')
  const restarted = afterRestart()
  besiege(restarted, accountOf({ tenant_id: here.tenantId, id: member.id }))
  expect(await tryFrom(restarted, '10.6.6.7', email, PASSWORD)).not.toBe('in')
})
