import { findTenantId, foundTenant } from '#features/access/index.ts'
import { asFault } from '#kernel/fault.ts'
import { moveInAs } from '../../kit/elevate-scope.ts'
import {
  type Destination,
  findTaken,
  noteTaken,
  oldKind,
  required,
  Unfit,
} from '../../moving-in/moving-in.ts'
import { fromHexId } from '../hex-id.ts'
import { DIALECT } from '../names.ts'

interface OldTenant {
  readonly oldId: string
  readonly name: string
  readonly description: string
  readonly planName: string
}

const noLimits = { documents: null, storageBytes: null, messagesPerMonth: null, tokensPerMonth: null }

/** Companies, each of which is a tenant here under the id that it had. */
export const tenants = oldKind<OldTenant>({
  kind: 'tenants',
  ledger: 'tenant',
  table: 'tenants',
  read: (row) => ({
    oldId: required(row, '_id').toLowerCase(),
    name: required(row, 'name').trim().slice(0, 100),
    description: (row.description ?? '').slice(0, 1_000),
    planName: (row.plan ?? '').slice(0, 60),
  }),
  take: async ({ scope }, { oldId, name, description, planName }) => {
    const thing = { dialect: DIALECT, kind: 'tenant', oldId }
    if ((await findTaken(scope, thing)) !== null) return { isNew: false, remarks: [] }
    const id = fromHexId(oldId)
    if (id === null) throw new Unfit('Its id is none of a document database.')
    // An earlier run may have created it and been interrupted before it recorded that.
    if (!(await isHere(scope, id)))
      await foundTenant(moveInAs(scope, scope.actor, id), {
        name,
        slug: slugOf(name, oldId),
        description,
        plan: { name: planName, limits: noLimits },
        owner: null,
      })
    await noteTaken(scope, { ...thing, id })
    return { isNew: true, remarks: [] }
  },
})

/**
 * The destination of a tenant's objects; null if the tenant is not here. Objects without a tenant go to the default
 * destination.
 */
export async function intoTenant(to: Destination, oldTenantId: string | null): Promise<Destination | null> {
  if (oldTenantId === null) return to
  const id = await findTaken(to.scope, { dialect: DIALECT, kind: 'tenant', oldId: oldTenantId.toLowerCase() })
  if (id === null || !(await isHere(to.scope, id))) return null
  return { ...to, scope: moveInAs(to.scope, to.scope.actor, id) }
}

async function isHere({ app }: Destination['scope'], id: string): Promise<boolean> {
  try {
    await findTenantId(app, id)
    return true
  } catch (error) {
    if (asFault(error).code === 'not_found') return false
    throw error
  }
}

/** The Latin part of its name, and a unique suffix. */
function slugOf(name: string, oldId: string): string {
  const latin = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 30)
  return `${latin || 'tenant'}-${oldId}`
}
