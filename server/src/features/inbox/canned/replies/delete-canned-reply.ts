import { z } from 'zod'
import { CannedReplyRef } from '#contract/shapes/canned.ts'
import { command } from '#kernel/use-case.ts'
import { cannedReplies } from './canned-reply-store.ts'

/** Deletes a canned reply. What was answered with it stays. */
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
