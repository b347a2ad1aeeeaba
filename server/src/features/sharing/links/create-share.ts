import { uuidv7 } from 'uuidv7'
import { CreatedShare, CreateShare } from '#contract/shapes/share.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { Fault, forbidden } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { isSharingOn } from '../settings/settings-store.ts'
import { endOf, audiencePayload, toShare } from './share.ts'
import { countShares, insertShare } from './share-store.ts'
import { newShareToken } from './share-token.ts'
import { snapshotOf } from './snapshot.ts'

const LINKS_MAX = 20

/** Makes a link by which anybody reads one's conversation as it is now. */
export const createShare = command({
  name: 'share.create',
  permission: 'conversation:share',
  input: CreateShare,
  output: CreatedShare,
  secret: true,
  async run({ tx, scope, emit }, { conversationId, expiresAt }) {
    const conversation = await requireVisible(tx, scope, conversationId)
    if (conversation.owner_id !== scope.actor.id) throw forbidden('Only its owner may share a conversation.')
    if (!(await isSharingOn(tx))) throw forbidden('Sharing by link is turned off in this organisation.')
    if ((await countShares(tx, conversationId)) >= LINKS_MAX)
      throw new Fault(
        'limit_reached',
        `A conversation can have at most ${LINKS_MAX} links; revoke one first.`,
      )
    const { token, hash } = newShareToken(scope.tenantId)
    const row = await insertShare(tx, {
      tenant_id: scope.tenantId,
      id: uuidv7(),
      conversation_id: conversationId,
      owner_id: actorId(scope),
      token_hash: hash,
      expires_at: endOf(expiresAt, scope.app.now()),
      ...(await snapshotOf(tx, conversation)),
    })
    emit({ type: 'share.created', payload: audiencePayload(row) })
    return { share: toShare(row, conversation), token, url: `/shared/${token}` }
  },
})
