import { findTenant, listTenantIds } from '#features/tenants/index.ts'
import type { Application } from '#kernel/application.ts'
import { notFound } from '#kernel/fault.ts'
import { findOnlyTenant } from './find-circumstances.ts'

const BETWEEN_MAX = 1_000
const FIRST = '00000000-0000-0000-0000-000000000000'
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * The id of the tenant that a dialect or the command line is set up for: by slug or id, and for null the only one of
 * the server. Throws Fault `not_found`.
 */
export async function findTenantId(app: Application, slugOrId: string | null): Promise<string> {
  const tenant = await app.database.system((tx) =>
    slugOrId === null ? findOnlyTenant(tx) : findTenant(tx, slugOrId),
  )
  if (!tenant) throw notFound('tenant')
  return tenant.tenant_id
}

/** The tenant, among those with IDs in a range, with another name; null if there is none. */
export const findTenantIdBetween = async (
  app: Application,
  { from, to }: { from: string; to: string },
  isMeant: (tenantId: string) => boolean,
): Promise<string | null> =>
  (await app.database.system((tx) => listTenantIds(tx, from, to, BETWEEN_MAX))).find(isMeant) ?? null

/** The ids of all tenants of the server, one page after the other. For the command line. */
export async function* everyTenantId({ database }: Pick<Application, 'database'>): AsyncGenerator<string> {
  let last = FIRST
  for (;;) {
    const ids = await database.system((tx) => listTenantIds(tx, last, LAST, BETWEEN_MAX))
    yield* ids.filter((id) => id !== last)
    if (ids.length < BETWEEN_MAX) return
    last = ids.at(-1) ?? LAST
  }
}
