import { readStep } from '#kernel/step.ts'
import { entrustedScope, isSuspended } from '#features/access/index.ts'
import type { MessageRow } from '#features/conversations/index.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { findShareByHash, type ShareRow } from '../links/share-store.ts'
import { readShareToken } from '../links/share-token.ts'
import { messagesShown } from '../links/snapshot.ts'
import { isSharingOn } from '../settings/share-settings.ts'

interface Shared {
  share: ShareRow
  messages: MessageRow[]
}

/**
 * Enters the tenant of a link and returns what it shows. The error is the same if it never existed, expired, or is not
 * allowed.
 */
export async function enterShared(scope: Scope, token: string): Promise<Shared & { inside: Scope }> {
  const place = readShareToken(token)
  if (!place || (await isSuspended(scope.app, place.tenantId))) throw notFound('shared conversation')
  const inside = entrustedScope(scope, place.tenantId, { kind: 'system', id: null, name: 'shared link' })
  const shared = await findShared(inside, { token })
  if (!shared) throw notFound('shared conversation')
  return { ...shared, inside }
}

/** Looks up what a link shows now. Part of `readShared`. */
const findShared = readStep(async ({ tx, scope }, { token }: { token: string }): Promise<Shared | null> => {
  const share = await findShareByHash(tx, readShareToken(token)?.hash ?? '')
  const isOver = share?.expires_at != null && share.expires_at <= scope.app.now()
  if (!share || isOver || !(await isSharingOn(tx))) return null
  return { share, messages: await messagesShown(tx, share) }
})
