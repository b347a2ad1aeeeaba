import { CannedReply, ChangeCannedReply } from '#contract/shapes/canned.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { refuseUnknown } from '../placeholders.ts'
import { cannedReplies, toCannedReply, updateCannedReply } from './canned-reply-store.ts'

/** Renames a canned reply, or has it say something else. */
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
