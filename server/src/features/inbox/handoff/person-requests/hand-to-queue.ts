import { uuidv7 } from 'uuidv7'
import type { HandoffReason } from '#contract/shapes/inbox.ts'
import { type EquippedAgent, handoffOf } from '#features/agents/index.ts'
import {
  advanceConversation,
  type ConversationRow,
  audiencePayload,
  insertMessages,
  messageRow,
} from '#features/conversations/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { changeAssignee } from '../change-assignee.ts'
import { noteToldNobody } from '../inbox-state-store.ts'
import { theQueue } from '../assignee.ts'
import { lineFor } from './lines.ts'
import { isAnybodyThere } from '../presence/presence.ts'

export interface PersonRequest {
  agent: EquippedAgent
  why: HandoffReason
  /** The reason, in the words of whoever asked. */
  text: string
  /** The owner's last message, which decides the language of the line. */
  said: string
  /** Whether the answer already announces it, so that a line is only needed if nobody is online. */
  isTold?: boolean
  /** Whether anyone on the team is online, and the line for a team that is closed now. */
  staffing?: { isThere: boolean; closedLine: string | null }
}

/**
 * Moves a conversation to the queue, under its lock, and has its agent announce it: that somebody will come, or that
 * nobody is online.
 */
export async function handToQueue(
  context: CommandContext,
  conversation: ConversationRow,
  { agent, why, text, said, isTold = false, staffing }: PersonRequest,
): Promise<void> {
  const { tx, scope } = context
  const author = { kind: 'agent', id: agent.id, name: agent.name }
  const handed = await changeAssignee(context, conversation, {
    to: theQueue,
    why,
    text,
    ...(why !== 'visitor-asked' && { author }),
  })
  const isThere = staffing ? staffing.isThere : await isAnybodyThere(tx, scope)
  if (!isThere) await noteToldNobody(tx, conversation.id)
  if (isThere && isTold) return
  sayAs(
    context,
    handed.conversation,
    author,
    staffing?.closedLine ?? lineFor(handoffOf(agent), isThere, said),
  )
}

/** Says a line at the end of the branch that is shown, of a conversation under its lock. */
export function sayAs(
  { scope, send, emit }: CommandContext,
  conversation: ConversationRow,
  author: { kind: string; id: string | null; name: string },
  text: string,
): void {
  const { id, last_seq: lastSeq, head_message_id: parentId } = conversation
  const line = messageRow(
    scope,
    {
      id: uuidv7(),
      conversationId: id,
      seq: lastSeq + 1,
      parentId,
      author,
      role: 'assistant',
      parts: [{ type: 'text', text }],
    },
    new Date(),
  )
  send(insertMessages([line]))
  send(advanceConversation({ id, lastSeq: line.seq, headId: line.id, replyId: null, title: null }))
  emit({
    type: 'message.created',
    payload: { ...audiencePayload(conversation), messageId: line.id, seq: line.seq },
  })
}
