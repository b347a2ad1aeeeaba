import { ListProjects, ProjectPage } from '#contract/shapes/project.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toProject } from './project.ts'
import { visibleProjects } from './visible.ts'

/** Lists one's projects, the oldest first. */
export const listProjects = query({
  name: 'project.list',
  permission: 'conversation:read',
  input: ListProjects,
  output: ProjectPage,
  async run({ tx, scope }, { limit, after }) {
    const cursor = readCursor(after)
    const all = tx
      .selectFrom('projects')
      .selectAll()
      .where(visibleProjects(scope))
      .orderBy('id')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('id', '>', cursor.id) : all).execute()
    return pageFrom(rows, limit, toProject, (row) => ({ at: '', id: row.id }))
  },
})
