import { uuidv7 } from 'uuidv7'
import { titleFrom } from '#features/conversations/index.ts'
import { readContact } from '#features/contacts/index.ts'
import type { ForeignRow, Staging } from '#platform/database/foreign/staging.ts'
import { readMemberName } from '#features/access/index.ts'
import {
  type Destination,
  findTaken,
  instantOf,
  isTrue,
  numberIn,
  oldKind,
  type Owner,
  required,
  Unfit,
} from '../../moving-in/moving-in.ts'
import { type OldConversation, takeConversation } from '../../moving-in/take-conversation.ts'
import { statuses } from '../conversations.ts'
import { DIALECT } from '../numbers.ts'
import { provideAgent } from '../provide-agent.ts'
import { uuidIn, wordIn } from './words.ts'

const senders = ['contact', 'agent', 'ai', 'system'] as const
const priorities = ['low', 'medium', 'high', 'urgent'] as const

interface OldMessage {
  readonly id: string
  readonly number: number
  readonly sender: (typeof senders)[number]
  readonly senderNumber: string | null
  readonly isNote: boolean
  readonly text: string
  readonly at: Date
}

interface OldTalk {
  readonly number: number
  readonly id: string
  readonly contactNumber: string
  readonly assigneeNumber: string | null
  readonly status: (typeof statuses)[number]
  readonly priority: (typeof priorities)[number]
  readonly isWithPeople: boolean
  readonly labels: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly messages: readonly OldMessage[]
  readonly remarks: readonly string[]
}

/** Inbox conversations with their state: owner, assignee, and internal notes. */
export const conversations = oldKind<OldTalk>({
  kind: 'conversations',
  ledger: 'conversation',
  table: 'conversations',
  read: (row, staging) => {
    const contactNumber = required(row, 'contact_id')
    if (!staging.rowWith('customer_contacts', 'id', contactNumber))
      throw new Unfit(`Its contact ${contactNumber} is nowhere.`)
    const { messages, lost } = messagesOf(row, staging)
    const createdAt = instantOf(row.created_at) ?? messages[0]?.at
    if (!createdAt) throw new Unfit('It says nowhere when it began.')
    return {
      number: numberIn(row, 'id'),
      id: uuidIn(row) ?? uuidv7(),
      contactNumber,
      assigneeNumber: row.assignee_id ?? null,
      status: wordIn(row, 'status', statuses) ?? 'open',
      priority: wordIn(row, 'priority', priorities) ?? 'medium',
      isWithPeople: wordIn(row, 'current_agent_type', ['ai', 'human']) === 'human',
      labels: labelsOf(row, staging),
      createdAt,
      updatedAt: instantOf(row.last_activity_at) ?? messages.at(-1)?.at ?? createdAt,
      messages,
      remarks: lost > 0 ? [`${lost} of its messages say nothing, or by nobody that is known.`] : [],
    }
  },
  take: async (to, talk) => {
    const owner = await contactOf(to, talk.contactNumber)
    const staff = await staffOf(to, talk)
    const agentId = await provideAgent(to.scope)
    return takeConversation(to.scope, adopted(talk, { owner, agentId, staff }))
  },
})

async function contactOf({ scope }: Destination, number: string): Promise<Owner> {
  const contactId = await findTaken(scope, { dialect: DIALECT, kind: 'contact', oldId: number })
  if (contactId === null) throw new Unfit(`Its contact ${number} was not taken over.`)
  const { id, name } = await readContact(scope, { contactId })
  return { kind: 'visitor', id, name }
}

type Staff = ReadonlyMap<string, Owner>

/** The members who had the conversation or wrote in it, by their old numbers; those missing here are left out. */
async function staffOf({ scope }: Destination, { assigneeNumber, messages }: OldTalk): Promise<Staff> {
  const staff = new Map<string, Owner>()
  for (const number of new Set([assigneeNumber, ...messages.map(({ senderNumber }) => senderNumber)])) {
    if (number === null) continue
    const id = await findTaken(scope, { dialect: DIALECT, kind: 'user', oldId: number })
    const name = id === null ? null : await readMemberName(scope, { memberId: id })
    if (id !== null && name !== null) staff.set(number, { kind: 'member', id, name })
  }
  return staff
}

