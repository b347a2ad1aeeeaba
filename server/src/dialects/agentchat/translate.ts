import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyUsage } from '#contract/reply-parts.ts'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { textOf } from '#features/conversations/index.ts'
import type { AgentState, Answer, Entry, LlmMessage, ModelsUsage, Session, TextMessage } from './shapes.ts'

/** The title of a session without messages. */
export const NEW_SESSION = '新会话'
const NAME_LENGTH = 20

/** Client data about a message that the core does not store. */
export type Noted = Pick<TextMessage, 'source' | 'models_usage' | 'metadata'>

/** A line of the history, and its author's role: `source` is an arbitrary client value. */
export interface Said {
  role: Message['role']
  entry: Entry
}

/** A name from the first words of a person, counted in characters as Python counts them. */
export function nameFrom(content: string): string {
  const characters = [...content]
  return characters.length > NAME_LENGTH ? `${characters.slice(0, NAME_LENGTH).join('')}...` : content
}

/** Our instants are UTC with milliseconds; theirs have no zone and microseconds. */
export const naiveTime = (instant: string): string => instant.replace(/\.(\d{3})Z$/, '.$1000')

/** Whether a history contains this message: not if the answer is being written, or failed. */
export const isSaid = ({ reply }: Message): boolean =>
  reply === null || reply.state === 'completed' || reply.state === 'cancelled'

export function toSaid(message: Message, noted: Noted | undefined): Said {
  const metadata = noted?.metadata ?? {}
  const entry = {
    id: message.id,
    session_id: message.conversationId,
    source: noted?.source ?? message.role,
    content: textOf(message.parts),
    type: 'TextMessage' as const,
    created_at: naiveTime(message.reply?.endedAt ?? message.createdAt),
    models_usage: message.reply ? toUsage(message.reply.usage) : (noted?.models_usage ?? null),
    meta_data: metadata,
    metadata,
    ...thoughtIn(message.parts),
  }
  return { role: message.role, entry }
}

export const toSession = (conversation: Conversation, history: readonly Said[]): Session => ({
  id: conversation.id,
  name: conversation.title || NEW_SESSION,
  created_at: naiveTime(conversation.createdAt),
  updated_at: naiveTime(conversation.updatedAt),
  message_count: history.length,
  messages_count: history.length,
  agent_state: toAgentState(history),
})

export const toAnswer = (parts: readonly MessagePart[], usage: ReplyUsage): Answer => ({
  content: textOf(parts),
  source: 'assistant',
  type: 'TextMessage',
  models_usage: toUsage(usage),
  metadata: {},
  ...thoughtIn(parts),
})

/** Their agent's state of a session consists of its messages, so it is derived from them and never stored twice. */
const toAgentState = (history: readonly Said[]): AgentState => ({
  type: 'AssistantAgentState',
  version: '1.0.0',
  llm_context: { messages: history.map(toLlmMessage) },
})

const toLlmMessage = ({ role, entry: { content, source, thought } }: Said): LlmMessage =>
  role === 'assistant'
    ? { content, thought: thought ?? null, source, type: 'AssistantMessage' }
    : { content, source, type: 'UserMessage' }

const toUsage = ({ inputTokens, outputTokens }: ReplyUsage): ModelsUsage | null =>
  inputTokens === null && outputTokens === null
    ? null
    : { prompt_tokens: inputTokens ?? 0, completion_tokens: outputTokens ?? 0 }

/** Their key only exists if there was reasoning. */
function thoughtIn(parts: readonly MessagePart[]): { thought?: string } {
  const thought = parts.flatMap((part) => (part.type === 'reasoning' ? [part.text] : [])).join('\n\n')
  return thought === '' ? {} : { thought }
}
