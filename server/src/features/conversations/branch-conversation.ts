import { BranchConversation, Conversation } from '#contract/shapes/conversation.ts'
import { command } from '#kernel/use-case.ts'
import { notFound } from '#kernel/fault.ts'
import { heardBy, toConversation } from './conversation.ts'
import { insertConversation, updateConversation } from './conversation-store.ts'
import { partsOf } from './message.ts'
import { insertMessages, pathUp, requireMessage } from './message-store.ts'
import { requireVisible } from './visible.ts'

// A copy is one transaction; a longer branch keeps its latest part.
const COPIED_MAX = 2_000

/** Goes on from a message in a conversation of its own, which keeps everything up to it. */
export const branchConversation = command({
  name: 'conversation.branch',
  permission: 'conversation:write',
  input: BranchConversation,
  output: Conversation,
  async run({ tx, scope, emit }, { conversationId, messageId }) {
    const origin = await requireVisible(tx, scope, conversationId)
    const last = await requireMessage(tx, scope, messageId)
    if (last.conversation_id !== origin.id) throw notFound('message')
    const path = (await pathUp(tx, last.id, COPIED_MAX)).toReversed()
    const copy = await insertConversation(tx, scope, { title: origin.title, agentId: origin.agent_id })
    const rows = await insertMessages(
      tx,
      scope,
      path.map((row, at) => ({
        conversationId: copy.id,
        seq: at + 1,
        parentId: null,
        author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
        role: row.role as 'user' | 'assistant' | 'system',
        parts: partsOf(row),
      })),
    )
    const branched = await updateConversation(tx, copy.id, {
      last_seq: rows.length,
      head_message_id: rows.at(-1)?.id ?? null,
    })
    emit({ type: 'conversation.opened', payload: heardBy(branched) })
    return toConversation(branched)
  },
})
