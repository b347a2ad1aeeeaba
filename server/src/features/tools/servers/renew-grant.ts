import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { entrustedScope } from '#features/access/index.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import { toolServerFault } from '#kernel/tool-server-fault.ts'
import type { ToolGrant } from '#kernel/tool-sign-ins.ts'
import { seal, unseal } from './credential.ts'
import { lockCredential, storeCredential, updateCredential } from './credential-store.ts'

const Place = z.strictObject({ serverId: z.uuid(), holderId: z.uuid() })
type Place = z.infer<typeof Place>

/** So long before its end a grant is renewed. */
const EARLY_MS = 60_000
/** The time to renew a grant, after which another caller may try. */
const LEASE_MS = 30_000
const RENEW_MAX_MS = 20_000
const LOOK_AGAIN_MS = 150

/**
 * The access token of a grant, renewed first if it expires soon. Of all concurrent callers, in any process, one renews
 * it: the row records which, and no transaction stays open. Throws Fault with the reason `sign-in` if there is none.
 */
export async function accessTokenFor(scope: Scope, ports: Ports, place: Place): Promise<string> {
  const inside = entrustedScope(scope, scope.tenantId, scope.actor)
  const refresher = randomUUID()
  for (;;) {
    const claim = await claimGrant(inside, { ...place, refresher })
    if (claim.kind === 'good') return claim.grant.accessToken
    if (claim.kind === 'none') throw toolServerFault('sign-in')
    if (claim.kind === 'busy') {
      await ports.pause(LOOK_AGAIN_MS, scope.signal)
      continue
    }
    // Not aborted with the caller: the old token works once, and may be spent already.
    const renewed = await ports.toolServers.signIns
      .renew(claim.grant, AbortSignal.timeout(RENEW_MAX_MS))
      .catch(async (error: unknown) => {
        await keepRenewed(inside, { ...place, refresher, renewed: claim.grant, isFailed: true })
        throw error
      })
    await keepRenewed(inside, { ...place, refresher, renewed, isFailed: false })
    if (!renewed) throw toolServerFault('sign-in')
    return renewed.accessToken
  }
}

type Claim =
  | { kind: 'good'; grant: ToolGrant }
  | { kind: 'mine'; grant: ToolGrant }
  | { kind: 'busy' }
  | { kind: 'none' }

/** Checks whether a grant is valid, or who renews it: this caller, unless somebody else claimed it recently. */
const claimGrant = step(
  async ({ tx, scope }, { refresher, ...place }: Place & { refresher: string }): Promise<Claim> => {
    const row = await lockCredential(tx, place.serverId, place.holderId)
    if (!row || row.is_spent) return { kind: 'none' }
    const grant = unseal<ToolGrant>(scope, place, row.sealed)
    const now = scope.app.now().getTime()
    if (!row.expires_at || row.expires_at.getTime() - EARLY_MS > now) return { kind: 'good', grant }
    if (grant.refreshToken === null)
      return row.expires_at.getTime() > now ? { kind: 'good', grant } : { kind: 'none' }
    if (row.refresh_until && row.refresh_until.getTime() > now) return { kind: 'busy' }
    await updateCredential(tx, place, { refresher, refresh_until: new Date(now + LEASE_MS) })
    return { kind: 'mine', grant }
  },
)

/** Stores the result of a renewal, if the grant is still claimed by this caller. */
const keepRenewed = step(
  async (
    { tx, scope },
    {
      refresher,
      renewed,
      isFailed,
      ...place
    }: Place & { refresher: string; renewed: ToolGrant | null; isFailed: boolean },
  ): Promise<void> => {
    const row = await lockCredential(tx, place.serverId, place.holderId)
    if (row?.refresher !== refresher) return
    const done = { refresher: null, refresh_until: null }
    if (isFailed) return updateCredential(tx, place, done)
    if (!renewed) return updateCredential(tx, place, { ...done, is_spent: true })
    await storeCredential(tx, {
      tenantId: scope.tenantId,
      ...place,
      sealed: seal(scope, place, renewed),
      expiresAt: renewed.expiresAt === null ? null : new Date(renewed.expiresAt),
    })
  },
)
