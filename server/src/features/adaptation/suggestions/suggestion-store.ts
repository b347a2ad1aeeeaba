import { type Selectable, sql, type UpdateObject } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { visibleConversationIds } from '#features/conversations/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealableText, sealingTexts } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type SuggestionRow = Selectable<Schema['suggestions']>

const REMEMBERED_MAX = 200

type NewSuggestion = Pick<
  SuggestionRow,
  | 'agent_id'
  | 'conversation_id'
  | 'base_version'
  | 'base_instructions'
  | 'instructions'
  | 'reason'
  | 'confidence'
  | 'evidence'
  | 'idea'
>

export const insertSuggestion = (
  tx: Transaction,
  scope: Scope,
  facts: NewSuggestion,
): Promise<SuggestionRow> =>
  tx
    .insertInto('suggestions')
    .values({
      tenant_id: scope.tenantId,
      id: uuidv7(),
      ...sealingTexts(facts, 'instructions', 'reason'),
      idea: facts.idea.map(sealableText),
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** A suggestion is for those who may read its conversation, and is deleted with it. */
const visibleSuggestions = (tx: Reader, scope: Scope) =>
  tx.selectFrom('suggestions').selectAll().where('conversation_id', 'in', visibleConversationIds(tx, scope))

/** The suggestion, or Fault `not_found` if there is none that this actor may see. */
export async function requireSuggestion(tx: Reader, scope: Scope, id: string): Promise<SuggestionRow> {
  const row = await visibleSuggestions(tx, scope).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('suggestion')
  return row
}

interface Wanted {
  agentId: string
  states: readonly string[]
  below?: string
  limit: number
}

/** The suggestions to an agent in one of these states that this actor may see, the newest first, from below an id on. */
export const listSuggestionRows = (
  tx: Reader,
  scope: Scope,
  { agentId, states, below, limit }: Wanted,
): Promise<SuggestionRow[]> => {
  const all = visibleSuggestions(tx, scope)
    .where('agent_id', '=', agentId)
    .where('state', 'in', [...states])
    .orderBy('id', 'desc')
    .limit(limit)
  return (below === undefined ? all : all.where('id', '<', below)).execute()
}

/** Suggestions that must not be repeated for an agent: open and rejected ones, whoever may see them. */
export const refusedSuggestions = (
  tx: Reader,
  agentId: string,
): Promise<Pick<SuggestionRow, 'reason' | 'idea'>[]> =>
  tx
    .selectFrom('suggestions')
    .select(['reason', 'idea'])
    .where('agent_id', '=', agentId)
    .where('state', 'in', ['waiting', 'dismissed', 'undone'])
    .orderBy('id', 'desc')
    .limit(REMEMBERED_MAX)
    .execute()

type Settling = Pick<UpdateObject<Schema, 'suggestions'>, 'version' | 'instructions'> & {
  from: string
  to: string
}

/**
 * Moves a suggestion from one state to another; Fault `precondition_failed` if it is in a third. Its agent is locked.
 */
export async function settleSuggestion(
  tx: Transaction,
  { actor }: Scope,
  id: string,
  { from, to, ...change }: Settling,
): Promise<SuggestionRow> {
  const row = await tx
    .updateTable('suggestions')
    .set({
      ...change,
      state: to,
      settled_kind: actor.kind,
      settled_id: actor.id,
      settled_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .where('state', '=', from)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Fault('precondition_failed', 'This suggestion has already been answered.')
  return row
}
