import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import {
  ListShares,
  SharePage,
  CreatedShare,
  CreateShare,
  ChangeShare,
  Share,
  ShareRef,
} from '#contract/shapes/share.ts'
import { findConversation, requireVisible } from '#features/conversations/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault, forbidden } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { isSharingOn } from '../settings/share-settings.ts'
import { toShare, endOf, audiencePayload } from './share.ts'
import { ownShares, countShares, insertShare, requireShare, updateShare, removeShare } from './share-store.ts'
import { newShareToken } from './share-token.ts'
import { snapshotOf } from './snapshot.ts'

/** Lists the caller's links, newest first. */
export const listShares = query({
  name: 'share.list',
  permission: 'conversation:share',
  input: ListShares,
  output: SharePage,
  async run({ tx, scope }, { limit, after, conversationId }) {
    if (conversationId) await requireVisible(tx, scope, conversationId)
    const cursor = readCursor(after)
    let all = ownShares(tx, scope)
      .orderBy('id', 'desc')
      .limit(limit + 1)
    if (conversationId) all = all.where('conversation_id', '=', conversationId)
    if (cursor) all = all.where('id', '<', cursor.id)
    const page = pageFrom(
      await all.execute(),
      limit,
      (row) => row,
      ({ id }) => ({ at: '', id }),
    )
    const items = []
    for (const row of page.items) {
      const conversation = await findConversation(tx, row.conversation_id)
      if (conversation) items.push(toShare(row, conversation))
    }
    return { ...page, items }
  },
})

const LINKS_MAX = 20

/** Creates a link that lets anyone read the caller's conversation as it is now. */
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

/** Updates a link to the current state of the conversation, or changes its expiry. */
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
