import type { Conversation, Message, Reply, SentMessage } from '#contract/shapes/conversation.ts'
import type { SentPart } from '#contract/message-parts.ts'
import { askForTitle } from '#features/replies/index.ts'
import {
  changeConversation,
  decideToolApproval,
  editMessage,
  keepMessage,
  regenerateReply,
  sendMessage,
} from '#features/messages/index.ts'
import { listMessages } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import { elevateScope } from '../kit/elevate-scope.ts'
import type { Asked } from './message-request.ts'
import type { Caller } from './caller.ts'
import { openUnder } from './conversations.ts'
import { elevateToKeep } from './messages.ts'
import { note } from './numbers.ts'
import { type Mode, provideAgents } from './provide-agents.ts'
import { pendingIn } from './translate.ts'
import { whatIsMeant } from './what-is-meant.ts'

const EARLIER_MAX = 200

/** A requested answer. */
export interface Begun {
  readonly conversation: Conversation
  readonly reply: Reply
  readonly question: string
}

/** Sends a question to its conversation, or to a new one, and requests its answer. */
export async function ask(caller: Caller, asked: Asked): Promise<Begun> {
  const meant = await whatIsMeant(caller, asked)
  if (meant?.stand === 'decided') {
    const { conversation, answer, decision } = meant
    const reply = await decide(caller, answer, decision)
    return { conversation, reply, question: asked.content }
  }
  const conversation = await inMode(
    caller,
    meant?.conversation ?? (await openWith(caller, asked)),
    asked.usesCanvas ? 'canvas' : asked.usesDocuments ? 'documents' : 'chat',
  )
  const { reply } = await request(
    caller,
    conversation,
    asked,
    meant?.stand === 'asked' ? meant.question : null,
  )
  if (!reply) throw new Fault('upstream_failed', 'A person answers in this conversation, or nobody.')
  // Its page looks for the title once, half a second after the answer.
  if (conversation.messageCount <= 1)
    await askForTitle(elevateToKeep(caller.scope), { conversationId: conversation.id })
  return { conversation, reply, question: asked.content }
}

async function request(
  { scope }: Caller,
  { id: conversationId }: Conversation,
  { content, attached, fileIds }: Asked,
  question: Message | null,
): Promise<SentMessage> {
  const text = [content, attached].filter((one) => one !== '').join('\n\n')
  const parts: SentPart[] = [
    { type: 'text', text },
    ...fileIds.map((fileId) => ({ type: 'file' as const, fileId })),
  ]
  if (question && text === content && fileIds.length === 0)
    return regenerateReply(scope, { messageId: question.id })
  const sent = question
    ? await editMessage(scope, { messageId: question.id, parts })
    : await sendMessage(scope, { conversationId, parts })
  // The model also gets the text of files; readers of the conversation see only what was typed.
  if (text !== content) await note(elevateToKeep(scope), 'message-notes', sent.message.id, { content })
  return sent
}

/** Opens a conversation for one that is new here, with its earlier messages. */
async function openWith(caller: Caller, { earlier }: Asked): Promise<Conversation> {
  const conversation = await openUnder(caller, {})
  const elevated = elevateToKeep(caller.scope)
  for (const { role, content } of earlier.slice(-EARLIER_MAX))
    await keepMessage(elevated, {
      conversationId: conversation.id,
      role,
      text: content.slice(0, 100_000),
      name: role === 'user' ? caller.scope.actor.name : role,
    })
  return conversation
}

/** Lets the agent of that mode answer, unless another one was chosen for the conversation. */
async function inMode({ scope }: Caller, conversation: Conversation, mode: Mode): Promise<Conversation> {
  const elevated = elevateScope(scope, {
    asked: 'message:send',
    may: ['conversation:write', 'agent:read', 'agent:write'],
  })
  const agents = await provideAgents(elevated)
  const { agentId } = conversation
  const isOurs = agentId === null || Object.values(agents).includes(agentId)
  if (!isOurs || agentId === agents[mode]) return conversation
  // Its owner may choose how they are answered, and sees no agents to choose from.
  return changeConversation(elevated, { conversationId: conversation.id, agentId: agents[mode] })
}

/** Decides the pending calls of an answer, and returns the answer that continues from there. */
export async function decide(
  { scope }: Caller,
  { id, conversationId, parts }: Pick<Message, 'id' | 'conversationId' | 'parts'>,
  decision: 'approve' | 'decline',
): Promise<Reply> {
  for (const { approvalId } of pendingIn(parts))
    await decideToolApproval(scope, { toolApprovalId: approvalId, decision })
  const { items } = await listMessages(scope, { conversationId, limit: 10, order: 'newest', branch: 'all' })
  const next = items.find((message) => message.parentId === id && message.reply !== null)
  if (!next?.reply) throw new Fault('unavailable', 'The answer does not go on yet.')
  return next.reply
}
