import { ListProjects, ProjectPage } from '#contract/shapes/project.ts'
import { byTime, pageFrom, readCursor } from '#kernel/cursor.ts'
import { olderThan } from '#platform/database/older-than.ts'
import { query } from '#kernel/use-case.ts'
import { type ProjectRow, shownProjects } from './project.ts'
import { starredBy } from './member-store.ts'
import { visibleProjects } from './visible.ts'

/** Lists the projects that one works in. */
export const listProjects = query({
  name: 'project.list',
  permission: 'conversation:read',
  input: ListProjects,
  output: ProjectPage,
  async run({ tx, scope }, { limit, after, archived, starred, order }) {
    let all = tx.selectFrom('projects').selectAll().where(visibleProjects(tx, scope))
    if (archived !== 'include') all = all.where('is_archived', '=', archived === 'only')
    if (starred) all = all.where(starredBy(tx, scope))
    const cursor = readCursor(after, order === 'changed' ? byTime : undefined)
    if (order === 'changed') {
      if (cursor) all = all.where(olderThan('updated_at', cursor))
      all = all.orderBy('updated_at', 'desc').orderBy('id', 'desc')
    } else {
      if (cursor) all = all.where('id', order === 'oldest' ? '>' : '<', cursor.id)
      all = all.orderBy('id', order === 'oldest' ? 'asc' : 'desc')
    }
    const at = (row: ProjectRow) => (order === 'changed' ? row.updated_at.toISOString() : '')
    const page = pageFrom(
      await all.limit(limit + 1).execute(),
      limit,
      (row) => row,
      (row) => ({ at: at(row), id: row.id }),
    )
    return { ...page, items: await shownProjects(tx, scope, page.items) }
  },
})
