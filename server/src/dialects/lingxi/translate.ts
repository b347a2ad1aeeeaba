import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { textOf } from '#features/conversations/index.ts'
import type { OwnAgent } from './own-agents.ts'

type Number = (id: string) => number

/** Its parameters as they are now: what was changed of it in the console shows. */
export function parametersOf({ agent, said: { parameters, model } }: OwnAgent): Record<string, unknown> {
  const hasPersonality = 'personality_prompt' in parameters || agent.instructions !== ''
  return {
    ...parameters,
    ...(agent.model !== model && { model: agent.model }),
    ...(hasPersonality && { personality_prompt: agent.instructions }),
  }
}

/** An agent in their shape. */
export const toAgent = (own: OwnAgent, numberOf: Number) => ({
  id: numberOf(own.agent.id),
  name: own.agent.name,
  parameters: parametersOf(own),
  created_at: own.agent.createdAt,
  updated_at: own.agent.updatedAt,
  timings: own.said.timings,
})

/** How they begin the text of an answer that could not be written. */
const FAILED = 'Error calling OpenAI API:'

/** What a message says to their clients. */
export function wordsOf({ parts, reply }: Pick<Message, 'parts' | 'reply'>): string {
  const hasFailed = reply?.state === 'failed' || reply?.state === 'interrupted'
  return hasFailed ? `${FAILED} ${reply.detail ?? 'the answer could not be written.'}` : textOf(parts)
}

/** Whether they show this message: no answer that is still being written. */
export const isSaid = ({ reply }: Message): boolean =>
  reply === null || (reply.state !== 'queued' && reply.state !== 'running')

/** When it was said to its end. */
export const saidAt = ({ createdAt, reply }: Message): string => reply?.endedAt ?? createdAt

export const isOfAgent = ({ role }: Message): boolean => role === 'assistant'

/** A message in their shape. */
export const toMessage = (message: Message, isRead: boolean, numberOf: Number) => ({
  id: numberOf(message.id),
  chat_date: saidAt(message),
  message: wordsOf(message),
  is_user: message.role === 'user',
  is_agent: isOfAgent(message),
  is_agent_growth: false,
  is_read: isRead,
  metadata: null,
  critical: false,
  critical_type: null,
})

/** What a client said of a session, which the core has no place for. */
export interface SessionNotes {
  readonly summary?: string | null
  readonly current_state?: unknown
}

/** A session with all that was said in it. */
export interface Session {
  readonly conversation: Conversation
  readonly messages: readonly Message[]
  readonly notes: SessionNotes
  /** What its agent remembers of it beyond the newest messages. */
  readonly remembered: string | null
  /** How far its owner has read it. */
  readonly readSeq: number
  readonly agentName: string | null
}

/** What a client said it was about, or else what its agent remembers of it. */
export const summaryOf = ({ notes, remembered }: Session): string | null => notes.summary ?? remembered

export const lastActivityAt = ({ messages }: Session): string | null => {
  const last = messages.at(-1)
  return last ? saidAt(last) : null
}

/** Whether its owner has read it; what one said oneself counts as read. */
export const isRead = (message: Message, readSeq: number): boolean =>
  !isOfAgent(message) || message.seq <= readSeq

/** The numbers that a session's shape holds. */
export interface Numbers {
  readonly session: Number
  readonly agent: Number
  readonly message: Number
}

export const toSession = (session: Session, numbers: Numbers) => {
  const { conversation, messages, notes, readSeq, agentName } = session
  return {
    id: numbers.session(conversation.id),
    agent_configuration: conversation.agentId === null ? null : numbers.agent(conversation.agentId),
    agent_name: agentName,
    started_at: conversation.createdAt,
    summary: summaryOf(session),
    message_count: messages.length,
    last_activity_at: lastActivityAt(session),
    messages: messages.map((message) => toMessage(message, isRead(message, readSeq), numbers.message)),
    current_state: notes.current_state ?? null,
  }
}
