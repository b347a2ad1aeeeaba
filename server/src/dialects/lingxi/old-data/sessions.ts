import { uuidv7 } from 'uuidv7'
import { titleFrom } from '#features/conversations/index.ts'
import type { ForeignRow, Staging } from '#platform/database/foreign/staging.ts'
import { moveInAs } from '../../kit/elevate-scope.ts'
import {
  findTaken,
  instantOf,
  isTrue,
  numberIn,
  objectIn,
  oldKind,
  Unfit,
} from '../../moving-in/moving-in.ts'
import { type OldConversation, takeConversation } from '../../moving-in/take-conversation.ts'
import { DIALECT } from '../numbers.ts'
import { requireOwner } from './owners.ts'

interface OldMessage {
  readonly id: string
  readonly number: number
  readonly isUser: boolean
  readonly isRead: boolean
  readonly text: string
  readonly at: Date
}

interface OldSession {
  readonly number: number
  readonly userId: string | null
  readonly agentNumber: string | null
  readonly agentName: string
  readonly startedAt: Date
  readonly lastActivityAt: Date
  readonly summary: string | null
  readonly state: Record<string, unknown> | null
  readonly messages: readonly OldMessage[]
  readonly remarks: readonly string[]
}

/** Conversations with their messages. */
export const sessions = oldKind<OldSession>({
  kind: 'conversations',
  ledger: 'conversation',
  table: 'agent_chatsession',
  read: (row, staging) => {
    const userId = row.user_id ?? null
    if (userId !== null && !staging.rowWith('auth_user', 'id', userId))
      throw new Unfit(`Its user ${userId} is nowhere.`)
    const agentNumber = row.agent_configuration_id ?? null
    const agent = staging.rowWith('agent_agentconfiguration', 'id', agentNumber)
    const { messages, lost } = messagesOf(row, staging)
    const startedAt = instantOf(row.started_at) ?? messages[0]?.at
    if (!startedAt) throw new Unfit('It says nowhere when it began.')
    return {
      number: numberIn(row, 'id'),
      userId,
      agentNumber: agent ? agentNumber : null,
      agentName: agent?.name ?? 'default',
      startedAt,
      lastActivityAt: instantOf(row.last_activity_at) ?? messages.at(-1)?.at ?? startedAt,
      summary: row.summary || null,
      state: row.current_state ? objectIn(row, 'current_state') : null,
      messages,
      remarks: [
        ...(agentNumber !== null && !agent
          ? [`Its agent ${agentNumber} is nowhere: it is taken without one.`]
          : []),
        ...(lost > 0 ? [`${lost} of its messages are nowhere or say nothing.`] : []),
      ],
    }
  },
  take: async (to, session) => {
    const owner = await requireOwner(to, session.userId)
    const agentId =
      session.agentNumber === null
        ? null
        : await findTaken(to.scope, { dialect: DIALECT, kind: 'agent', oldId: session.agentNumber })
    return takeConversation(moveInAs(to.scope, owner), {
      ...asTaken(session),
      ...adopted(session, { owner, agentId }),
    })
  },
})

type Adopted = Pick<OldConversation, 'conversation' | 'numbers' | 'notes'>

const asTaken = ({ number, remarks }: OldSession) => ({
  dialect: DIALECT,
  oldId: String(number),
  remarks: [...remarks],
})

/** A session in its new form. Unread messages stay unread. */
function adopted(
  { number, messages, summary, state, agentName, startedAt, lastActivityAt }: OldSession,
  place: Pick<OldConversation['conversation'], 'owner' | 'agentId'>,
): Adopted {
  const id = uuidv7()
  const firstUnread = messages.findIndex(({ isUser, isRead }) => !isUser && !isRead)
  const facts = { ...(summary && { summary }), ...(state && { current_state: state as never }) }
  return {
    conversation: {
      ...place,
      id,
      inInbox: false,
      title: titleFrom(messages.find(({ isUser }) => isUser)?.text ?? ''),
      createdAt: startedAt,
      updatedAt: lastActivityAt,
      readCount: firstUnread < 0 ? messages.length : firstUnread,
      messages: messages.map(({ id: messageId, isUser, text, at }) => ({
        id: messageId,
        role: isUser ? 'user' : 'assistant',
        name: agentName,
        parts: [{ type: 'text', text }],
        at,
      })),
    },
    numbers: [
      { kind: 'session', number, id },
      ...messages.map((message) => ({ kind: 'message', number: message.number, id: message.id })),
    ],
    notes: Object.keys(facts).length > 0 ? [{ kind: 'session-notes', id, facts }] : [],
  }
}

function messagesOf(session: ForeignRow, staging: Staging) {
  const messages: OldMessage[] = []
  let [latest, lost] = [instantOf(session.started_at), 0]
  for (const { chatinformation_id: id } of staging.rowsWith(
    'agent_chatsession_chat_infos',
    'chatsession_id',
    session.id ?? '',
    'chatinformation_id',
  )) {
    const row = staging.rowWith('agent_chatinformation', 'id', id)
    const at = instantOf(row?.chat_date) ?? latest
    if (!row || !at || !row.message || !/^\d{1,15}$/.test(row.id ?? '')) {
      lost += 1
      continue
    }
    latest = at
    messages.push({
      id: uuidv7(),
      number: Number(row.id),
      isUser: isTrue(row.is_user),
      isRead: isTrue(row.is_read),
      text: row.message,
      at,
    })
  }
  return { messages, lost }
}
