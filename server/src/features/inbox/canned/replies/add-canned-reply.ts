import { AddCannedReply, CannedReply } from '#contract/shapes/canned.ts'
import { Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { refuseUnknown } from '../placeholders.ts'
import { cannedReplies, insertCannedReply, toCannedReply } from './canned-reply-store.ts'

const REPLIES_MAX = 500

/** Keeps a text to answer with again, under a short name. */
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
