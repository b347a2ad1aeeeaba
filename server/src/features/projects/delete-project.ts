import { z } from 'zod'
import { ProjectRef } from '#contract/shapes/project.ts'
import { command } from '#kernel/use-case.ts'
import { heardBy } from './project.ts'
import { removeProject } from './project-store.ts'
import { requireProject } from './visible.ts'

/** Deletes a project. Its conversations stay. */
export const deleteProject = command({
  name: 'project.delete',
  permission: 'conversation:write',
  input: ProjectRef,
  output: z.null(),
  async run({ tx, scope, emit }, { projectId }) {
    const row = await requireProject(tx, scope, projectId)
    await removeProject(tx, row.id)
    emit({ type: 'project.deleted', payload: heardBy(row) })
    return null
  },
})
