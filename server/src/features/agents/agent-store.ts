import { type Selectable, sql, type UpdateObject } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Agent, SourceWeight } from '#contract/shapes/agent.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { statement } from '#platform/database/statement.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

export type AgentRow = Selectable<Schema['agents']>

/** An agent and the sources it looks answers up in. */
export interface EquippedAgent extends AgentRow {
  source_ids: string[]
  /** Those that count more or less than the others. */
  source_weights: SourceWeight[]
}

/** A select of agents that are not deleted, each with its sources. */
export const withSources = (tx: Pick<Reader, 'selectFrom'>) =>
  tx
    .selectFrom('agents')
    .selectAll()
    .select(
      sql<
        string[]
      >`ARRAY(SELECT source_id FROM agent_sources WHERE agent_sources.agent_id = agents.id ORDER BY source_id)`.as(
        'source_ids',
      ),
    )
    .select(
      sql<
        SourceWeight[]
      >`(SELECT coalesce(jsonb_agg(jsonb_build_object('sourceId', source_id, 'weight', weight)
        ORDER BY source_id), '[]') FROM agent_sources WHERE agent_sources.agent_id = agents.id AND weight <> 1)`.as(
        'source_weights',
      ),
    )
    .where('deleted_at', 'is', null)

export const listAgentRows = (tx: Reader) => withSources(tx)

const byId = statement((db, { id }: { id: string }) => withSources(db).where('id', '=', id))

/** The agent, or null when there is none or it was deleted. */
export const findAgent = (tx: Reader, id: string): Promise<EquippedAgent | null> => byId.row(tx, { id })

/** The agent, or Fault `not_found`. */
export async function requireAgent(tx: Reader, id: string): Promise<EquippedAgent> {
  const row = await findAgent(tx, id)
  if (!row) throw notFound('agent')
  return row
}

/** The oldest agent of that name; null when there is none. */
export const findAgentNamed = async (tx: Reader, name: string): Promise<EquippedAgent | null> =>
  (await withSources(tx)
    .where('name', '=', name)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()) ?? null

/** The names of agents, also of those that were deleted. */
export async function findAgentNames(tx: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('agents').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The tenant's first agent, who answers where none is named; null when there is none. */
export const findFirstAgent = async (tx: Reader): Promise<EquippedAgent | null> =>
  (await withSources(tx).orderBy('created_at').orderBy('id').limit(1).executeTakeFirst()) ?? null

export const insertAgent = (
  tx: Transaction,
  scope: Scope,
  facts: {
    name: string
    instructions: string
    model: string | null
    temperature: number | null
    tools: string[]
    unsupported_claims: string
  },
): Promise<AgentRow> =>
  tx
    .insertInto('agents')
    .values({ tenant_id: scope.tenantId, id: uuidv7(), ...facts })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateAgent = async (tx: Transaction, id: string, change: UpdateObject<Schema, 'agents'>) =>
  void (await tx
    .updateTable('agents')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute())

/** Sets which sources an agent looks in and how much each counts; the caller has checked that they are visible. */
export async function replaceSources(
  tx: Transaction,
  scope: Scope,
  agentId: string,
  sourceIds: readonly string[],
  weights: readonly SourceWeight[],
) {
  const weightOf = new Map(weights.map(({ sourceId, weight }) => [sourceId, weight]))
  await tx.deleteFrom('agent_sources').where('agent_id', '=', agentId).execute()
  if (sourceIds.length === 0) return
  await tx
    .insertInto('agent_sources')
    .values(
      [...new Set(sourceIds)].map((sourceId) => ({
        tenant_id: scope.tenantId,
        agent_id: agentId,
        source_id: sourceId,
        weight: weightOf.get(sourceId) ?? 1,
      })),
    )
    .execute()
}

/** An agent as the contract shows it. What it was told stays with those who may change it. */
export const toAgent = (row: EquippedAgent, scope: Scope): Agent => ({
  id: row.id,
  name: row.name,
  instructions: scope.actor.permissions.has('agent:write') ? row.instructions : '',
  model: row.model,
  temperature: row.temperature,
  sourceIds: row.source_ids,
  sourceWeights: row.source_weights,
  unsupportedClaims: row.unsupported_claims as Agent['unsupportedClaims'],
  tools: row.tools,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
