import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { readMemberName } from '#features/access/index.ts'
import type { ForeignRow } from '#platform/database/foreign/staging.ts'
import {
  type Destination,
  findTaken,
  instantOf,
  oldKind,
  type Owner,
  required,
  Unfit,
} from '../../moving-in/moving-in.ts'
import { takeConversation } from '../../moving-in/take-conversation.ts'
import { fromHexId } from '../hex-id.ts'
import { DIALECT } from '../names.ts'
import { provideDesk } from '../provide-desk.ts'
import { TITLE } from '../translate.ts'
import { intoTenant } from './tenants.ts'
import { isEndUser } from './users.ts'

const Said = z.object({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.string().min(1),
  timestamp: z.string().nullish(),
  created_at: z.string().nullish(),
  sources: z.array(z.unknown()).nullish(),
})

interface OldMessage {
  readonly role: 'user' | 'assistant' | 'system'
  readonly text: string
  readonly at: Date
}

interface OldTalk {
  readonly oldId: string
  readonly tenantId: string | null
  readonly userId: string | null
  readonly isEndUser: boolean
  readonly title: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly messages: readonly OldMessage[]
  readonly remarks: readonly string[]
}

/** Conversations, each of which holds its messages. */
export const conversations = oldKind<OldTalk>({
  kind: 'conversations',
  ledger: 'conversation',
  table: 'conversations',
  read: (row, staging) => {
    const createdAt = instantOf(row.created_at)
    if (!createdAt) throw new Unfit('It says nowhere when it began.')
    const { messages, remarks } = messagesOf(row, createdAt)
    return {
      oldId: required(row, '_id').toLowerCase(),
      tenantId: row.tenant_id ?? null,
      userId: row.user_id?.toLowerCase() ?? null,
      isEndUser: isEndUser(staging, row.user_id ?? ''),
      title: row.title || TITLE,
      createdAt,
      updatedAt: instantOf(row.updated_at) ?? messages.at(-1)?.at ?? createdAt,
      messages,
      remarks,
    }
  },
  into: (to, { tenantId }) => intoTenant(to, tenantId),
  take: async (to, talk) => {
    const { oldId, title, createdAt, updatedAt, messages, remarks } = talk
    const owner = await ownerOf(to, talk.userId)
    const { agentId } = await provideDesk(to.scope)
    const id = fromHexId(oldId) ?? uuidv7()
    return takeConversation(to.scope, {
      dialect: DIALECT,
      oldId,
      remarks: [...remarks],
      conversation: {
        id,
        owner,
        inInbox: talk.isEndUser,
        title,
        agentId,
        createdAt,
        updatedAt,
        readCount: messages.length,
        messages: messages.map(({ role, text, at }) => ({
          id: uuidv7(),
          role,
          name: '',
          parts: [{ type: 'text', text }],
          at,
        })),
      },
      names: [{ kind: 'conversation', externalId: oldId, id }],
    })
  },
})

async function ownerOf({ scope, owner }: Destination, userId: string | null): Promise<Owner> {
  const id =
    userId === null ? null : await findTaken(scope, { dialect: DIALECT, kind: 'user', oldId: userId })
  const name = id === null ? null : await readMemberName(scope, { memberId: id })
  if (id !== null && name !== null) return { kind: 'member', id, name }
  if (owner) return owner
  throw new Unfit(`Its user ${userId ?? ''} was not taken over: say with --owner whose it is from now on.`)
}

function messagesOf(row: ForeignRow, createdAt: Date) {
  const given = listIn(row)
  const messages: OldMessage[] = []
  let [at, isCited] = [createdAt, false]
  for (const one of given) {
    const said = Said.safeParse(one).data
    if (!said) continue
    at = instantOf(said.timestamp ?? said.created_at) ?? at
    isCited ||= (said.sources ?? []).length > 0
    messages.push({ role: said.role, text: said.content, at })
  }
  const lost = given.length - messages.length
  return {
    messages,
    remarks: [
      ...(lost > 0 ? [`${lost} of its messages say nothing, or in no role that is known.`] : []),
      // It stored a score and 200 characters, but not their position in the document.
      ...(isCited ? ['What its answers were taken from is not marked in them.'] : []),
    ],
  }
}

function listIn({ messages }: ForeignRow): unknown[] {
  if (!messages) return []
  try {
    const list: unknown = JSON.parse(messages)
    if (Array.isArray(list)) return list
  } catch {}
  throw new Unfit('Its messages are no list.')
}
