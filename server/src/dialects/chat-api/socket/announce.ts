import type { Conversation } from '#contract/shapes/conversation.ts'
import { readDesk } from '#features/handoff/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { lendHand } from '../../lend-hand.ts'
import { numberOf } from '../numbers.ts'
import { agentTypeOf } from '../session.ts'
import type { Line } from './line.ts'

interface Told {
  readonly sessionId: string
  readonly conversation: Pick<Conversation, 'id' | 'heldBy'>
  /** Whether another kind of answerer has it than before, which their page shows. */
  readonly isSwitched: boolean
}

/** Tells somebody who answers them now. */
export async function announceHolder(
  line: Line,
  { scope, books }: { scope: Scope; books: Scope },
  { sessionId, conversation, isSwitched }: Told,
) {
  const member = conversation.heldBy === 'member' ? await findHolder(scope, conversation.id) : null
  const assignee = member && { id: await numberOf(books, 'user', member.id), name: member.name }
  const type = agentTypeOf(conversation)
  const words = wordsOf(conversation.heldBy, member?.name)
  line.send('status_update', { session_id: sessionId, agent_type: type, assignee, message: words })
  if (!isSwitched) return
  const data = {
    action: 'handover',
    status: 'success',
    message: words,
    session_id: sessionId,
    conversation_id: await numberOf(books, 'conversation', conversation.id),
    current_agent_type: type,
  }
  // Their page reads these beside `data`, heeds a handover alone, and takes the word for a person in it as one to a person.
  line.send('system', data, { action: 'handover', text: words, sessionId })
}

function wordsOf(heldBy: Conversation['heldBy'], name: string | undefined): string {
  if (heldBy === 'agent') return 'AI助手将继续为您服务'
  return heldBy === 'queue' ? '正在为您转接人工客服，请稍候' : `人工客服 ${name ?? ''} 已接入，将为您服务`
}

/** Who has a conversation, which its owner is told by name. */
async function findHolder(scope: Scope, conversationId: string) {
  const hand = lendHand(scope, { asked: 'conversation:read', may: ['desk:read'] })
  try {
    return (await readDesk(hand, { conversationId })).holder.member
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}
