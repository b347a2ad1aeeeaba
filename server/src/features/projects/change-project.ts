import { ChangeProject, Project } from '#contract/shapes/project.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { starProject } from './member-store.ts'
import { audiencePayload, toProject } from './project.ts'
import { replaceKnowledgeBases, updateProject } from './project-store.ts'
import { requireMeans } from './require-means.ts'
import { requireProject } from './visible.ts'

/** Changes what a project is called, how it looks, what agents are told in it, or stars or archives it. */
export const changeProject = command({
  name: 'project.change',
  permission: 'conversation:write',
  input: ChangeProject,
  output: Project,
  async run({ tx, scope, emit }, { projectId, ...facts }) {
    const { starred, archived, ...others } = facts
    const isChanged = Object.values(others).some((fact) => fact !== undefined)
    const found = await requireProject(
      tx,
      scope,
      projectId,
      archived !== undefined ? 'owner' : isChanged ? 'editor' : 'viewer',
    )
    await requireMeans(tx, scope, facts)
    if (starred !== undefined) await starProject(tx, scope, projectId, starred)
    const isOurs = isChanged || archived !== undefined
    const row = isOurs ? await updateProject(tx, projectId, facts) : found
    if (facts.knowledgeBaseIds) await replaceKnowledgeBases(tx, scope, projectId, facts.knowledgeBaseIds)
    // A star is nobody else's business.
    const heard = await audiencePayload(tx, row)
    emit({ type: 'project.changed', payload: isOurs ? heard : { ...heard, memberIds: [actorId(scope)] } })
    return toProject(tx, scope, row)
  },
})
