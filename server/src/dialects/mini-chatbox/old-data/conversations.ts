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
  type Owner,
  required,
  Unfit,
} from '../../moving-in/moving-in.ts'
import { type OldConversation, takeConversation } from '../../moving-in/take-conversation.ts'
import { DIALECT, sessionKeyOf } from '../numbers.ts'
import { provideAgents } from '../provide-agents.ts'
import { UNTITLED } from '../translate.ts'

const roles = ['user', 'assistant', 'system'] as const

interface OldMessage {
  readonly id: string
  readonly number: number
  readonly role: (typeof roles)[number]
  readonly text: string
  readonly at: Date
  readonly facts: Record<string, unknown>
}

interface OldTalk {
  readonly number: number
  readonly sessionId: string
  readonly title: string
  readonly projectNumber: string | null
  readonly starred: boolean
  readonly archived: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly facts: Record<string, unknown>
  readonly messages: readonly OldMessage[]
  readonly remarks: readonly string[]
}

/** Conversations with their messages. */
export const conversations = oldKind<OldTalk>({
  kind: 'conversations',
  ledger: 'conversation',
  table: 'conversations',
  read: (row, staging) => {
    const sessionId = required(row, 'session_id')
    const { messages, lost } = messagesOf(row, staging)
    const createdAt = instantOf(row.created_at) ?? messages[0]?.at
    if (!createdAt) throw new Unfit('It says nowhere when it began.')
    const project = staging.rowWith('projects', 'id', row.project_id)
    const isLost = Boolean(row.project_id) && !project
    return {
      number: numberIn(row, 'id'),
      sessionId,
      title: row.title && row.title !== UNTITLED ? row.title : titleFrom(messages[0]?.text ?? ''),
      projectNumber: project?.id ?? null,
      starred: isTrue(row.is_starred),
      archived: isTrue(row.is_archived),
      createdAt,
      updatedAt:
        instantOf(row.last_activity) ?? instantOf(row.updated_at) ?? messages.at(-1)?.at ?? createdAt,
      facts: {
        sessionId,
        ...(row.memory_summary && { memorySummary: row.memory_summary }),
        ...(Number(row.context_window_size) > 0 && { contextWindowSize: Number(row.context_window_size) }),
      },
      messages,
      remarks: [
        ...(isLost ? [`Its project ${row.project_id} is nowhere: it is in none.`] : []),
        ...(lost > 0 ? [`${lost} of its messages say nothing, or in no role that is known.`] : []),
      ],
    }
  },
  take: async (to, talk) => {
    if (!to.owner) throw new Unfit('It belongs to nobody: say with --owner whose it is from now on.')
    const projectId =
      talk.projectNumber === null
        ? null
        : await findTaken(to.scope, { dialect: DIALECT, kind: 'project', oldId: talk.projectNumber })
    const { chat: agentId } = await provideAgents(to.scope)
    return takeConversation(
      moveInAs(to.scope, to.owner),
      adopted(talk, { owner: to.owner, agentId, projectId }),
    )
  },
})

function adopted(
  { number, sessionId, messages, facts, remarks, ...talk }: OldTalk,
  place: { owner: Owner; agentId: string; projectId: string | null },
): OldConversation {
  const id = uuidv7()
  return {
    dialect: DIALECT,
    oldId: String(number),
    remarks: [...remarks],
    conversation: {
      id,
      title: talk.title,
      starred: talk.starred,
      archived: talk.archived,
      createdAt: talk.createdAt,
      updatedAt: talk.updatedAt,
      ...place,
      owner: { kind: place.owner.kind, id: place.owner.id, name: place.owner.name },
      inInbox: false,
      readCount: messages.length,
      messages: messages.map(({ id: messageId, role, text, at }) => ({
        id: messageId,
        role,
        name: role,
        parts: [{ type: 'text', text }],
        at,
      })),
    },
    numbers: [
      { kind: 'conversation', number, id },
      ...messages.map((message) => ({ kind: 'message', number: message.number, id: message.id })),
    ],
    names: [{ kind: 'session', externalId: sessionKeyOf(place.owner.id, sessionId), id }],
    notes: [
      { kind: 'conversation-notes', id, facts: facts as never },
      { kind: 'begun', id, facts: {} },
      ...messages
        .filter((message) => Object.keys(message.facts).length > 0)
        .map((message) => ({ kind: 'message-notes', id: message.id, facts: message.facts as never })),
    ],
  }
}

function messagesOf(talk: ForeignRow, staging: Staging) {
  const messages: OldMessage[] = []
  let [latest, lost] = [instantOf(talk.created_at), 0]
  for (const row of staging.rowsWith('messages', 'conversation_id', required(talk, 'id'))) {
    const role = roles.find((one) => one === row.role)
    const at = instantOf(row.created_at) ?? latest
    if (!role || !at || !row.content || !/^\d{1,15}$/.test(row.id ?? '')) {
      lost += 1
      continue
    }
    latest = at
    messages.push({ id: uuidv7(), number: Number(row.id), role, text: row.content, at, facts: factsOf(row) })
  }
  return { messages, lost }
}

function factsOf(row: ForeignRow): Record<string, unknown> {
  const metadata = objectIn(row, 'metadata')
  const [tokens, importance] = [
    Number(row.token_count ?? Number.NaN),
    Number(row.importance_score ?? Number.NaN),
  ]
  return {
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(Number.isFinite(tokens) && { tokenCount: tokens }),
    // The one that every message had.
    ...(Number.isFinite(importance) && importance !== 0.5 && { importanceScore: importance }),
  }
}
