import type { Conversation } from '#contract/shapes/conversation.ts'
import { readInboxConversation } from '#features/inbox/handoff/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { elevateScope } from '../../kit/elevate-scope.ts'
import { numberOf } from '../numbers.ts'
import { agentTypeOf } from '../session.ts'
import type { Line } from './line.ts'

interface Told {
  readonly sessionId: string
  readonly conversation: Pick<Conversation, 'id' | 'assigneeKind'>
  /** Whether the kind of assignee changed, which their page shows. */
  readonly isSwitched: boolean
}

/** Announces the new assignee. */
export async function announceAssignee(
  line: Line,
  { scope, dialectScope }: { scope: Scope; dialectScope: Scope },
  { sessionId, conversation, isSwitched }: Told,
) {
  const member = conversation.assigneeKind === 'member' ? await findAssignee(scope, conversation.id) : null
  const assignee = member && { id: await numberOf(dialectScope, 'user', member.id), name: member.name }
  const type = agentTypeOf(conversation)
  const words = wordsOf(conversation.assigneeKind, member?.name)
  line.send('status_update', { session_id: sessionId, agent_type: type, assignee, message: words })
  if (!isSwitched) return
  const data = {
    action: 'handover',
    status: 'success',
    message: words,
    session_id: sessionId,
    conversation_id: await numberOf(dialectScope, 'conversation', conversation.id),
    current_agent_type: type,
  }
  // Their page reads these fields beside `data`, only acts on a handover, and takes its word for a person as one to a
  // person.
  line.send('system', data, { action: 'handover', text: words, sessionId })
}

function wordsOf(assigneeKind: Conversation['assigneeKind'], name: string | undefined): string {
  if (assigneeKind === 'agent') return 'AI助手将继续为您服务'
  return assigneeKind === 'queue'
    ? '正在为您转接人工客服，请稍候'
    : `人工客服 ${name ?? ''} 已接入，将为您服务`
}

/** The assignee of a conversation, whose name its owner sees. */
async function findAssignee(scope: Scope, conversationId: string) {
  const elevated = elevateScope(scope, { asked: 'conversation:read', may: ['inbox:read'] })
  try {
    return (await readInboxConversation(elevated, { conversationId })).assignee.member
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}
