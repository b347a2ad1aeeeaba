import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import { textOf } from '#features/conversations/index.ts'
import type { Spoken } from '#features/proactive/index.ts'
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

/** Whether its agent said it without being asked. */
export const isFirst = ({ origin, role }: Message): boolean => role === 'assistant' && origin !== 'turn'

/** What it set out to do, in their words. */
export const actionOf = (spoken: Spoken | undefined): string =>
  spoken?.action === 'new-topic' ? 'new_topic' : 'continue'

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
  /** Why its agent spoke first, by what it said. */
  readonly spoken: Readonly<Record<string, Spoken>>
  /** What its agent remembers of it beyond the newest messages. */
  readonly remembered: string | null
  /** How far its owner has read it. */
  readonly readSeq: number
  readonly agentName: string | null
}

/** They sum up after so many messages. */
export const SUMMARY_EVERY = 10
const OPENING_LENGTH = 50

/** What somebody began with, cut: what a session is about before anybody has summed it up. */
export function openingOf(messages: readonly Message[]): string | null {
  const first = messages.find((message) => !isOfAgent(message))
  const characters = [...(first ? wordsOf(first) : '')]
  if (characters.length === 0) return null
  return characters.length > OPENING_LENGTH
    ? `${characters.slice(0, OPENING_LENGTH).join('')}...`
    : characters.join('')
}

/** What a client said it was about, or else what its agent remembers of it, or how it began. */
export const summaryOf = ({ notes, remembered, messages }: Session): string | null =>
  notes.summary ?? remembered ?? (messages.length < SUMMARY_EVERY ? null : openingOf(messages))

/** What an agent says first is no activity. */
export const lastActivityAt = ({ messages }: Session): string | null => {
  const last = messages.findLast((message) => !isFirst(message))
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

/** What a client said of its state, with what the agent said first. */
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
