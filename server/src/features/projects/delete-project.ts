import { z } from 'zod'
import { ProjectRef } from '#contract/shapes/project.ts'
import { emptyPlace } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { audiencePayload } from './project.ts'
import { removeProject } from './project-store.ts'
import { lockProject } from './visible.ts'

/** Deletes a project. Its conversations stay, each with its owner alone. */
export const deleteProject = command({
  name: 'project.delete',
  permission: 'conversation:write',
  input: ProjectRef,
  output: z.null(),
  async run({ tx, scope, emit }, { projectId }) {
    const row = await lockProject(tx, scope, projectId, 'owner')
    const heard = await audiencePayload(tx, row)
    await emptyPlace(tx, { projectId })
    await removeProject(tx, row.id)
    emit({ type: 'project.deleted', payload: heard })
    return null
  },
})
