import type { InboxConversation, InboxPriority } from '#contract/shapes/inbox.ts'
import { listContacts } from '#features/contacts/index.ts'
import { browseInbox } from '#features/inbox/handoff/index.ts'
import { searchConversations } from '#features/search/index.ts'
import type { Stretch } from '../accept.ts'
import type { Caller } from '../caller.ts'
import { standsCalled, type Status } from '../conversations.ts'
import { notesOf } from '../numbers.ts'
import { ORIGIN } from '../provide-visitor.ts'

interface Wanted {
  readonly status: Status | undefined
  readonly type: 'ai' | 'human' | undefined
  readonly priority: string | undefined
  readonly channel: string | undefined
  /** Null: somebody who does not exist. */
  readonly assigneeId: string | null | undefined
  readonly among: { conversationIds: string[]; personIds: string[] } | undefined
}

const priorities: Record<string, InboxPriority[]> = {
  low: ['low'],
  medium: ['none', 'medium'],
  high: ['high'],
  urgent: ['urgent'],
}
const AT_ONCE = 100
const FOUND_MAX = 100
const SEARCH_CHARACTERS = 200
const nothing = { items: [], total: 0 }

/** Conversations and contacts that match a search. */
export async function findMatching({ scope }: Caller, search: string): Promise<NonNullable<Wanted['among']>> {
  const words = search.slice(0, SEARCH_CHARACTERS)
  const [said, people] = await Promise.all([
    searchConversations(scope, { query: words, limit: FOUND_MAX, whose: 'inbox', archived: 'include' }),
    listContacts(scope, { search: words, limit: FOUND_MAX }),
  ])
  return {
    conversationIds: said.items.map(({ conversation }) => conversation.id),
    personIds: people.items.map(({ id }) => id),
  }
}

/** A part of the inbox conversations that match all filters. */
export async function listBySteps(
  caller: Caller,
  { status, type, priority, channel, assigneeId, among }: Wanted,
  { offset, size }: Stretch,
): Promise<{ items: InboxConversation[]; total: number }> {
  const isNowhere = channel !== undefined && channel !== ORIGIN
  const isNothing = priority !== undefined && !Object.hasOwn(priorities, priority)
  if (isNowhere || isNothing || assigneeId === null) return nothing
  const filter = {
    ...((status ?? type) !== undefined && { stands: standsCalled(status, type) }),
    ...(priority !== undefined && { priorities: priorities[priority] ?? [] }),
    ...(assigneeId !== undefined && { memberId: assigneeId }),
    ...(among && { among }),
  }
  if (status !== 'resolved' && status !== 'closed')
    return browseInbox(caller.scope, { ...filter, offset, limit: size })
  const found = await allOf(caller, filter, status === 'closed')
  return { items: found.slice(offset, offset + size), total: found.length }
}

/** Only notes here tell whether a resolved conversation was closed, so all of them are read. */
async function allOf(
  { scope, dialectScope }: Caller,
  filter: Omit<Parameters<typeof browseInbox>[1], 'offset' | 'limit'>,
  isClosed: boolean,
): Promise<InboxConversation[]> {
  const found: InboxConversation[] = []
  for (let offset = 0; ; offset += AT_ONCE) {
    const { items, total } = await browseInbox(scope, { ...filter, offset, limit: AT_ONCE })
    const noted = await notesOf(
      dialectScope,
      'status-notes',
      items.map(({ conversation }) => conversation.id),
    )
    found.push(...items.filter(({ conversation }) => (noted(conversation.id).closed === true) === isClosed))
    if (offset + AT_ONCE >= total || items.length === 0) return found
  }
}
