import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { ProjectFacts } from '#contract/shapes/project.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import type { ProjectRow } from './project.ts'

export const insertProject = (
  tx: Transaction,
  scope: Scope,
  { name, ...facts }: ProjectFacts & { name: string },
): Promise<ProjectRow> =>
  tx
    .insertInto('projects')
    .values({
      tenant_id: scope.tenantId,
      id: uuidv7(),
      owner_kind: scope.actor.kind === 'visitor' ? 'visitor' : 'member',
      owner_id: actorId(scope),
      name,
      ...columnsOf(facts),
    })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateProject = (tx: Transaction, id: string, facts: ProjectFacts): Promise<ProjectRow> =>
  tx
    .updateTable('projects')
    .set({ ...columnsOf(facts), updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

const columnsOf = (facts: ProjectFacts) => ({
  ...(facts.name !== undefined && { name: facts.name }),
  ...(facts.description !== undefined && { description: facts.description }),
  ...(facts.color !== undefined && { color: facts.color?.toUpperCase() ?? null }),
  ...(facts.icon !== undefined && { icon: facts.icon }),
  ...(facts.instructions !== undefined && { instructions: facts.instructions }),
  ...(facts.agentId !== undefined && { agent_id: facts.agentId }),
  ...(facts.archived !== undefined && { is_archived: facts.archived }),
})

/** Removes a project. Its conversations stay, and are in no project afterwards. */
export const removeProject = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('projects').where('id', '=', id).execute())

/** Sets the knowledge bases that agents search in a project; the caller has checked that they are visible. */
export async function replaceKnowledgeBases(
  tx: Transaction,
  scope: Scope,
  projectId: string,
  knowledgeBaseIds: readonly string[],
) {
  await tx.deleteFrom('project_knowledge_bases').where('project_id', '=', projectId).execute()
  if (knowledgeBaseIds.length === 0) return
  await tx
    .insertInto('project_knowledge_bases')
    .values(
      [...new Set(knowledgeBaseIds)].map((knowledgeBaseId) => ({
        tenant_id: scope.tenantId,
        project_id: projectId,
        knowledge_base_id: knowledgeBaseId,
      })),
    )
    .execute()
}

/** The knowledge bases of each of these projects that has any. */
export async function knowledgeBasesOf(
  tx: Reader,
  projectIds: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (projectIds.length === 0) return found
  const rows = await tx
    .selectFrom('project_knowledge_bases')
    .select(['project_id', 'knowledge_base_id'])
    .where('project_id', 'in', projectIds)
    .orderBy('knowledge_base_id')
    .execute()
  for (const { project_id, knowledge_base_id } of rows)
    found.set(project_id, [...(found.get(project_id) ?? []), knowledge_base_id])
  return found
}
