import { admitVisitor, credentialEnded, refuseSuspended, type Visit } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { findHomeTenant } from './home-tenant.ts'
import { elevateBeforeEntry } from './elevate-scope.ts'

interface Shared {
  readonly tenantId: string
  readonly visitorId: string
}

/** The one visitor that all callers of a dialect without an account share. Fault where its tenant is suspended. */
export function openSharedVisitor(app: Application, visitor: { externalId: string; name: string }) {
  let sharing: Promise<Shared> | undefined
  // The shared visitor may have been merged into another, or erased.
  credentialEnded(app, (id) =>
    sharing?.then(
      ({ visitorId }) => {
        if (visitorId === id) sharing = undefined
      },
      () => {},
    ),
  )
  const admit = async (visit: Visit): Promise<Shared> => {
    const tenantId = await findHomeTenant(app, visit)
    const { visitorId } = await admitVisitor(elevateBeforeEntry(app, tenantId, visit), visitor)
    return { tenantId, visitorId }
  }
  return async (visit: Visit): Promise<Shared> => {
    const shared = await (sharing ??= admit(visit).catch((error: unknown) => {
      sharing = undefined
      throw error
    }))
    await refuseSuspended(app, shared.tenantId)
    return shared
  }
}
