import type { DeskConversation } from '#contract/shapes/desk.ts'
import { returnToAgent } from '#features/chat/index.ts'
import {
  answerVisitor,
  assignConversation,
  changeDesk,
  readDesk,
  takeConversation,
} from '#features/handoff/index.ts'
import { Fault } from '#kernel/fault.ts'
import { lendHand } from '../../lend-hand.ts'
import type { Caller } from '../caller.ts'
import type { Status } from '../conversations.ts'
import { countMessage } from '../metrics.ts'
import { type ShownMessage, showMessages } from '../messages.ts'
import { findId, note } from '../numbers.ts'
import { clientIdFor, type Way } from '../once.ts'
import { badRequest, noSession, noUser } from '../refusal.ts'
import { reaches } from '../roles.ts'

/** The desk's conversation that a client names; a refusal in their words where there is none. */
export async function requireConversation(
  { scope, books }: Caller,
  named: unknown,
): Promise<DeskConversation> {
  const conversationId = await findId(books, 'conversation', named)
  try {
    if (conversationId !== null) return await readDesk(scope, { conversationId })
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'not_found')) throw error
  }
  throw noSession()
}

/** Supervisors take over also what another has; agents are told who has it. */
export function takeOver({ scope, role }: Caller, { conversation, holder }: DeskConversation) {
  const from = reaches(role, 'supervisor') ? holder.member?.id : undefined
  const isMine = holder.member?.id === scope.actor.id
  return takeConversation(scope, {
    conversationId: conversation.id,
    ...(from !== undefined && !isMine && { fromMemberId: from }),
  })
}

/** What another has is taken over first, by whoever may. */
async function makeMine(caller: Caller, desk: DeskConversation): Promise<void> {
  if (desk.holder.member && desk.holder.member.id !== caller.scope.actor.id) await takeOver(caller, desk)
}

/** Lets the agent answer again, or a person: whoever takes it from the queue. */
export async function switchTo(
  caller: Caller,
  desk: DeskConversation,
  type: 'ai' | 'human',
): Promise<DeskConversation> {
  const { scope } = caller
  const conversationId = desk.conversation.id
  if (type === 'human')
    return desk.holder.by === 'agent' ? assignConversation(scope, { conversationId, memberId: null }) : desk
  await makeMine(caller, desk)
  await returnToAgent(scope, { conversationId })
  return changeDesk(scope, { conversationId, state: 'open' })
}

export async function assignTo(caller: Caller, desk: DeskConversation, named: unknown) {
  const memberId = await findId(caller.books, 'user', named)
  if (memberId === null) throw noUser()
  try {
    return await assignConversation(caller.scope, { conversationId: desk.conversation.id, memberId })
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') throw noUser()
    if (error instanceof Fault && error.code === 'precondition_failed') throw badRequest('该用户不能处理会话')
    throw error
  }
}

/** Sets how a conversation stands. What is resolved or closed is answered by the agent again. */
export async function setStatus(
  caller: Caller,
  desk: DeskConversation,
  status: Status,
): Promise<DeskConversation> {
  const { scope } = caller
  const hand = lendHand(scope, { asked: 'desk:write' })
  const conversationId = desk.conversation.id
  const isDone = status === 'resolved' || status === 'closed'
  if (isDone) await makeMine(caller, desk)
  const changed = await changeDesk(scope, { conversationId, state: isDone ? 'resolved' : status })
  await note(hand, 'status-notes', conversationId, { closed: status === 'closed' })
  return changed
}

/** Answers a customer. What comes by both of a desk's ways is one message. */
export async function answer(
  { scope, books, member }: Caller,
  { conversation }: DeskConversation,
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
  const [shown] = await showMessages(books, conversationId, [message])
  if (!shown) throw new Fault('internal', 'A message was not shown.')
  return shown
}
