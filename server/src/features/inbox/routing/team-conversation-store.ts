import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'

export type TeamConversationRow = Selectable<Schema['team_conversations']>

/** With which teams these conversations are, by id. */
export async function findTeamConversations(
  tx: Reader,
  ids: readonly string[],
): Promise<Map<string, TeamConversationRow>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('team_conversations')
    .selectAll()
    .where('conversation_id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row]))
}

/** Every conversation that is with a team, those that wait longest first. */
export const listTeamConversationRows = (tx: Reader, limit: number): Promise<TeamConversationRow[]> =>
  tx
    .selectFrom('team_conversations')
    .selectAll()
    .orderBy('waiting_since')
    .orderBy('conversation_id')
    .limit(limit)
    .execute()

/** Adds a conversation to a team, if it is in none. */
export const enterTeam = async (
  tx: Transaction,
  { tenantId }: Scope,
  {
    conversationId,
    teamId,
    since,
    isToldClosed = false,
  }: { conversationId: string; teamId: string; since: Date; isToldClosed?: boolean },
): Promise<void> =>
  void (await tx
    .insertInto('team_conversations')
    .values({
      tenant_id: tenantId,
      conversation_id: conversationId,
      team_id: teamId,
      waiting_since: since,
      is_told_closed: isToldClosed,
    })
    .onConflict((on) => on.doNothing())
    .execute())

/** Moves a conversation to a team; its waiting time continues. */
export const changeTeamOf = async (
  tx: Transaction,
  { tenantId, app }: Scope,
  conversationId: string,
  teamId: string,
): Promise<void> =>
  void (await tx
    .insertInto('team_conversations')
    .values({
      tenant_id: tenantId,
      conversation_id: conversationId,
      team_id: teamId,
      waiting_since: app.now(),
    })
    .onConflict((on) => on.columns(['tenant_id', 'conversation_id']).doUpdateSet({ team_id: teamId }))
    .execute())

/** Removes a conversation from its team: its agent has it again. */
export const leaveTeam = async (tx: Transaction, conversationId: string): Promise<void> =>
  void (await tx.deleteFrom('team_conversations').where('conversation_id', '=', conversationId).execute())

/** Moves all conversations of one team to another. */
export const moveTeamConversations = async (tx: Transaction, fromId: string, toId: string): Promise<void> =>
  void (await tx
    .updateTable('team_conversations')
    .set({ team_id: toId })
    .where('team_id', '=', fromId)
    .execute())

/** Which conversations are with a team, as a condition on their `id`. */
export const isWithTeam = (teamId: string): RawBuilder<boolean> =>
  sql<boolean>`conversations.id IN (SELECT conversation_id FROM team_conversations WHERE team_id = ${teamId})`

/** Records that the owner of a conversation was told that the team is open again. */
export const noteToldOpen = async (tx: Transaction, conversationId: string): Promise<void> =>
  void (await tx
    .updateTable('team_conversations')
    .set({ is_told_closed: false })
    .where('conversation_id', '=', conversationId)
    .execute())
