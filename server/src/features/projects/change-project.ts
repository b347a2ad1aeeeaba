import { ChangeProject, Project } from '#contract/shapes/project.ts'
import { command } from '#kernel/use-case.ts'
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
    await requireProject(tx, scope, projectId)
    await requireMeans(tx, scope, facts)
    const row = await updateProject(tx, projectId, facts)
    if (facts.sourceIds) await replaceSources(tx, scope, projectId, facts.sourceIds)
    emit({ type: 'project.changed', payload: heardBy(row) })
    return toProject(tx, row)
  },
})
