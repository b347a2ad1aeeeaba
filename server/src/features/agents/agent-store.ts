import { type RawBuilder, type Selectable, type SelectQueryBuilder, sql, type UpdateObject } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type {
  Adaptation,
  Agent,
  AgentHandoff,
  ProactiveMessageSettings,
  AgentConfiguration,
  KnowledgeBaseWeight,
} from '#contract/shapes/agent.ts'
import type { KnowledgeBaseFilter } from '#contract/shapes/document-filter.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { setQuestion } from '#platform/database/set-statement.ts'
import { statement } from '#platform/database/statement.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { configurationOf, columnsOf } from './configuration.ts'

export type AgentRow = Selectable<Schema['agents']>

/** An agent and the knowledge bases it searches. */
export interface EquippedAgent extends AgentRow {
  knowledge_base_ids: string[]
  /** Those with a weight other than 1. */
  knowledge_base_weights: KnowledgeBaseWeight[]
  /** Those of which only some documents count. */
  knowledge_base_filters: KnowledgeBaseFilter[]
}

type FromAgents = SelectQueryBuilder<Schema, 'agents', object>

const equipped = (select: FromAgents) =>
  select
    .selectAll('agents')
    .select(
      sql<
        string[]
      >`ARRAY(SELECT knowledge_base_id FROM agent_knowledge_bases WHERE agent_knowledge_bases.agent_id = agents.id ORDER BY knowledge_base_id)`.as(
        'knowledge_base_ids',
      ),
    )
    .select(
      sql<
        KnowledgeBaseWeight[]
      >`(SELECT coalesce(jsonb_agg(jsonb_build_object('knowledgeBaseId', knowledge_base_id, 'weight', weight)
        ORDER BY knowledge_base_id), '[]') FROM agent_knowledge_bases WHERE agent_knowledge_bases.agent_id = agents.id AND weight <> 1)`.as(
        'knowledge_base_weights',
      ),
    )
    .select(
      sql<
        KnowledgeBaseFilter[]
      >`(SELECT coalesce(jsonb_agg(jsonb_build_object('knowledgeBaseId', knowledge_base_id, 'where', filter)
        ORDER BY knowledge_base_id), '[]') FROM agent_knowledge_bases WHERE agent_knowledge_bases.agent_id = agents.id AND filter <> '[]')`.as(
        'knowledge_base_filters',
      ),
    )
    .where('agents.deleted_at', 'is', null)

/** A select of agents that are not deleted, each with its knowledge bases. */
const withKnowledgeBases = (tx: Pick<Reader, 'selectFrom'>) => equipped(tx.selectFrom('agents'))

/**
 * The same for agents that answer somewhere, including another member's own agent in a conversation where others write
 * too. Only for agents that a conversation or a widget names, whose access was checked there, or that are checked by
 * `seesAgent`.
 */
export const answeringWithKnowledgeBases = (tx: Pick<Reader, 'selectFrom'>, ids: RawBuilder<unknown>) =>
  equipped(tx.selectFrom(sql<AgentRow>`answering_agents(${ids})`.as('agents')) as unknown as FromAgents)

/** An agent as it is shown, with whether it has unpublished changes. */
export interface ShownAgent extends EquippedAgent {
  has_draft: boolean
}

/** Those that this actor may see. */
export function listAgentRows(tx: Reader, { actor }: Scope) {
  const shown = withKnowledgeBases(tx).select(
    sql<boolean>`EXISTS (SELECT FROM agent_drafts WHERE agent_drafts.agent_id = agents.id)`.as('has_draft'),
  )
  if (actor.permissions.has('internal')) return shown
  return shown.where(({ eb, or }) =>
    or([eb('agents.owner_id', 'is', null), eb('agents.owner_id', '=', actor.id)]),
  )
}

const byId = statement((db, { id }: { id: string }) => withKnowledgeBases(db).where('id', '=', id))

/** The agent, or null if there is none or it was deleted. */
export const findAgent = (tx: Reader, id: string): Promise<EquippedAgent | null> => byId.row(tx, { id })

const byIds = statement((db, { ids }: { ids: readonly string[] }) =>
  withKnowledgeBases(db).where(sql<boolean>`id = ANY(${ids}::uuid[])`),
)

const answeringById = setQuestion<{ id: string }, EquippedAgent>({ id: 'uuid' }, (db, given) =>
  answeringWithKnowledgeBases(db, sql`ARRAY(${db.selectFrom(given).select('given.id')})`)
    .innerJoin(given, 'given.id', 'agents.id')
    .select('given.nth'),
)

