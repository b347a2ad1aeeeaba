import type { InboxConversation } from '#contract/shapes/inbox.ts'
import {
  type ConversationRow,
  findVisibleMessages,
  type MessageRow,
  partsOf,
  showConversations,
  textOf,
} from '#features/conversations/index.ts'
import { findPeopleNames } from '#features/people/index.ts'
import { impossible } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import { type InboxStateRow, findInboxStates } from './inbox-state-store.ts'
import { toAssignee } from './assignee.ts'

const BEGINNING = 200

/** Conversations as operators see them. */
export async function showInboxConversations(
  tx: Reader,
  scope: Scope,
  rows: readonly ConversationRow[],
): Promise<InboxConversation[]> {
  const people = rows.flatMap(({ owner_id, assignee_id }) =>
    assignee_id ? [owner_id, assignee_id] : [owner_id],
  )
  const ids = rows.map(({ id }) => id)
  const [shown, states, names, newest] = await Promise.all([
    showConversations(tx, scope, rows),
    findInboxStates(tx, ids),
    findPeopleNames(tx, people),
    newestSaid(tx, scope, rows),
  ])
  return rows.map((row, at) => {
    const conversation = shown[at]
    if (!conversation) throw impossible('A conversation was not shown.')
    const message = newest.get(row.id)
    return {
      conversation,
      person: { ...conversation.owner, name: names.get(row.owner_id) ?? '' },
      assignee: toAssignee(row.assignee_kind, row.assignee_id, names) ?? { kind: 'agent', member: null },
      ...stateOf(states.get(row.id)),
      lastMessage: message ? toLastMessage(message) : null,
    }
  })
}

/** The same of one. */
export async function showInboxConversation(
  tx: Reader,
  scope: Scope,
  row: ConversationRow,
): Promise<InboxConversation> {
  const [shown] = await showInboxConversations(tx, scope, [row])
  if (!shown) throw impossible('A conversation was not shown.')
  return shown
}

/** The last message with text: an answer that was interrupted before its first word is skipped. */
async function newestSaid(
  tx: Reader,
  scope: Scope,
  rows: readonly ConversationRow[],
): Promise<Map<string, MessageRow>> {
  const heads = await findVisibleMessages(
    tx,
    scope,
    rows.flatMap((row) => row.head_message_id ?? []),
  )
  const blank = [...heads.values()].filter((row) => partsOf(row).length === 0)
  const parents = await findVisibleMessages(
    tx,
    scope,
    blank.flatMap((row) => row.parent_id ?? []),
  )
  const said = [...heads.values()].map(
    (row) => (blank.includes(row) && parents.get(row.parent_id ?? '')) || row,
  )
  return new Map(said.map((row) => [row.conversation_id, row]))
}

const stateOf = (
  row: InboxStateRow | undefined,
): Pick<
  InboxConversation,
  'state' | 'snoozedUntil' | 'priority' | 'labels' | 'asked' | 'firstAnsweredAt'
> => ({
  state: (row?.state ?? 'open') as InboxConversation['state'],
  snoozedUntil: row?.snoozed_until?.toISOString() ?? null,
  priority: (row?.priority ?? 'none') as InboxConversation['priority'],
  labels: row?.labels ?? [],
  asked: row?.asked_at
    ? {
        at: row.asked_at.toISOString(),
        why: row.asked_why as NonNullable<InboxConversation['asked']>['why'],
        text: row.asked_text ?? '',
      }
    : null,
  firstAnsweredAt: row?.first_answered_at?.toISOString() ?? null,
})

const toLastMessage = (row: MessageRow): InboxConversation['lastMessage'] => ({
  id: row.id,
  role: row.role as NonNullable<InboxConversation['lastMessage']>['role'],
  author: {
    kind: row.author_kind as NonNullable<InboxConversation['lastMessage']>['author']['kind'],
    id: row.author_id,
    name: row.author_name,
  },
  text: [...textOf(partsOf(row))].slice(0, BEGINNING).join(''),
  createdAt: row.created_at.toISOString(),
})
