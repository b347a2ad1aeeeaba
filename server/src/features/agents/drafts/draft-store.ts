import { type Selectable, sql } from 'kysely'
import type { AgentConfiguration } from '#contract/shapes/agent.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'
import { changesBetween } from '../configuration.ts'

export type DraftRow = Selectable<Schema['agent_drafts']>

/** The draft of an agent; null if there is none. */
export const findDraft = async (tx: Reader, agentId: string): Promise<DraftRow | null> =>
  (await tx.selectFrom('agent_drafts').selectAll().where('agent_id', '=', agentId).executeTakeFirst()) ?? null

export const changesOf = (draft: DraftRow | null): Partial<AgentConfiguration> =>
  (draft?.changes ?? {}) as Partial<AgentConfiguration>

/** Sets the draft of an agent, or deletes it if it contains no change. The agent is locked. */
export async function putDraft(
  tx: Transaction,
  { tenantId, actor }: Scope,
  agentId: string,
  changes: Partial<AgentConfiguration>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return dropDraft(tx, agentId)
  const said = { changes: JSON.stringify(changes), author_kind: actor.kind, author_id: actor.id }
  await tx
    .insertInto('agent_drafts')
    .values({ tenant_id: tenantId, agent_id: agentId, revision: 1, ...said })
    .onConflict((on) =>
      on.columns(['tenant_id', 'agent_id']).doUpdateSet({
        ...said,
        revision: sql<number>`agent_drafts.revision + 1`,
        updated_at: sql<Date>`now()`,
      }),
    )
    .execute()
}

export const dropDraft = async (tx: Transaction, agentId: string): Promise<void> =>
  void (await tx.deleteFrom('agent_drafts').where('agent_id', '=', agentId).execute())

/** Keeps those changes of a draft that still differ from the published version, with their author. */
export async function rebaseDraft(
  tx: Transaction,
  agentId: string,
  published: AgentConfiguration,
): Promise<void> {
  const draft = await findDraft(tx, agentId)
  if (!draft) return
  const changes = changesBetween(published, { ...published, ...changesOf(draft) })
  if (Object.keys(changes).length === 0) return dropDraft(tx, agentId)
  await tx
    .updateTable('agent_drafts')
    .set({ changes: JSON.stringify(changes) })
    .where('agent_id', '=', agentId)
    .execute()
}
