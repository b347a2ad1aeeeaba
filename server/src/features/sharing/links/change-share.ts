import { ChangeShare, Share } from '#contract/shapes/share.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { endOf, audiencePayload, toShare } from './share.ts'
import { requireShare, updateShare } from './share-store.ts'
import { snapshotOf } from './snapshot.ts'

/** Lets a link show the conversation as it is now, or end at another moment. */
export const changeShare = command({
  name: 'share.change',
  permission: 'conversation:share',
  input: ChangeShare,
  output: Share,
  async run({ tx, scope, emit }, { shareId, showsNow, expiresAt }) {
    const found = await requireShare(tx, scope, shareId)
    const conversation = await requireVisible(tx, scope, found.conversation_id)
    const row = await updateShare(tx, shareId, {
      ...(showsNow && { ...(await snapshotOf(tx, conversation)), updated_at: scope.app.now() }),
      expires_at: expiresAt === undefined ? found.expires_at : endOf(expiresAt, scope.app.now()),
    })
    emit({ type: 'share.changed', payload: audiencePayload(row) })
    return toShare(row, conversation)
  },
})
