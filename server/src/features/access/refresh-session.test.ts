import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Application } from '#kernel/application.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { logIn, logOut, openScope, refreshSession } from './index.ts'
import { anonymousScope } from './scopes.ts'
import { eventsOf, makeMember, makeTenant, PASSWORD, race, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

const refused = { code: 'unauthenticated' }
const home = { address: '10.9.0.1', userAgent: 'Firefox' }
// The last use of a session is recorded with its address, so its owner comes from a single one.
const opens = (token: string) => openScope(app, { token }, visit(home))
const thief = { address: '10.66.0.1', userAgent: 'curl' }
const refresh = (refreshToken: string, from = home) =>
  refreshSession(anonymousScope(app, visit(from)), { refreshToken })

const signIn = async () => {
  const { tenantId, system } = await makeTenant(app)
  return { tenantId, ...(await makeMember(app, system, 'end_user')) }
}

/** Makes spent refresh tokens look as if they had been exchanged longer ago than tabs race. */
const later = (tenantId: string) =>
  app.database.write(tenantId, (tx) =>
    tx
      .updateTable('spent_refresh_tokens')
      .set({ spent_at: sql<Date>`spent_at - interval '11 seconds'` })
      .execute(),
  )

const endings = async (tenantId: string) =>
  (await eventsOf(app, tenantId)).flatMap(({ type, payload }) =>
    type === 'session.ended' ? [(payload as { reason: string }).reason] : [],
  )

test('replaces both tokens; the old access token is invalid immediately', async () => {
  const { accessToken, refreshToken } = await signIn()
  await opens(accessToken)
  const next = await refresh(refreshToken)
  expect(next.refreshToken).not.toBe(refreshToken)
  await expect(opens(accessToken)).rejects.toMatchObject(refused)
  await expect(opens(next.accessToken)).resolves.toBeDefined()
})

describe('an answer that was lost', () => {
  test.each([0, 1])('is repeated, even after a while (%s)', async (isLate) => {
    const { tenantId, refreshToken } = await signIn()
    const lost = await refresh(refreshToken)
    if (isLate) await later(tenantId)
    const again = await refresh(refreshToken)
    expect([again.accessToken, again.refreshToken]).toEqual([lost.accessToken, lost.refreshToken])
    await expect(opens(again.accessToken)).resolves.toBeDefined()
    await expect(refresh(again.refreshToken)).resolves.toBeDefined()
    expect(await endings(tenantId)).toEqual([])
  })

  test('is repeated with a lifetime of its own', async () => {
    const { tenantId, refreshToken } = await signIn()
    await refresh(refreshToken)
    await app.database.write(tenantId, (tx) =>
      tx
        .updateTable('sessions')
        .set({ access_expires_at: new Date(0) })
        .execute(),
    )
    await expect(opens((await refresh(refreshToken)).accessToken)).resolves.toBeDefined()
  })

  test('is not repeated for the token before the last one', async () => {
    const { tenantId, refreshToken } = await signIn()
    const { refreshToken: second } = await refresh(refreshToken)
    await refresh(second)
    await later(tenantId)
    await expect(refresh(refreshToken)).rejects.toMatchObject(refused)
    expect(await endings(tenantId)).toEqual(['refresh token reused'])
  })

  test('is not stored', async () => {
    const { tenantId, refreshToken } = await signIn()
    const next = await refresh(refreshToken)
    const rows = await app.database.read(tenantId, async (tx) => [
      await tx.selectFrom('sessions').selectAll().execute(),
      await tx.selectFrom('spent_refresh_tokens').selectAll().execute(),
    ])
    for (const token of [refreshToken, next.accessToken, next.refreshToken])
      expect(JSON.stringify(rows)).not.toContain(token.slice(3))
  })
})

describe('two concurrent tabs', () => {
  test('get the same tokens', async () => {
    const { tenantId, refreshToken } = await signIn()
    const { won } = await race(8, () => refresh(refreshToken))
    expect(won).toHaveLength(8)
    expect(new Set(won.map((tab) => tab.refreshToken)).size).toBe(1)
    await expect(opens(won[0]?.accessToken ?? '')).resolves.toBeDefined()
    expect(await endings(tenantId)).toEqual([])
  })

  test('a tab slower than the first use of the new token is refused, and the session continues', async () => {
    const { tenantId, refreshToken } = await signIn()
    const next = await refresh(refreshToken)
    await opens(next.accessToken)
    await expect(refresh(refreshToken)).rejects.toMatchObject(refused)
    await expect(opens(next.accessToken)).resolves.toBeDefined()
    await expect(refresh(next.refreshToken)).resolves.toBeDefined()
    expect(await endings(tenantId)).toEqual([])
  })
})

describe('a thief', () => {
  test('who refreshes first loses the session as soon as its owner refreshes', async () => {
    const { tenantId, refreshToken } = await signIn()
    const stolen = await refresh(refreshToken, thief)
    await opens(stolen.accessToken)
    await expect(refresh(refreshToken)).rejects.toMatchObject(refused)
    await expect(opens(stolen.accessToken)).rejects.toMatchObject(refused)
    await expect(refresh(stolen.refreshToken, thief)).rejects.toMatchObject(refused)
    expect(await endings(tenantId)).toEqual(['refresh token reused'])
  })

  test('who refreshes moments later, but from another network, ends it too', async () => {
    const { tenantId, refreshToken } = await signIn()
    const next = await refresh(refreshToken)
    await opens(next.accessToken)
    await expect(refresh(refreshToken, thief)).rejects.toMatchObject(refused)
    await expect(opens(next.accessToken)).rejects.toMatchObject(refused)
    expect(await endings(tenantId)).toEqual(['refresh token reused'])
  })

  test('who refreshes later ends it, even from the same machine', async () => {
    const { tenantId, refreshToken, member } = await signIn()
    const next = await refresh(refreshToken)
    await opens(next.accessToken)
    await later(tenantId)
    await expect(refresh(refreshToken)).rejects.toMatchObject(refused)
    await expect(opens(next.accessToken)).rejects.toMatchObject(refused)
    await expect(refresh(next.refreshToken)).rejects.toMatchObject(refused)
    const ended = (await eventsOf(app, tenantId)).filter(({ type }) => type === 'session.ended')
    expect(ended.map(({ payload }) => payload)).toMatchObject([
      { memberId: member.id, reason: 'refresh token reused' },
    ])
  })

  test('who shares an unused answer with its owner is detected at the next refresh', async () => {
    const { tenantId, refreshToken } = await signIn()
    const owners = await refresh(refreshToken)
    const stolen = await refresh(refreshToken, thief)
    await opens(owners.accessToken)
    const next = await refresh(stolen.refreshToken, thief)
    await opens(next.accessToken)
    await expect(refresh(owners.refreshToken)).rejects.toMatchObject(refused)
    await expect(opens(next.accessToken)).rejects.toMatchObject(refused)
    expect(await endings(tenantId)).toEqual(['refresh token reused'])
  })
})

test('expires', async () => {
  const { tenantId, accessToken, refreshToken } = await signIn()
  await app.database.write(tenantId, (tx) =>
    tx
      .updateTable('sessions')
      .set({ refresh_expires_at: new Date(Date.now() - 1) })
      .execute(),
  )
  await expect(refresh(refreshToken)).rejects.toMatchObject(refused)
  await expect(refresh(accessToken)).rejects.toMatchObject(refused)
  await expect(opens(refreshToken)).rejects.toMatchObject(refused)
})

describe('a client that keeps its refresh token', () => {
  const keeping = (): Application => ({ ...app, settings: { ...app.settings, keepsRefreshTokens: true } })

  test('gets new access tokens with it, and each ends the one before', async () => {
    const { system } = await makeTenant(app)
    const { email } = await makeMember(app, system, 'end_user')
    const first = await logIn(anonymousScope(keeping(), visit(home)), { email, password: PASSWORD })
    let { accessToken } = first
    for (let times = 0; times < 3; times += 1) {
      const next = await refresh(first.refreshToken, thief)
      expect(next.refreshToken).toBe(first.refreshToken)
      expect(next.refreshTokenExpiresAt).toBe(first.refreshTokenExpiresAt)
      await expect(opens(accessToken)).rejects.toMatchObject(refused)
      await expect(opens(next.accessToken)).resolves.toBeDefined()
      accessToken = next.accessToken
    }
  })

  test('is refused once its session has ended', async () => {
    const { system } = await makeTenant(app)
    const { email } = await makeMember(app, system, 'end_user')
    const { accessToken, refreshToken } = await logIn(anonymousScope(keeping(), visit(home)), {
      email,
      password: PASSWORD,
    })
    await logOut(await opens(accessToken), {})
    await expect(refresh(refreshToken)).rejects.toMatchObject(refused)
  })
})
