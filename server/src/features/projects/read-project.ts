import { Project, ProjectRef } from '#contract/shapes/project.ts'
import { query } from '#kernel/use-case.ts'
import { toProject } from './project.ts'
import { requireProject } from './visible.ts'

/** Reads what a project is. */
export const readProject = query({
  name: 'project.read',
  permission: 'conversation:read',
  input: ProjectRef,
  output: Project,
  run: async ({ tx, scope }, { projectId }) =>
    toProject(tx, scope, await requireProject(tx, scope, projectId)),
})
