import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { textOf } from '#features/conversations/index.ts'
import type { Spoken } from '#features/proactive/index.ts'
import type { OwnAgent } from './own-agents.ts'

type Number = (id: string) => number

/** Its current parameters, including changes made in the console. */
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

/** The beginning of the text of a failed answer. */
const FAILED = 'Error calling OpenAI API:'

/** The text of a message for their clients. */
export function wordsOf({ parts, reply }: Pick<Message, 'parts' | 'reply'>): string {
  const hasFailed = reply?.state === 'failed' || reply?.state === 'interrupted'
  return hasFailed ? `${FAILED} ${reply.detail ?? 'the answer could not be written.'}` : textOf(parts)
}

/** Whether they show this message: not while the answer is being written. */
export const isSaid = ({ reply }: Message): boolean =>
  reply === null || (reply.state !== 'queued' && reply.state !== 'running')

/** When it was complete. */
export const saidAt = ({ createdAt, reply }: Message): string => reply?.endedAt ?? createdAt

export const isOfAgent = ({ role }: Message): boolean => role === 'assistant'

/** A message in their shape. */
export const toMessage = (
  message: Message,
  { isRead: wasRead, spoken }: { isRead: boolean; spoken: Spoken | undefined },
  numberOf: Number,
) => ({
  id: numberOf(message.id),
  chat_date: saidAt(message),
  message: wordsOf(message),
  is_user: message.role === 'user',
  is_agent: isOfAgent(message),
  is_agent_growth: isFirst(message),
  is_read: wasRead,
  metadata: isFirst(message) ? { proactive: true, action: actionOf(spoken) } : null,
  critical: false,
  critical_type: null,
})

/** Whether its agent wrote first. */
export const isFirst = ({ origin, role }: Message): boolean => role === 'assistant' && origin !== 'turn'

/** The intention, in their terms. */
export const actionOf = (spoken: Spoken | undefined): string =>
  spoken?.action === 'new-topic' ? 'new_topic' : 'continue'

/** Client data about a session that the core does not store. */
export interface SessionNotes {
  readonly summary?: string | null
  readonly current_state?: unknown
}

/** A session with all its messages. */
export interface Session {
  readonly conversation: Conversation
  readonly messages: readonly Message[]
  readonly notes: SessionNotes
  /** Why its agent wrote first, by its messages. */
  readonly spoken: Readonly<Record<string, Spoken>>
  /** The agent's summary of older messages. */
  readonly remembered: string | null
  /** How far its owner has read it. */
  readonly readSeq: number
  readonly agentName: string | null
}

/** The number of messages after which they summarize. */
export const SUMMARY_EVERY = 10
const OPENING_LENGTH = 50

/** The beginning of the first message, shortened: what a session is about before it is summarized. */
export function openingOf(messages: readonly Message[]): string | null {
  const first = messages.find((message) => !isOfAgent(message))
  const characters = [...(first ? wordsOf(first) : '')]
  if (characters.length === 0) return null
  return characters.length > OPENING_LENGTH
    ? `${characters.slice(0, OPENING_LENGTH).join('')}...`
    : characters.join('')
}

/** The client's own summary, otherwise the agent's, or how it started. */
export const summaryOf = ({ notes, remembered, messages }: Session): string | null =>
  notes.summary ?? remembered ?? (messages.length < SUMMARY_EVERY ? null : openingOf(messages))

/** Messages by which an agent writes first are not activity. */
export const lastActivityAt = ({ messages }: Session): string | null => {
  const last = messages.findLast((message) => !isFirst(message))
  return last ? saidAt(last) : null
}

/** Whether its owner has read it; their own messages count as read. */
export const isRead = (message: Message, readSeq: number): boolean =>
  !isOfAgent(message) || message.seq <= readSeq

/** The numbers that a session's shape holds. */
export interface Numbers {
  readonly session: Number
  readonly agent: Number
  readonly message: Number
}

/** The client's state of it, with the messages by which the agent wrote first. */
function stateOf({ messages, notes, spoken }: Session, numberOf: Number): unknown {
  const firsts = messages.filter(isFirst).map((message) => toFirst(message, spoken[message.id], numberOf))
  const state = notes.current_state ?? null
  if (firsts.length === 0 || (state !== null && typeof state !== 'object')) return state
  return { ...state, proactive_messages: firsts }
}

const toFirst = (message: Message, spoken: Spoken | undefined, numberOf: Number) => ({
  message_id: numberOf(message.id),
  timestamp: saidAt(message),
  action: actionOf(spoken),
  reason: spoken?.reason ?? '',
})

export const toSession = (session: Session, numbers: Numbers) => {
  const { conversation, messages, readSeq, spoken, agentName } = session
  return {
    id: numbers.session(conversation.id),
    agent_configuration: conversation.agentId === null ? null : numbers.agent(conversation.agentId),
    agent_name: agentName,
    started_at: conversation.createdAt,
    summary: summaryOf(session),
    message_count: messages.length,
    last_activity_at: lastActivityAt(session),
    messages: messages.map((message) =>
      toMessage(message, { isRead: isRead(message, readSeq), spoken: spoken[message.id] }, numbers.message),
    ),
    current_state: stateOf(session, numbers.message),
  }
}
