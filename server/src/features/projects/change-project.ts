import { ChangeProject, Project } from '#contract/shapes/project.ts'
import { command } from '#kernel/use-case.ts'
import { heardBy, toProject } from './project.ts'
import { renameProject } from './project-store.ts'
import { requireProject } from './visible.ts'

/** Renames a project. */
export const changeProject = command({
  name: 'project.change',
  permission: 'conversation:write',
  input: ChangeProject,
  output: Project,
  async run({ tx, scope, emit }, { projectId, name }) {
    await requireProject(tx, scope, projectId)
    const row = await renameProject(tx, projectId, name)
    emit({ type: 'project.changed', payload: heardBy(row) })
    return toProject(row)
  },
})
