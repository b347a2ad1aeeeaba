import { findTenant, suspended } from '#features/tenants/index.ts'
import type { Application } from '#kernel/application.ts'
import { type BoundedMap, boundedMap } from './bounded-map.ts'
import { onCredentialChange } from './credential-topic.ts'

const KEPT_MS = 2_000
const ENTRIES_MAX = 10_000

interface Known {
  readonly tenantId: string
  readonly isSuspended: boolean
  readonly readAt: number
}

const caches = new WeakMap<object, BoundedMap<Known>>()

function cacheOf(app: Application): BoundedMap<Known> {
  const existing = caches.get(app.live)
  if (existing) return existing
  const cache = boundedMap<Known>(ENTRIES_MAX)
  onCredentialChange(app, (id) => cache.dropWhere(({ tenantId }) => tenantId === id))
  caches.set(app.live, cache)
  return cache
}

/**
 * Whether a tenant is suspended, remembered for two seconds. What commits in this process is seen at once. One that is
 * not there is not suspended.
 */
export async function isSuspended(app: Application, tenantId: string): Promise<boolean> {
  const cache = cacheOf(app)
  const known = cache.get(tenantId)
  const readAt = performance.now()
  if (known && readAt - known.readAt < KEPT_MS) return known.isSuspended
  const row = await app.database.system((tx) => findTenant(tx, tenantId))
  const fresh = { tenantId, isSuspended: Boolean(row?.suspended_at), readAt }
  cache.set(tenantId, fresh)
  return fresh.isSuspended
}

/** Throws Fault `forbidden`, in words for its people, for a tenant that is suspended. */
export async function refuseSuspended(app: Application, tenantId: string): Promise<void> {
  if (await isSuspended(app, tenantId)) throw suspended()
}