/** These agents, as far as they are there, in the order of the ids. */
export async function findAgents(tx: Reader, ids: readonly string[]): Promise<EquippedAgent[]> {
  if (ids.length === 0) return []
  const found = new Map((await byIds.rows(tx, { ids })).map((agent) => [agent.id, agent]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** The same for agents that answer where the actor writes: one may be another member's own. */
export async function findAnswering(tx: Reader, ids: readonly string[]): Promise<EquippedAgent[]> {
  if (ids.length === 0) return []
  const rows = await answeringById.rows(tx, ...ids.map((id) => ({ id })))
  return rows.toSorted((one, other) => one.nth - other.nth)
}

/** Whether this actor may see an agent: the tenant's and its own; the system sees all. */
export const seesAgent = ({ actor }: Scope, { owner_id: ownerId }: Pick<AgentRow, 'owner_id'>): boolean =>
  ownerId === null || ownerId === actor.id || actor.permissions.has('internal')

/** The agent with that ID, or Fault `not_found` if there is none that this actor may see. */
export async function requireAgent(tx: Reader, scope: Scope, id: string): Promise<EquippedAgent> {
  const [row] = await findAnswering(tx, [id])
  if (!row || !seesAgent(scope, row)) throw notFound('agent')
  return row
}

/**
 * The agent, locked until the transaction ends, or Fault `not_found`. Its configuration only changes under this lock.
 */
export async function lockAgent(tx: Transaction, scope: Scope, id: string): Promise<EquippedAgent> {
  await tx.selectFrom('agents').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return requireAgent(tx, scope, id)
}

/** The agent as the contract shows it, or Fault `not_found`. */
export async function showAgent(tx: Reader, scope: Scope, id: string): Promise<Agent> {
  const row = await listAgentRows(tx, scope).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('agent')
  return toAgent(row, scope)
}

/** The tenant's oldest agent with that name; null if there is none. */
export const findAgentNamed = async (tx: Reader, name: string): Promise<EquippedAgent | null> =>
  (await withKnowledgeBases(tx)
    .where('name', '=', name)
    .where('owner_id', 'is', null)
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

/** The tenant's first agent, which answers by default; null if there is none. */
export const findFirstAgent = async (tx: Reader): Promise<EquippedAgent | null> =>
  (await withKnowledgeBases(tx)
    .where('owner_id', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()) ?? null

/** Stores an agent: the tenant's, or a member's own. */
export const insertAgent = (
  tx: Transaction,
  scope: Scope,
  configuration: AgentConfiguration,
  ownerId: string | null,
): Promise<AgentRow> =>
  tx
    .insertInto('agents')
    .values({ tenant_id: scope.tenantId, id: uuidv7(), owner_id: ownerId, ...columnsOf(configuration) })
    .returningAll()
    .executeTakeFirstOrThrow()

/** The event payload of an agent, with the only member who may receive it, if any. */
export const agentEventPayload = ({
  id,
  name,
  owner_id: ownerId,
}: Pick<AgentRow, 'id' | 'name' | 'owner_id'>) => ({
  agentId: id,
  name,
  ...(ownerId !== null && { ownerId }),
})

export const updateAgent = async (tx: Transaction, id: string, change: UpdateObject<Schema, 'agents'>) =>
  void (await tx
    .updateTable('agents')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute())

/** Sets an agent's knowledge bases with their weights and filters; the caller has checked that they are visible. */
export async function replaceKnowledgeBases(
  tx: Transaction,
  scope: Scope,
  agentId: string,
  { knowledgeBaseIds, knowledgeBaseWeights, knowledgeBaseFilters }: AgentConfiguration,
) {
  const whereOf = new Map(knowledgeBaseFilters.map(({ knowledgeBaseId, where }) => [knowledgeBaseId, where]))
  const weightOf = new Map(
    knowledgeBaseWeights.map(({ knowledgeBaseId, weight }) => [knowledgeBaseId, weight]),
  )
  await tx.deleteFrom('agent_knowledge_bases').where('agent_id', '=', agentId).execute()
  if (knowledgeBaseIds.length === 0) return
  await tx
    .insertInto('agent_knowledge_bases')
    .values(
      [...new Set(knowledgeBaseIds)].map((knowledgeBaseId) => ({
        tenant_id: scope.tenantId,
        agent_id: agentId,
        knowledge_base_id: knowledgeBaseId,
        weight: weightOf.get(knowledgeBaseId) ?? 1,
        filter: JSON.stringify(whereOf.get(knowledgeBaseId) ?? []),
      })),
    )
    .execute()
}

/** An agent as in the contract. Its instructions are only for those who may change it. */
export function toAgent(row: ShownAgent, scope: Scope): Agent {
  const configuration = configurationOf(row)
  const told = scope.actor.permissions.has('agent:write')
  return {
    id: row.id,
    ...configuration,
    ...(!told && { instructions: '', tone: '', examples: [] }),
    version: row.version,
    hasDraft: told && row.has_draft,
    adaptation: adaptationOf(row),
    proactiveMessages: proactiveMessagesOf(row),
    handoff: handoffOf(row),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

export const adaptationOf = (row: AgentRow): Adaptation => ({
  mode: row.adapts as Adaptation['mode'],
  everyMessages: row.adapts_every,
  aboveConfidence: row.adapts_above,
})

/** Whether and how an agent writes first. */
export const proactiveMessagesOf = (row: AgentRow): ProactiveMessageSettings => ({
  speaksFirst: row.speaks_first,
  afterMinutes: row.proactive_after_minutes,
  perDay: row.proactive_per_day,
  unansweredMax: row.proactive_unanswered_max,
})

const usualHandoff: AgentHandoff = {
  onWords: true,
  words: null,
  byItself: false,
  afterUnanswered: null,
  comingLine: null,
  nobodyLine: null,
}

/** When an agent hands conversations to people. */
export const handoffOf = ({ handoff }: Pick<AgentRow, 'handoff'>): AgentHandoff => ({
  ...usualHandoff,
  ...(handoff as Partial<AgentHandoff>),
})
