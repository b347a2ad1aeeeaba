import { z } from 'zod'
import { ShareRef } from '#contract/shapes/share.ts'
import { command } from '#kernel/use-case.ts'
import { audiencePayload } from './share.ts'
import { removeShare, requireShare } from './share-store.ts'

/** Ends a link for good: it leads nowhere from then on. */
export const revokeShare = command({
  name: 'share.revoke',
  permission: 'conversation:share',
  input: ShareRef,
  output: z.null(),
  async run({ tx, scope, emit }, { shareId }) {
    const row = await requireShare(tx, scope, shareId)
    await removeShare(tx, shareId)
    emit({ type: 'share.revoked', payload: audiencePayload(row) })
    return null
  },
})
