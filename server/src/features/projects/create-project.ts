import { CreateProject, Project } from '#contract/shapes/project.ts'
import { lockUnblocked } from '#features/people/index.ts'
import { command } from '#kernel/use-case.ts'
import { audiencePayload, toProject } from './project.ts'
import { putMember, starProject } from './member-store.ts'
import { insertProject, replaceKnowledgeBases } from './project-store.ts'
import { requireMeans } from './require-means.ts'

/** Makes a project of one's own to put conversations in. */
export const createProject = command({
  name: 'project.create',
  permission: 'conversation:write',
  input: CreateProject,
  output: Project,
  async run({ tx, scope, emit }, { name, ...facts }) {
    await lockUnblocked(tx, scope)
    await requireMeans(tx, scope, facts)
    const row = await insertProject(tx, scope, { name, ...facts })
    if (scope.actor.kind === 'member')
      await putMember(tx, scope, { projectId: row.id, memberId: row.owner_id, role: 'owner' })
    if (facts.starred !== undefined) await starProject(tx, scope, row.id, facts.starred)
    if (facts.knowledgeBaseIds) await replaceKnowledgeBases(tx, scope, row.id, facts.knowledgeBaseIds)
    emit({ type: 'project.created', payload: await audiencePayload(tx, row) })
    return toProject(tx, scope, row)
  },
})
