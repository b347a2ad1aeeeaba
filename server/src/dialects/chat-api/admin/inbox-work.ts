import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { returnToAgent } from '#features/messages/index.ts'
import {
  answerVisitor,
  assignConversation,
  changeInboxConversation,
  readInboxConversation,
  takeConversation,
} from '#features/inbox/handoff/index.ts'
import { Fault } from '#kernel/fault.ts'
import { elevateScope } from '../../kit/elevate-scope.ts'
import type { Caller } from '../caller.ts'
import type { Status } from '../conversations.ts'
import { countMessage } from '../metrics.ts'
import { type ShownMessage, showMessages } from '../messages.ts'
import { findId, note } from '../numbers.ts'
import { clientIdFor, type Way } from '../once.ts'
import { badRequest, noSession, noUser } from '../refusal.ts'
import { reaches } from '../roles.ts'

/** The inbox conversation that a client names; a refusal in their format if there is none. */
export async function requireConversation(
  { scope, dialectScope }: Caller,
  named: unknown,
): Promise<InboxConversation> {
  const conversationId = await findId(dialectScope, 'conversation', named)
  try {
    if (conversationId !== null) return await readInboxConversation(scope, { conversationId })
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'not_found')) throw error
  }
  throw noSession()
}

/** Supervisors can take over conversations of others; agents are told who has it. */
export function takeOver({ scope, role }: Caller, { conversation, assignee }: InboxConversation) {
  const from = reaches(role, 'supervisor') ? assignee.member?.id : undefined
  const isMine = assignee.member?.id === scope.actor.id
  return takeConversation(scope, {
    conversationId: conversation.id,
    ...(from !== undefined && !isMine && { fromMemberId: from }),
  })
}

/** Another member's conversation is taken over first, by callers who may. */
async function makeMine(caller: Caller, item: InboxConversation): Promise<void> {
  if (item.assignee.member && item.assignee.member.id !== caller.scope.actor.id) await takeOver(caller, item)
}

/** Lets the agent answer again, or a person: whoever takes it from the queue. */
export async function switchTo(
  caller: Caller,
  item: InboxConversation,
  type: 'ai' | 'human',
): Promise<InboxConversation> {
  const { scope } = caller
  const conversationId = item.conversation.id
  if (type === 'human')
    return item.assignee.kind === 'agent'
      ? assignConversation(scope, { conversationId, memberId: null })
      : item
  await makeMine(caller, item)
  await returnToAgent(scope, { conversationId })
  return changeInboxConversation(scope, { conversationId, state: 'open' })
}

export async function assignTo(caller: Caller, item: InboxConversation, named: unknown) {
  const memberId = await findId(caller.dialectScope, 'user', named)
  if (memberId === null) throw noUser()
  try {
    return await assignConversation(caller.scope, { conversationId: item.conversation.id, memberId })
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') throw noUser()
    if (error instanceof Fault && error.code === 'precondition_failed') throw badRequest('该用户不能处理会话')
    throw error
  }
}

/** Sets the status of a conversation. One that is resolved or closed is answered by the agent again. */
export async function setStatus(
  caller: Caller,
  item: InboxConversation,
  status: Status,
): Promise<InboxConversation> {
  const { scope } = caller
  const elevated = elevateScope(scope, { asked: 'inbox:write' })
  const conversationId = item.conversation.id
  const isDone = status === 'resolved' || status === 'closed'
  if (isDone) await makeMine(caller, item)
  const changed = await changeInboxConversation(scope, {
    conversationId,
    state: isDone ? 'resolved' : status,
  })
  await note(elevated, 'status-notes', conversationId, { closed: status === 'closed' })
  return changed
}

/** Answers a customer. A text that arrives through both of a desk's ways is one message. */
export async function answer(
  { scope, dialectScope, member }: Caller,
  { conversation }: InboxConversation,
  content: string,
  way: Way,
): Promise<ShownMessage> {
  const conversationId = conversation.id
  const { message, replayed } = await answerVisitor(scope, {
    conversationId,
    clientId: clientIdFor(scope.app, { memberId: member.id, conversationId, content }, way),
    parts: [{ type: 'text', text: content }],
  })
  if (!replayed) countMessage(scope.app, 'agent')
  const [shown] = await showMessages(dialectScope, conversationId, [message])
  if (!shown) throw new Fault('internal', 'A message was not shown.')
  return shown
}
