import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { HeldBy } from '#contract/shapes/conversation.ts'
import type { DeskPriority, DeskState, HandoffReason } from '#contract/shapes/desk.ts'
import { countHeld, databaseNow, type Holding } from '#features/conversations/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealableText } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'

export type DeskStateRow = Selectable<Schema['desk_states']>

/** How the desk keeps these conversations, by id; those that it never had are not in it. */
export async function findDeskStates(tx: Reader, ids: readonly string[]): Promise<Map<string, DeskStateRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('desk_states').selectAll().where('conversation_id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.conversation_id, row]))
}

/** What a conversation is labelled with at the desk. */
export const labelsOf = async (tx: Reader, conversationId: string): Promise<readonly string[]> =>
  (await findDeskStates(tx, [conversationId])).get(conversationId)?.labels ?? []

/** Changes how the desk keeps a locked conversation; it begins to, where it had not. */
export async function putDeskState(
  tx: Transaction,
  scope: Scope,
  conversationId: string,
  change: Partial<Omit<DeskStateRow, 'tenant_id' | 'conversation_id'>>,
): Promise<void> {
  const key = { tenant_id: scope.tenantId, conversation_id: conversationId }
  await tx
    .insertInto('desk_states')
    .values({ ...key, ...change })
    .onConflict((on) => {
      const same = on.columns(['tenant_id', 'conversation_id'])
      return Object.keys(change).length === 0 ? same.doNothing() : same.doUpdateSet(change)
    })
    .execute()
}

/** Whether somebody asked for a person, and does not only take a conversation. */
export const isAsking = (why: HandoffReason): boolean => asked.includes(why)

const asked: readonly HandoffReason[] = [
  'visitor-asked',
  'agent-asked',
  'unsupported',
  'unanswered',
  'budget',
]

/** What a change of hands means for the desk: it has work, or it waits. */
export function noteHanded(
  tx: Transaction,
  scope: Scope,
  conversationId: string,
  { to, why, text }: { to: Holding; why: HandoffReason; text: string },
): Promise<void> {
  const isAsked = isAsking(why)
  const state: DeskState = to.by !== 'agent' ? 'open' : why === 'resolved' ? 'resolved' : 'pending'
  return putDeskState(tx, scope, conversationId, {
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

/** Notes when a person answered first after somebody asked for one. */
export const noteAnswered = async (tx: Transaction, conversationId: string): Promise<void> =>
  void (await tx
    .updateTable('desk_states')
    .set({ first_answered_at: databaseNow })
    .where('conversation_id', '=', conversationId)
    .where('first_answered_at', 'is', null)
    .execute())

/** Opens again what was put aside; whether it was. */
export const reopen = async (tx: Transaction, conversationId: string): Promise<boolean> =>
  (await tx
    .updateTable('desk_states')
    .set({ state: 'open', snoozed_until: null })
    .where('conversation_id', '=', conversationId)
    .where('state', '!=', 'open')
    .returning('conversation_id')
    .executeTakeFirst()) !== undefined

/** Which conversations the desk has, in this state or in any, as a condition on their `id`. */
export const isKept = (state: DeskState | undefined): RawBuilder<boolean> =>
  state === undefined
    ? sql<boolean>`conversations.id IN (SELECT conversation_id FROM desk_states)`
    : sql<boolean>`conversations.id IN (SELECT conversation_id FROM desk_states WHERE state = ${state})`

/** Who has a conversation and how the desk keeps it. */
export interface Stand {
  readonly heldBy: HeldBy
  readonly state: DeskState
}

/** Which conversations stand in one of these ways, as a condition; what the desk never had is open. */
export const standsIn = (stands: readonly Stand[]): RawBuilder<boolean> =>
  sql<boolean>`(conversations.held_by || ' ' || coalesce(
    (SELECT state FROM desk_states WHERE conversation_id = conversations.id), 'open'))
    = ANY(${stands.map(({ heldBy, state }) => `${heldBy} ${state}`)}::text[])`

/** Which conversations have one of these priorities, as a condition. */
export const hasPriority = (priorities: readonly DeskPriority[]): RawBuilder<boolean> =>
  sql<boolean>`coalesce((SELECT priority FROM desk_states WHERE conversation_id = conversations.id), 'none')
    = ANY(${[...priorities]}::text[])`

/** Notes that the conversation's owner was told that nobody is there. */
export const noteToldNobody = async (tx: Transaction, conversationId: string): Promise<void> =>
  void (await tx
    .updateTable('desk_states')
    .set({ told_nobody_at: databaseNow })
    .where('conversation_id', '=', conversationId)
    .execute())

/** In how many conversations a person was asked for in a period, in how many one answered, and the median wait. */
export const countAsked = (tx: Reader, from: Date, to: Date) =>
  tx
    .selectFrom('desk_states')
    .select([
      sql<number>`count(*)::int`.as('asked'),
      sql<number>`count(first_answered_at)::int`.as('answered'),
      sql<number | null>`(percentile_cont(0.5) WITHIN GROUP (
        ORDER BY extract(epoch FROM first_answered_at - asked_at)))::float8`.as('waitedSeconds'),
    ])
    .where('asked_at', '>=', from)
    .where('asked_at', '<', to)
    .executeTakeFirstOrThrow()

/** How many open conversations each of these members has; who has none is not in it. */
export const countOpenHeld = (tx: Reader, memberIds: readonly string[]): Promise<Map<string, number>> =>
  countHeld(tx, memberIds, isKept('open'))
