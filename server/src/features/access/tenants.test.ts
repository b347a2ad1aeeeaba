import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { Tenant, TenantPage } from '#contract/shapes/people.ts'
import type { Application } from '#kernel/application.ts'
import { changeTenant, createTenant, listTenants, logIn, openScope, readTenant } from './index.ts'
import { sharedTestApp } from '#test/support/open-test-app.ts'
import { anonymousScope } from './scopes.ts'
import { eventsOf, makeMember, makeTenant, PASSWORD, visit } from './testing.ts'

let app: Application
beforeAll(async () => {
  app = await sharedTestApp()
})

const newTenant = () => ({ name: 'New', slug: `new-${randomUUID()}` })

test('a platform admin creates a tenant with its owner, and enters it', async () => {
  const { system } = await makeTenant(app)
  const admin = await makeMember(app, system, 'owner', { isPlatformAdmin: true })
  const owner = { email: `${randomUUID()}@example.com`, name: 'First', password: PASSWORD }
  const made = Tenant.parse(await createTenant(admin.scope, { ...newTenant(), owner }))
  expect(made.allowsRegistration).toBe(false)
  const signedIn = await logIn(anonymousScope(app, visit()), { email: owner.email, password: PASSWORD })
  expect(signedIn).toMatchObject({
    tenant: { id: made.id },
    member: { role: 'owner', isPlatformAdmin: false },
  })
  const entered = await openScope(app, { token: admin.accessToken, tenant: made.slug }, visit())
  expect(await readTenant(entered, {})).toEqual(made)
  const told = await app.database.read(made.id, (tx) =>
    tx.selectFrom('events').select(['type', 'actor_id']).orderBy('position').execute(),
  )
  expect(told.slice(0, 2)).toEqual([
    { type: 'tenant.created', actor_id: admin.member.id },
    { type: 'member.registered', actor_id: admin.member.id },
  ])
  const jobs = await app.database.read(made.id, (tx) => tx.selectFrom('jobs').select('name').execute())
  expect(jobs).toContainEqual({ name: 'tenant.create-starting-content' })
})

test('a slug is unique, and a tenant is created completely or not at all', async () => {
  const { system } = await makeTenant(app)
  const admin = await makeMember(app, system, 'owner', { isPlatformAdmin: true })
  const tenant = newTenant()
  await createTenant(admin.scope, tenant)
  await expect(createTenant(admin.scope, tenant)).rejects.toMatchObject({ code: 'conflict' })
  const weak = { email: 'a@example.com', name: 'A', password: 'password123' }
  const other = newTenant()
  await expect(createTenant(admin.scope, { ...other, owner: weak })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await expect(createTenant(admin.scope, other)).resolves.toBeDefined()
})

test('tenants are listed page by page, for platform admins only', async () => {
  const { system } = await makeTenant(app)
  const admin = await makeMember(app, system, 'end_user', { isPlatformAdmin: true })
  const owner = await makeMember(app, system, 'owner')
  const made = [await createTenant(admin.scope, newTenant()), await createTenant(admin.scope, newTenant())]
  const seen: string[] = []
  for (let after: string | undefined; ; ) {
    const page = TenantPage.parse(await listTenants(admin.scope, { limit: 2, after }))
    seen.push(...page.items.map(({ id }) => id))
    if (page.nextCursor === null) break
    after = page.nextCursor
  }
  expect(seen.slice(-2)).toEqual(made.map(({ id }) => id))
  expect(new Set(seen).size).toBe(seen.length)
  await expect(async () => listTenants(owner.scope, {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(async () => createTenant(owner.scope, newTenant())).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('an admin changes the given fields of the tenant, and no others', async () => {
  const { system, tenantId, slug } = await makeTenant(app)
  const admin = await makeMember(app, system, 'admin')
  const operator = await makeMember(app, system, 'operator')
  await expect(async () => changeTenant(operator.scope, { name: 'X' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await changeTenant(admin.scope, { allowsRegistration: true })).toMatchObject({
    slug,
    name: 'Tenant',
    allowsRegistration: true,
  })
  expect(await changeTenant(admin.scope, { name: 'Renamed' })).toMatchObject({
    name: 'Renamed',
    allowsRegistration: true,
  })
  expect(await changeTenant(admin.scope, {})).toMatchObject({ name: 'Renamed' })
  const changes = (await eventsOf(app, tenantId)).filter(({ type }) => type === 'tenant.changed')
  expect(changes).toHaveLength(2)
  await expect(async () =>
    changeTenant(admin.scope, JSON.parse('{"slug":"other","constructor":1}')),
  ).rejects.toMatchObject({ code: 'invalid_input' })
})
