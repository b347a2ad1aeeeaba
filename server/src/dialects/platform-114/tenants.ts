import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { RunTenant } from '#contract/shapes/people.ts'
import {
  changeTenant,
  createInvitation,
  createTenant,
  deleteTenant,
  listTenants,
  planTenant,
  readQuota,
  readMe,
  readTenant,
  readTenantOfServer,
  restoreTenant,
  suspendTenant,
} from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { accept } from './accept.ts'
import { enterCaller, enterTenant, runsServer, runsTenant } from './caller.ts'
import { findTenantOfHexId } from './find-tenant.ts'
import { isSameHexId } from './hex-id.ts'
import { noTenant, notAllowed, Refusal } from './refusal.ts'
import { naiveTime, toTenant } from './translate.ts'

const name = z.string().trim().min(1).max(100)
const NewTenant = z.object({
  name,
  description: z.string().max(1_000).nullish(),
  plan: z.string().max(60).nullish(),
  /** Our addition: its future owner; by default the caller. */
  owner: z.object({ email: z.email().max(254) }).nullish(),
})
const TenantChange = z.object({
  name: name.nullish(),
  description: z.string().max(1_000).nullish(),
  plan: z.string().max(60).nullish(),
  status: z.enum(['active', 'suspended']).nullish(),
})
const noLimits = { documents: null, storageBytes: null, messagesPerMonth: null, tokensPerMonth: null }
const PAGE = 100

/** The companies on the server. */
export function tenantRoutes(http: FastifyInstance, app: Application) {
  http.get('/v1/tenants', async (request) => {
    const scope = await enterRunner(app, request)
    return { success: true, tenants: (await allTenants(scope)).map(toTenant) }
  })

  http.post('/v1/tenants', async (request, reply) => {
    const scope = await enterRunner(app, request)
    const asked = accept(NewTenant, request.body)
    if ((await allTenants(scope)).some((tenant) => tenant.name === asked.name))
      throw new Refusal(400, '租戶名稱已存在')
    const tenant = await createTenant(scope, {
      name: asked.name,
      slug: slugFor(asked.name),
      description: asked.description ?? '',
      plan: { name: asked.plan ?? '', limits: noLimits },
    })
    const email = asked.owner?.email ?? (await readMe(scope, {})).member?.email
    const owner = email && (await inviteOwner(await enterTenant(app, request, tenant.id), email))
    return reply
      .code(201)
      .send({ success: true, message: '租戶創建成功', tenant: toTenant(tenant), ...(owner && { owner }) })
  })

  http.get('/v1/tenants/:tenantId', async (request) => {
    const { scope, tenantId } = await enterNamed(app, request)
    return { success: true, tenant: toTenant(await show(scope, tenantId)) }
  })

  http.patch('/v1/tenants/:tenantId', async (request) => {
    const { scope, tenantId } = await enterNamed(app, request)
    const { plan, status, name: newName, description } = accept(TenantChange, request.body)
    // The name of a plan says what was paid for, so a company cannot choose its own.
    if ((plan || status) && !runsServer(scope)) throw notAllowed()
    await changeTenant(await enterTenant(app, request, tenantId), {
      ...(newName && { name: newName }),
      ...(typeof description === 'string' && { description }),
    })
    if (plan) {
      const { limits } = (await readTenantOfServer(scope, { tenantId })).plan
      await planTenant(scope, { tenantId, plan: { name: plan, limits } })
    }
    if (status) await (status === 'suspended' ? suspendTenant : restoreTenant)(scope, { tenantId })
    return { success: true, message: '租戶更新成功', tenant: toTenant(await show(scope, tenantId)) }
  })

  http.delete('/v1/tenants/:tenantId', async (request) => {
    await enterRunner(app, request)
    const { scope, tenantId } = await enterNamed(app, request)
    await suspendTenant(scope, { tenantId })
    await deleteTenant(scope, { tenantId })
    return { success: true, message: '租戶已刪除' }
  })
}

/** The invitation to a company without members: what `register` takes as `invitation_token`. */
async function inviteOwner(inside: Scope, email: string) {
  const { token, invitation } = await createInvitation(inside, { email, role: 'owner' })
  return { email, invitation_token: token, expires_at: naiveTime(invitation.expiresAt) }
}

/** The scope of a platform admin. */
async function enterRunner(app: Application, request: FastifyRequest): Promise<Scope> {
  const { scope } = await enterCaller(app, request)
  if (!runsServer(scope)) throw notAllowed()
  return scope
}

/** Our ID of the tenant in the path, for platform admins and for that tenant. */
async function enterNamed(app: Application, request: FastifyRequest) {
  const { scope } = await enterCaller(app, request)
  const { tenantId: hexId } = request.params as { tenantId: string }
  if (isSameHexId(hexId, scope.tenantId) && runsTenant(scope)) return { scope, tenantId: scope.tenantId }
  if (!runsServer(scope)) throw notAllowed()
  const tenantId = await findTenantOfHexId(app, hexId)
  if (!tenantId) throw noTenant()
  return { scope, tenantId }
}

async function show(scope: Scope, tenantId: string): Promise<Parameters<typeof toTenant>[0]> {
  if (runsServer(scope)) return readTenantOfServer(scope, { tenantId })
  const { plan } = await readQuota(scope, {})
  return { ...(await readTenant(scope, {})), plan, suspendedAt: null }
}

async function allTenants(scope: Scope): Promise<RunTenant[]> {
  const tenants: RunTenant[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listTenants>> = await listTenants(scope, {
      limit: PAGE,
      ...(after !== null && { after }),
    })
    tenants.push(...page.items)
    after = page.nextCursor
  } while (after !== null)
  return tenants
}

/** The slug: the Latin part of its name, and a unique suffix. */
function slugFor(tenantName: string): string {
  const latin = tenantName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
  return `${latin || 'tenant'}-${randomBytes(4).toString('hex')}`
}
