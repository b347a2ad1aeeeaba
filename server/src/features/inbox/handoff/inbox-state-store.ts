import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { AssigneeKind } from '#contract/shapes/conversation.ts'
import type { InboxPriority, InboxState, HandoffReason } from '#contract/shapes/inbox.ts'
import { countAssigned, databaseNow, type AssigneeRef } from '#features/conversations/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealableText } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'

export type InboxStateRow = Selectable<Schema['inbox_states']>

/** The inbox states of these conversations, by ID; those that never were in the inbox are left out. */
export async function findInboxStates(
  tx: Reader,
  ids: readonly string[],
): Promise<Map<string, InboxStateRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('inbox_states').selectAll().where('conversation_id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.conversation_id, row]))
}

/** The inbox labels of a conversation. */
export const labelsOf = async (tx: Reader, conversationId: string): Promise<readonly string[]> =>
  (await findInboxStates(tx, [conversationId])).get(conversationId)?.labels ?? []

/** Changes the inbox state of a locked conversation, or creates it. */
export async function putInboxState(
  tx: Transaction,
  scope: Scope,
  conversationId: string,
  change: Partial<Omit<InboxStateRow, 'tenant_id' | 'conversation_id'>>,
): Promise<void> {
  const key = { tenant_id: scope.tenantId, conversation_id: conversationId }
  await tx
    .insertInto('inbox_states')
    .values({ ...key, ...change })
    .onConflict((on) => {
      const same = on.columns(['tenant_id', 'conversation_id'])
      return Object.keys(change).length === 0 ? same.doNothing() : same.doUpdateSet(change)
    })
    .execute()
}

/** Whether the reason is a request for a person, and not just a member taking the conversation. */
export const isAsking = (why: HandoffReason): boolean => asked.includes(why)

const asked: readonly HandoffReason[] = [
  'visitor-asked',
  'agent-asked',
  'unsupported',
  'unanswered',
  'budget',
]

/** Updates the inbox state after a change of assignee: it opens or waits. */
export function noteHanded(
  tx: Transaction,
  scope: Scope,
  conversationId: string,
  { to, why, text }: { to: AssigneeRef; why: HandoffReason; text: string },
): Promise<void> {
  const isAsked = isAsking(why)
  const state: InboxState = to.kind !== 'agent' ? 'open' : why === 'resolved' ? 'resolved' : 'pending'
  return putInboxState(tx, scope, conversationId, {
    state,
    snoozed_until: null,
    ...(isAsked && {
      asked_at: sql<Date>`now()` as unknown as Date,
      asked_why: why,
      asked_text: sealableText(text),
      first_answered_at: null,
      told_nobody_at: null,
    }),
  })
}

/** Records when a person first answered after one was requested. */
export const noteAnswered = async (tx: Transaction, conversationId: string): Promise<void> =>
  void (await tx
    .updateTable('inbox_states')
    .set({ first_answered_at: databaseNow })
    .where('conversation_id', '=', conversationId)
    .where('first_answered_at', 'is', null)
    .execute())

/** Reopens a snoozed, pending or resolved conversation; returns whether it was one. */
export const reopen = async (tx: Transaction, conversationId: string): Promise<boolean> =>
  (await tx
    .updateTable('inbox_states')
    .set({ state: 'open', snoozed_until: null })
    .where('conversation_id', '=', conversationId)
    .where('state', '!=', 'open')
    .returning('conversation_id')
    .executeTakeFirst()) !== undefined

/** Which conversations are in the inbox, in this state or in any, as a condition on their `id`. */
export const isKept = (state: InboxState | undefined): RawBuilder<boolean> =>
  state === undefined
    ? sql<boolean>`conversations.id IN (SELECT conversation_id FROM inbox_states)`
    : sql<boolean>`conversations.id IN (SELECT conversation_id FROM inbox_states WHERE state = ${state})`

/** Who has a conversation and how operators keep it. */
export interface Stand {
  readonly assigneeKind: AssigneeKind
  readonly state: InboxState
}

/** A condition for conversations in one of these states; one that never was in the inbox counts as open. */
export const standsIn = (stands: readonly Stand[]): RawBuilder<boolean> =>
  sql<boolean>`(conversations.assignee_kind || ' ' || coalesce(
    (SELECT state FROM inbox_states WHERE conversation_id = conversations.id), 'open'))
    = ANY(${stands.map(({ assigneeKind, state }) => `${assigneeKind} ${state}`)}::text[])`

/** Which conversations have one of these priorities, as a condition. */
export const hasPriority = (priorities: readonly InboxPriority[]): RawBuilder<boolean> =>
  sql<boolean>`coalesce((SELECT priority FROM inbox_states WHERE conversation_id = conversations.id), 'none')
    = ANY(${[...priorities]}::text[])`

/** Records that the owner of a conversation was told that nobody is online. */
export const noteToldNobody = async (tx: Transaction, conversationId: string): Promise<void> =>
  void (await tx
    .updateTable('inbox_states')
    .set({ told_nobody_at: databaseNow })
    .where('conversation_id', '=', conversationId)
    .execute())

/**
 * The number of conversations in which a person was requested in a period, in which one answered, and the median wait.
 */
export const countAsked = (tx: Reader, from: Date, to: Date) =>
  tx
    .selectFrom('inbox_states')
    .select([
      sql<number>`count(*)::int`.as('asked'),
      sql<number>`count(first_answered_at)::int`.as('answered'),
      sql<number | null>`(percentile_cont(0.5) WITHIN GROUP (
        ORDER BY extract(epoch FROM first_answered_at - asked_at)))::float8`.as('waitedSeconds'),
    ])
    .where('asked_at', '>=', from)
    .where('asked_at', '<', to)
    .executeTakeFirstOrThrow()

/** The number of open conversations of each of these members; members without any are left out. */
export const countOpenAssigned = (tx: Reader, memberIds: readonly string[]): Promise<Map<string, number>> =>
  countAssigned(tx, memberIds, isKept('open'))
