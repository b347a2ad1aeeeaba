import { CreateProject, Project } from '#contract/shapes/project.ts'
import { holdWelcome } from '#features/people/index.ts'
import { command } from '#kernel/use-case.ts'
import { heardBy, toProject } from './project.ts'
import { putMember, starProject } from './member-store.ts'
import { insertProject, replaceSources } from './project-store.ts'
import { requireMeans } from './require-means.ts'

/** Makes a project of one's own to put conversations in. */
export const createProject = command({
  name: 'project.create',
  permission: 'conversation:write',
  input: CreateProject,
  output: Project,
  async run({ tx, scope, emit }, { name, ...facts }) {
    await holdWelcome(tx, scope)
    await requireMeans(tx, scope, facts)
    const row = await insertProject(tx, scope, { name, ...facts })
    if (scope.actor.kind === 'member')
      await putMember(tx, scope, { projectId: row.id, memberId: row.owner_id, role: 'owner' })
    if (facts.starred !== undefined) await starProject(tx, scope, row.id, facts.starred)
    if (facts.sourceIds) await replaceSources(tx, scope, row.id, facts.sourceIds)
    emit({ type: 'project.created', payload: await heardBy(tx, row) })
    return toProject(tx, scope, row)
  },
})
