import { uuidv7 } from 'uuidv7'
import type { MessagePart } from '#contract/message-parts.ts'
import { BranchConversation, Conversation } from '#contract/shapes/conversation.ts'
import { lockUnblocked } from '#features/people/index.ts'
import { command } from '#kernel/use-case.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { audiencePayload, mayWriteIn } from './conversation.ts'
import { conversationRow, insertConversation, updateConversation } from './conversation-store.ts'
import { type MessageRow, partsOf } from './message.ts'
import { insertMessages, messageRow, type NewMessage, pathUp, requireMessage } from './message-store.ts'
import { placeOf } from './place.ts'
import { movedPosition } from './reading/read-position-store.ts'
import { showConversation } from './reading/show-conversations.ts'
import { lockReadable } from './visible.ts'

// A copy is one transaction; of a longer branch, only the latest part is copied.
const COPIED_MAX = 2_000

/** Continues from a message in a new conversation with a copy of everything up to it. */
export const branchConversation = command({
  name: 'conversation.branch',
  permission: 'conversation:write',
  input: BranchConversation,
  output: Conversation,
  async run({ tx, scope, emit, send }, { conversationId, messageId }) {
    await lockUnblocked(tx, scope)
    const origin = await lockReadable(tx, scope, conversationId)
    // A person who talks with a member must not get back to the agent by a detour.
    if (origin.assignee_kind !== 'agent' && origin.owner_id === scope.actor.id)
      throw new Fault('precondition_failed', 'A person answers in this conversation: continue here.', {
        reason: 'held',
      })
    const last = await requireMessage(tx, scope, messageId)
    if (last.conversation_id !== origin.id) throw notFound('message')
    const path = (await pathUp(tx, origin.id, last.id, COPIED_MAX)).toReversed()
    const facts = {
      title: origin.title,
      isNamed: origin.is_named,
      agentId: origin.agent_id,
      participantIds: origin.participant_ids,
      ...(mayWriteIn(origin, scope.actor.id) && { place: placeOf(origin) }),
    }
    const copy = conversationRow(scope, facts, origin.now)
    send(insertConversation(copy))
    const messages = copiesOf(path, copy.id)
    send(insertMessages(messages.map((message) => messageRow(scope, message, copy.created_at))))
    if (messages.length > 0) send(movedPosition(scope, copy.id, messages.length))
    const branched = await updateConversation(tx, copy.id, {
      last_seq: messages.length,
      head_message_id: messages.at(-1)?.id ?? null,
    })
    emit({
      type: 'conversation.opened',
      payload: { ...audiencePayload(branched), messageCount: messages.length },
    })
    return showConversation(tx, scope, branched)
  },
})

/** An approval that is pending stays pending in the original only. */
const decidedElsewhere = (part: MessagePart): MessagePart =>
  part.type === 'tool-approval' && part.state === 'pending' ? { ...part, state: 'void' } : part

/** A path as the messages of another conversation, each following the one before it. */
function copiesOf(path: readonly MessageRow[], conversationId: string): NewMessage[] {
  const ids = path.map(() => uuidv7())
  return path.map((row, at) => ({
    id: ids[at] ?? uuidv7(),
    conversationId,
    seq: at + 1,
    parentId: ids[at - 1] ?? null,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
    role: row.role as NewMessage['role'],
    parts: partsOf(row).map(decidedElsewhere),
  }))
}
