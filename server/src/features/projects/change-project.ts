import { ChangeProject, Project } from '#contract/shapes/project.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { starProject } from './member-store.ts'
import { heardBy, toProject } from './project.ts'
import { replaceSources, updateProject } from './project-store.ts'
import { requireMeans } from './require-means.ts'
import { requireProject } from './visible.ts'

/** Changes what a project is called, how it looks, what agents are told in it, and its marks. */
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
    if (facts.sourceIds) await replaceSources(tx, scope, projectId, facts.sourceIds)
    // A star is nobody else's business.
    const heard = await heardBy(tx, row)
    emit({ type: 'project.changed', payload: isOurs ? heard : { ...heard, memberIds: [actorId(scope)] } })
    return toProject(tx, scope, row)
  },
})
