import { describe, expect, test } from 'vitest'
import {
  anonymousScope,
  createMember,
  findTenantId,
  logIn,
  makeFirstOwner,
  makeSetupLink,
  openScope,
  readMe,
  readServerStatus,
  register,
  setUpOwner,
  systemScope,
} from './index.ts'
import { openTestApp } from '#test/support/open-test-app.ts'
import { PASSWORD, race, visit } from './testing.ts'

const owner = (at = 0) => ({ email: `owner${at}@example.com`, name: 'Owner', password: PASSWORD })
const forbidden = { code: 'forbidden' }

describe('a fresh server', () => {
  test('creates exactly one owner from its link, despite concurrent attempts', async () => {
    await using app = await openTestApp()
    const anybody = () => anonymousScope(app, visit())
    expect(await readServerStatus(anybody(), {})).toEqual({ needsOwner: true, version: app.settings.version })
    await expect(register(anybody(), owner())).rejects.toMatchObject(forbidden)
    await expect(findTenantId(app, null)).rejects.toMatchObject({ code: 'not_found' })

    const stale = await makeSetupLink(app)
    const link = await makeSetupLink(app)
    expect(link?.token).toMatch(/^ps_[\w-]{43}$/)
    const token = link?.token ?? ''
    for (const wrong of [stale?.token ?? '', 'ps_guess', token.toUpperCase()])
      await expect(setUpOwner(anybody(), { ...owner(), token: wrong })).rejects.toMatchObject(forbidden)
    await expect(setUpOwner(anybody(), { ...owner(), token, password: 'password123' })).rejects.toMatchObject(
      {
        code: 'invalid_input',
      },
    )

    const { won, codes } = await race(10, (at) => setUpOwner(anybody(), { ...owner(at), token }))
    expect(won).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['forbidden']))
    const scope = await openScope(app, { token: won[0]?.accessToken ?? '' }, visit())
    const me = await readMe(scope, {})
    expect(me).toMatchObject({ role: 'owner', tenant: { slug: 'main' }, member: { isPlatformAdmin: true } })
    expect(me.permissions).toContain('platform:manage')
    const jobs = await app.database.read(me.tenant.id, (tx) =>
      tx.selectFrom('jobs').select('name').where('name', '=', 'tenant.create-starting-content').execute(),
    )
    expect(jobs).toHaveLength(1)

    expect((await readServerStatus(anybody(), {})).needsOwner).toBe(false)
    expect(await makeSetupLink(app)).toBeNull()
    await expect(register(anybody(), owner(11))).rejects.toMatchObject(forbidden)
  })

  test('takes its owner from the configuration, once', async () => {
    await using app = await openTestApp()
    const link = await makeSetupLink(app)
    const { won } = await race(4, (at) => makeFirstOwner(app, { email: owner(at).email, password: PASSWORD }))
    expect(won.filter((member) => member !== null)).toHaveLength(1)
    await expect(
      setUpOwner(anonymousScope(app, visit()), { ...owner(9), token: link?.token ?? '' }),
    ).rejects.toMatchObject(forbidden)
  })

  test('creates accounts with a plain user name from the command line', async () => {
    await using app = await openTestApp()
    await makeFirstOwner(app, owner())
    const system = systemScope(app, await findTenantId(app, null), visit())
    const anybody = () => anonymousScope(app, visit())
    const member = await createMember(system, { name: 'Alice', password: PASSWORD })
    expect(member).toMatchObject({
      email: 'alice@localhost',
      name: 'alice',
      role: 'end_user',
      isPlatformAdmin: false,
    })
    for (const email of ['alice', 'Alice@localhost'])
      expect((await logIn(anybody(), { email, password: PASSWORD })).member.id).toBe(member.id)
    await expect(createMember(system, { name: 'alice', password: PASSWORD })).rejects.toMatchObject({
      code: 'conflict',
    })
    const known = { name: 'admin@example.com', password: 'admin123456', role: 'admin' } as const
    await expect(createMember(system, known)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(createMember(system, { ...known, allowsWeakPassword: true })).resolves.toMatchObject({
      role: 'admin',
    })
    await expect(async () => createMember(anybody(), known)).rejects.toMatchObject(forbidden)
  })
})

test('a link is void after an hour', async () => {
  await using app = await openTestApp()
  const link = await makeSetupLink(app)
  expect((link?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(3_600_000)
  await app.database.system(async (tx) => {
    await tx.deleteFrom('setup_links').execute()
    const { hashToken } = await import('./token.ts')
    const token_hash = hashToken(link?.token ?? '')
    await tx
      .insertInto('setup_links')
      .values({ token_hash, expires_at: new Date(Date.now() - 1) })
      .execute()
  })
  await expect(
    setUpOwner(anonymousScope(app, visit()), { ...owner(), token: link?.token ?? '' }),
  ).rejects.toMatchObject(forbidden)
})
