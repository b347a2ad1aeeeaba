import { type Selectable, sql, type UpdateObject } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type SuggestionRow = Selectable<Schema['suggestions']>

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
    .values({ tenant_id: scope.tenantId, id: uuidv7(), ...facts })
    .returningAll()
    .executeTakeFirstOrThrow()

/** The suggestion, or Fault `not_found`. */
export async function requireSuggestion(tx: Reader, id: string): Promise<SuggestionRow> {
  const row = await tx.selectFrom('suggestions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('suggestion')
  return row
}

/** The suggestions to an agent in one of these states, the newest first, from below an id on. */
export const listSuggestionRows = (
  tx: Reader,
  {
    agentId,
    states,
    below,
    limit,
  }: { agentId: string; states: readonly string[]; below?: string; limit: number },
): Promise<SuggestionRow[]> => {
  const all = tx
    .selectFrom('suggestions')
    .selectAll()
    .where('agent_id', '=', agentId)
    .where('state', 'in', [...states])
    .orderBy('id', 'desc')
    .limit(limit)
  return (below === undefined ? all : all.where('id', '<', below)).execute()
}

type Settling = Pick<UpdateObject<Schema, 'suggestions'>, 'version' | 'instructions'> & {
  from: string
  to: string
}

/** Moves a suggestion from one state to another; Fault `precondition_failed` when it is in a third. Its agent is locked. */
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
  if (!row) throw new Fault('precondition_failed', 'This suggestion has been answered already.')
  return row
}
