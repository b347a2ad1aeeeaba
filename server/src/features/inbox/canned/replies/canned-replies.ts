import { z } from 'zod'
import {
  CannedReplyPage,
  ListCannedReplies,
  AddCannedReply,
  CannedReply,
  ChangeCannedReply,
  CannedReplyRef,
  FillCannedReply,
  FilledCannedReply,
} from '#contract/shapes/canned.ts'
import { requireInboxConversation } from '#features/inbox/handoff/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { refuseUnknown, fillIn } from '../placeholders.ts'
import { namesFor } from '../named-store.ts'
import { cannedReplies, toCannedReply, insertCannedReply, updateCannedReply } from './canned-reply-store.ts'

/** Lists canned replies by name: all, or those that contain the search words. */
export const listCannedReplies = query({
  name: 'canned-reply.list',
  permission: 'inbox:read',
  input: ListCannedReplies,
  output: CannedReplyPage,
  run: ({ tx, scope }, asked) => cannedReplies.page(tx, scope, asked, toCannedReply),
})

const REPLIES_MAX = 500

/** Adds a canned reply under a short name. */
export const addCannedReply = command({
  name: 'canned-reply.add',
  permission: 'inbox:write',
  input: AddCannedReply,
  output: CannedReply,
  async run({ tx, scope, emit }, { name, text }) {
    refuseUnknown(text, 'text')
    const said = { name: storableText(name), text: storableText(text) }
    await cannedReplies.refuseTakenName(tx, scope, said.name, null)
    if ((await cannedReplies.count(tx, scope)) >= REPLIES_MAX)
      throw new Fault('limit_reached', `You can have at most ${REPLIES_MAX} canned replies.`)
    const row = await insertCannedReply(tx, scope, said)
    emit({ type: 'canned-reply.changed', payload: { cannedReplyId: row.id, name: row.name } })
    return toCannedReply(row)
  },
})

/** Changes the name or text of a canned reply. */
export const changeCannedReply = command({
  name: 'canned-reply.change',
  permission: 'inbox:manage',
  input: ChangeCannedReply,
  output: CannedReply,
  async run({ tx, scope, emit }, { cannedReplyId, name, text }) {
    const before = await cannedReplies.require(tx, scope, cannedReplyId)
    const said = { name: storableText(name ?? before.name), text: storableText(text ?? before.text) }
    refuseUnknown(said.text, 'text')
    await cannedReplies.refuseTakenName(tx, scope, said.name, before.id)
    const row = await updateCannedReply(tx, before.id, said)
    emit({ type: 'canned-reply.changed', payload: { cannedReplyId: row.id, name: row.name } })
    return toCannedReply(row)
  },
})

/** Deletes a canned reply. Answers that were sent with it stay. */
export const deleteCannedReply = command({
  name: 'canned-reply.delete',
  permission: 'inbox:manage',
  input: CannedReplyRef,
  output: z.null(),
  async run({ tx, scope, emit }, { cannedReplyId }) {
    const { id, name } = await cannedReplies.require(tx, scope, cannedReplyId)
    await cannedReplies.remove(tx, id)
    emit({ type: 'canned-reply.changed', payload: { cannedReplyId: id, name } })
    return null
  },
})

/** Returns a canned reply with its placeholders filled in for a conversation. */
export const fillCannedReply = query({
  name: 'canned-reply.fill',
  permission: 'inbox:read',
  input: FillCannedReply,
  output: FilledCannedReply,
  async run(context, { conversationId, cannedReplyId }) {
    const { tx, scope } = context
    const [conversation, { text }] = [
      await requireInboxConversation(tx, scope, conversationId),
      await cannedReplies.require(tx, scope, cannedReplyId),
    ]
    return { text: fillIn(text, await namesFor(context, conversation)) }
  },
})
