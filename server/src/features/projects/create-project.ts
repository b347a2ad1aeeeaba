import { CreateProject, Project } from '#contract/shapes/project.ts'
import { holdWelcome } from '#features/people/index.ts'
import { command } from '#kernel/use-case.ts'
import { heardBy, toProject } from './project.ts'
import { insertProject } from './project-store.ts'

/** Makes a project of one's own to put conversations in. */
export const createProject = command({
  name: 'project.create',
  permission: 'conversation:write',
  input: CreateProject,
  output: Project,
  async run({ tx, scope, emit }, { name }) {
    await holdWelcome(tx, scope)
    const row = await insertProject(tx, scope, name)
    emit({ type: 'project.created', payload: heardBy(row) })
    return toProject(row)
  },
})