const isDone = ({ status }: OldTalk) => status === 'resolved' || status === 'closed'

/** The assignee. A resolved conversation goes back to its agent, as in the inbox here. */
function assigneeOf(talk: OldTalk, staff: Staff): NonNullable<OldConversation['conversation']['assignee']> {
  if (!talk.isWithPeople || isDone(talk)) return { kind: 'agent', memberId: null }
  const member = staff.get(talk.assigneeNumber ?? '')
  return member ? { kind: 'member', memberId: member.id } : { kind: 'queue', memberId: null }
}

function adopted(
  talk: OldTalk,
  { owner, agentId, staff }: { owner: Owner; agentId: string; staff: Staff },
): OldConversation {
  const { id, number, status, priority, labels, createdAt, updatedAt } = talk
  const said = talk.messages.filter(({ isNote }) => !isNote)
  return {
    dialect: DIALECT,
    oldId: String(number),
    remarks: [...talk.remarks],
    conversation: {
      id,
      owner: { kind: owner.kind, id: owner.id, name: owner.name },
      inInbox: true,
      assignee: assigneeOf(talk, staff),
      title: titleFrom(said.find(({ sender }) => sender === 'contact')?.text ?? ''),
      agentId,
      createdAt,
      updatedAt,
      readCount: said.length,
      readBy: [...staff.values()].map(({ kind, id: readerId, name }) => ({ kind, id: readerId, name })),
      messages: said.map((message) => ({
        id: message.id,
        ...authorOf(message, staff),
        parts: [{ type: 'text', text: message.text }],
        at: message.at,
      })),
    },
    inbox: {
      state: isDone(talk) ? 'resolved' : status === 'pending' ? 'pending' : 'open',
      // The default there.
      priority: priority === 'medium' ? 'none' : priority,
      labels: [...labels],
      notes: talk.messages
        .filter(({ isNote }) => isNote)
        .map(({ text, senderNumber, at }) => {
          const member = staff.get(senderNumber ?? '')
          return { text, at, memberId: member?.id ?? null, name: member?.name ?? '' }
        }),
    },
    numbers: [
      { kind: 'conversation', number, id },
      ...said.map((message) => ({ kind: 'message', number: message.number, id: message.id })),
    ],
    notes: status === 'closed' ? [{ kind: 'status-notes', id, facts: { closed: true } }] : [],
  }
}

function authorOf({ sender, senderNumber }: OldMessage, staff: Staff) {
  if (sender === 'contact') return { role: 'user' as const, name: '' }
  if (sender === 'system') return { role: 'system' as const, name: '' }
  if (sender === 'ai') return { role: 'assistant' as const, name: 'AI' }
  const member = staff.get(senderNumber ?? '')
  if (!member) return { role: 'system' as const, name: '' }
  return {
    role: 'assistant' as const,
    name: member.name,
    saidBy: { kind: member.kind, id: member.id, name: member.name },
  }
}

function labelsOf(talk: ForeignRow, staging: Staging): string[] {
  return staging
    .rowsWith('conversation_labels', 'conversation_id', required(talk, 'id'))
    .flatMap((row) => staging.rowWith('labels', 'id', row.label_id)?.name ?? [])
}

function messagesOf(talk: ForeignRow, staging: Staging) {
  const messages: OldMessage[] = []
  let [latest, lost] = [instantOf(talk.created_at), 0]
  for (const row of staging.rowsWith('messages', 'conversation_id', required(talk, 'id'))) {
    const sender = wordIn(row, 'sender_type', senders)
    const at = instantOf(row.created_at) ?? latest
    if (!sender || !at || !row.content || !/^\d{1,15}$/.test(row.id ?? '')) {
      lost += 1
      continue
    }
    latest = at
    messages.push({
      id: uuidIn(row) ?? uuidv7(),
      number: Number(row.id),
      sender,
      senderNumber: row.sender_id ?? null,
      isNote: isTrue(row.is_private),
      text: row.content,
      at,
    })
  }
  return { messages, lost }
}
