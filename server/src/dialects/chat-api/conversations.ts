import type { Contact } from '#contract/shapes/contact.ts'
import type { InboxConversation, InboxEntry } from '#contract/shapes/inbox.ts'
import { readContact } from '#features/contacts/index.ts'
import { listEntries } from '#features/inbox/handoff/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { notesOf, numbersOf } from './numbers.ts'
import { ORIGIN } from './provide-visitor.ts'
import { agentTypeOf } from './session.ts'
import { naiveTime } from './stamps.ts'

type Stand = Pick<InboxConversation['conversation'], 'assigneeKind'> & Pick<InboxConversation, 'state'>
export const statuses = ['open', 'pending', 'resolved', 'closed'] as const
export type Status = (typeof statuses)[number]

/** The status of a conversation in their terms: waiting, active with a person or the agent, or done. */
export function statusOf({ assigneeKind, state }: Stand, isClosed: boolean): Status {
  if (state === 'resolved') return isClosed ? 'closed' : 'resolved'
  return assigneeKind === 'queue' || state === 'pending' || state === 'snoozed' ? 'pending' : 'open'
}

const assignees = ['agent', 'queue', 'member'] as const
const states = ['open', 'pending', 'snoozed', 'resolved'] as const

/** All states that they call by that status, among conversations answered by this kind of agent. */
export const standsCalled = (status: Status | undefined, type: 'ai' | 'human' | undefined): Stand[] =>
  assignees
    .flatMap((assigneeKind) => states.map((state) => ({ assigneeKind, state })))
    .filter((stand) => type === undefined || agentTypeOf(stand) === type)
    .filter((stand) => status === undefined || statusOf(stand, status === 'closed') === status)

const priorityOf = (priority: InboxConversation['priority']) => (priority === 'none' ? 'medium' : priority)

/** Contacts by ID, for callers who may read them; end users with an account and deleted contacts are left out. */
async function findContacts(scope: Scope, ids: readonly string[]): Promise<Map<string, Contact>> {
  if (!scope.actor.permissions.has('contact:read')) return new Map()
  const found = await Promise.all(
    [...new Set(ids)].map((contactId) =>
      readContact(scope, { contactId }).catch((error: unknown) => {
        if (error instanceof Fault && error.code === 'not_found') return null
        throw error
      }),
    ),
  )
  return new Map(found.flatMap((contact) => (contact ? [[contact.id, contact] as const] : [])))
}

const ENTRIES = 100
const readNotes = async (scope: Scope, conversationId: string): Promise<InboxEntry[]> => {
  const { items } = await listEntries(scope, { conversationId, limit: ENTRIES })
  return items.filter(({ kind }) => kind === 'note').toReversed()
}

/** Inbox conversations in their shape, with what their desk's pages cannot do without. */
export async function showConversations(
  scope: Scope,
  dialectScope: Scope,
  items: readonly InboxConversation[],
): Promise<Shown[]> {
  const ids = items.map(({ conversation }) => conversation.id)
  const people = items.map(({ person }) => person.id)
  const holding = items.flatMap(({ assignee }) => assignee.member?.id ?? [])
  const [numberOf, contactNumber, userNumber, contacts, noted, notes] = await Promise.all([
    numbersOf(dialectScope, 'conversation', ids.toReversed()),
    numbersOf(dialectScope, 'contact', people.toReversed()),
    numbersOf(dialectScope, 'user', holding),
    findContacts(
      scope,
      items.flatMap(({ person }) => (person.kind === 'visitor' ? [person.id] : [])),
    ),
    notesOf(dialectScope, 'status-notes', ids),
    Promise.all(ids.map((id) => readNotes(scope, id))),
  ])
  return items.map((item, at) =>
    toConversation(item, {
      number: numberOf(item.conversation.id),
      contactNumber: contactNumber(item.person.id),
      assigneeNumber: item.assignee.member && userNumber(item.assignee.member.id),
      contact: contacts.get(item.person.id) ?? null,
      isClosed: noted(item.conversation.id).closed === true,
      notes: notes[at] ?? [],
    }),
  )
}

export async function showConversation(
  scope: Scope,
  dialectScope: Scope,
  item: InboxConversation,
): Promise<Shown> {
  const [shown] = await showConversations(scope, dialectScope, [item])
  if (!shown) throw new Fault('internal', 'A conversation was not shown.')
  return shown
}

interface Known {
  readonly number: number
  readonly contactNumber: number
  readonly assigneeNumber: number | null
  readonly contact: Contact | null
  readonly isClosed: boolean
  readonly notes: readonly InboxEntry[]
}

export type Shown = ReturnType<typeof toConversation>

function toConversation(item: InboxConversation, known: Known) {
  const { conversation, person, assignee, lastMessage } = item
  const { contact } = known
  const name = contact?.name || person.name || `访客 ${known.contactNumber}`
  const updated = naiveTime(conversation.updatedAt)
  const seen = contact ?? { firstSeenAt: conversation.createdAt, lastSeenAt: conversation.updatedAt }
  return {
    id: known.number,
    uuid: conversation.id,
    contact_id: known.contactNumber,
    assignee_id: known.assigneeNumber,
    inbox_id: 1,
    status: statusOf({ assigneeKind: conversation.assigneeKind, state: item.state }, known.isClosed),
    priority: priorityOf(item.priority),
    channel_type: ORIGIN,
    current_agent_type: agentTypeOf(conversation),
    agent_switched_at: item.asked && naiveTime(item.asked.at),
    first_reply_at: item.firstAnsweredAt && naiveTime(item.firstAnsweredAt),
    last_activity_at: updated,
    created_at: naiveTime(conversation.createdAt),
    updated_at: updated,
    contact: {
      id: known.contactNumber,
      uuid: person.id,
      name,
      email: contact?.email ?? null,
      phone: contact?.phone ?? null,
      avatar_url: null,
      custom_attributes: contact?.attributes ?? {},
      first_seen_at: naiveTime(seen.firstSeenAt),
      last_seen_at: naiveTime(seen.lastSeenAt),
      created_at: naiveTime(seen.firstSeenAt),
      updated_at: naiveTime(seen.lastSeenAt),
    },
    customer: { id: known.contactNumber, name, avatar: '', source: contact?.origin || ORIGIN },
    ...(assignee.member &&
      known.assigneeNumber !== null && {
        assigned_agent: { id: known.assigneeNumber, name: assignee.member.name },
      }),
    ...(lastMessage && {
      last_message: { content: lastMessage.text, created_at: naiveTime(lastMessage.createdAt) },
    }),
    unread_count: conversation.unreadCount,
    tags: item.labels,
    notes: known.notes.map(({ text, author, createdAt }) => ({
      content: text,
      author: author.name,
      created_at: naiveTime(createdAt),
    })),
    is_starred: conversation.starred,
  }
}
