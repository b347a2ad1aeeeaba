import { findTenant, suspended } from '#features/tenants/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Reader } from '#platform/database/open.ts'
import { memoryOf } from '#kernel/memory.ts'
import { changedId, credentialTopic } from './session-tokens.ts'

/** By tenant. */
const memory = memoryOf<boolean>({
  keptMs: 2_000,
  entriesMax: 10_000,
  topic: credentialTopic,
  isAbout: (message, tenantId) => changedId(message) === tenantId,
})

/**
 * Whether a tenant is suspended, cached for two seconds. Changes committed in this process apply at once. A tenant that
 * does not exist is not suspended.
 */
export async function isSuspended(app: Application, tenantId: string): Promise<boolean> {
  return memory(app).recall(tenantId) ?? app.database.system((tx) => checkTenant(app, tx, tenantId))
}

/** Reads and caches it within an open transaction. Across tenants only. */
export async function checkTenant(app: Application, tx: Reader, tenantId: string): Promise<boolean> {
  const keep = memory(app).beginReading()
  const isSuspendedNow = Boolean((await findTenant(tx, tenantId))?.suspended_at)
  keep(tenantId, isSuspendedNow)
  return isSuspendedNow
}

/** Throws Fault `forbidden`, in words for its people, for a tenant that is suspended. */
export async function refuseSuspended(app: Application, tenantId: string): Promise<void> {
  if (await isSuspended(app, tenantId)) throw suspended()
}
