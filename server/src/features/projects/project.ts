import type { Selectable } from 'kysely'
import type { EventPayload } from '#contract/events.ts'
import type { Project } from '#contract/shapes/project.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { sourcesOf } from './project-store.ts'

export type ProjectRow = Selectable<Schema['projects']>

/** Projects as the contract shows them. */
export async function shownProjects(tx: Reader, rows: readonly ProjectRow[]): Promise<Project[]> {
  const sources = await sourcesOf(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => shownAs(row, sources.get(row.id) ?? []))
}

export const toProject = async (tx: Reader, row: ProjectRow): Promise<Project> =>
  shownAs(row, (await sourcesOf(tx, [row.id])).get(row.id) ?? [])

const shownAs = (row: ProjectRow, sourceIds: string[]): Project => ({
  id: row.id,
  name: row.name,
  description: row.description,
  color: row.color,
  icon: row.icon,
  instructions: row.instructions,
  agentId: row.agent_id,
  sourceIds,
  starred: row.is_starred,
  archived: row.is_archived,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** The facts by which the audience of a project's events is judged. */
export const heardBy = (row: Pick<ProjectRow, 'id' | 'owner_id'>): EventPayload<'project.created'> => ({
  projectId: row.id,
  ownerId: row.owner_id,
})
