import { findTenant, suspended } from '#features/tenants/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Reader } from '#platform/database/open.ts'
import { type BoundedMap, boundedMap } from './bounded-map.ts'
import { onCredentialChange } from './credential-topic.ts'

const KEPT_MS = 2_000
const ENTRIES_MAX = 10_000

interface Known {
  readonly tenantId: string
  readonly isSuspended: boolean
  readonly readAt: number
}

interface Cache {
  readonly entries: BoundedMap<Known>
  /** Counts the changes heard: what was read before one of them is not kept. */
  changes: number
}

const caches = new WeakMap<object, Cache>()

function cacheOf(app: Application): Cache {
  const existing = caches.get(app.live)
  if (existing) return existing
  const cache: Cache = { entries: boundedMap(ENTRIES_MAX), changes: 0 }
  onCredentialChange(app, (id) => {
    cache.changes += 1
    cache.entries.dropWhere(({ tenantId }) => tenantId === id)
  })
  caches.set(app.live, cache)
  return cache
}

/**
 * Whether a tenant is suspended, remembered for two seconds. What commits in this process is seen at once. One that is
 * not there is not suspended.
 */
export async function isSuspended(app: Application, tenantId: string): Promise<boolean> {
  const known = cacheOf(app).entries.get(tenantId)
  if (known && performance.now() - known.readAt < KEPT_MS) return known.isSuspended
  return app.database.system((tx) => lookAtTenant(app, tx, tenantId))
}

/** Looks it up and remembers it, where a transaction is open anyway. Across tenants only. */
export async function lookAtTenant(app: Application, tx: Reader, tenantId: string): Promise<boolean> {
  const cache = cacheOf(app)
  const { changes } = cache
  const readAt = performance.now()
  const row = await findTenant(tx, tenantId)
  const isSuspendedNow = Boolean(row?.suspended_at)
  if (cache.changes === changes)
    cache.entries.set(tenantId, { tenantId, isSuspended: isSuspendedNow, readAt })
  return isSuspendedNow
}

/** Throws Fault `forbidden`, in words for its people, for a tenant that is suspended. */
export async function refuseSuspended(app: Application, tenantId: string): Promise<void> {
  if (await isSuspended(app, tenantId)) throw suspended()
}
