import { z } from 'zod'
import type { AdoptedPart } from '#features/imports/index.ts'
import type { ForeignRow, Staging } from '#platform/database/foreign/staging.ts'
import { moveInAs } from '../../kit/elevate-scope.ts'
import { instantOf, objectIn, oldKind, required, Unfit } from '../../moving-in/moving-in.ts'
import { takeConversation } from '../../moving-in/take-conversation.ts'
import { DIALECT, provideAssistant } from '../provide-assistant.ts'
import { ModelsUsage } from '../shapes.ts'
import { NEW_SESSION, type Noted } from '../translate.ts'

interface OldMessage {
  readonly id: string
  readonly isUser: boolean
  readonly source: string
  readonly parts: AdoptedPart[]
  readonly at: Date
  readonly noted: Noted | null
}

interface OldSession {
  readonly id: string
  readonly name: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly messages: readonly OldMessage[]
  readonly remarks: readonly string[]
}

const idIn = (row: ForeignRow): string | null => z.uuid().safeParse(row.id?.toLowerCase()).data ?? null

/** Sessions with their history. They and their messages keep their ids. */
export const sessions = oldKind<OldSession>({
  kind: 'conversations',
  ledger: 'conversation',
  table: 'chat_sessions',
  read: (row, staging) => {
    const id = idIn(row)
    if (id === null) throw new Unfit('Its id is no UUID.')
    const { messages, lost } = messagesOf(row, staging)
    const createdAt = instantOf(row.created_at) ?? messages[0]?.at
    if (!createdAt) throw new Unfit('It says nowhere when it began.')
    return {
      id,
      name: row.name || NEW_SESSION,
      createdAt,
      updatedAt: instantOf(row.updated_at) ?? messages.at(-1)?.at ?? createdAt,
      messages,
      remarks: lost > 0 ? [`${lost} of its messages say nothing, or have no id or time.`] : [],
    }
  },
  take: async (to, { id, name, messages, createdAt, updatedAt, remarks }) => {
    if (!to.owner) throw new Unfit('It belongs to nobody: say with --owner whose it is from now on.')
    const { id: agentId } = await provideAssistant(to.scope)
    return takeConversation(moveInAs(to.scope, to.owner), {
      dialect: DIALECT,
      oldId: id,
      remarks: [...remarks],
      conversation: {
        id,
        owner: to.owner,
        inInbox: false,
        title: name,
        agentId,
        createdAt,
        updatedAt,
        readCount: messages.length,
        messages: messages.map(({ id: messageId, isUser, source, parts, at }) => ({
          id: messageId,
          role: isUser ? ('user' as const) : ('assistant' as const),
          name: source,
          parts,
          at,
        })),
      },
      notes: messages.flatMap(({ id: messageId, noted }) =>
        noted ? [{ kind: 'message', id: messageId, facts: { ...noted } }] : [],
      ),
    })
  },
})

function messagesOf(session: ForeignRow, staging: Staging) {
  const messages: OldMessage[] = []
  let lost = 0
  const rows = staging.rowsWith('chat_messages', 'session_id', required(session, 'id'), 'created_at')
  for (const row of rows.sort((a, b) => (a.created_at ?? '').localeCompare(b.created_at ?? ''))) {
    const [id, at] = [idIn(row), instantOf(row.created_at)]
    if (id === null || !at || !row.content) {
      lost += 1
      continue
    }
    const source = row.source || 'user'
    const isUser = source === 'user'
    const parts: AdoptedPart[] = [
      ...(row.thought ? [{ type: 'reasoning' as const, text: row.thought }] : []),
      { type: 'text' as const, text: row.content },
    ]
    messages.push({ id, isUser, source, parts, at, noted: isUser ? notedOf(row, source) : null })
  }
  return { messages, lost }
}

/** Client data about its message; null for none. */
function notedOf(row: ForeignRow, source: string): Noted | null {
  const metadata = textsOf(objectIn(row, row.meta_data === undefined ? 'metadata' : 'meta_data'))
  const usage = ModelsUsage.safeParse(objectIn(row, 'models_usage')).data ?? null
  if (Object.keys(metadata).length === 0 && usage === null) return null
  return { source, models_usage: usage, metadata }
}

const textsOf = (facts: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )
