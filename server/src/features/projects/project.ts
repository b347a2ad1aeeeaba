import type { Selectable } from 'kysely'
import type { EventPayload } from '#contract/events.ts'
import type { Project } from '#contract/shapes/project.ts'
import type { Schema } from '#platform/database/schema.ts'

export type ProjectRow = Selectable<Schema['projects']>

export const toProject = (row: ProjectRow): Project => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** The facts by which the audience of a project's events is judged. */
export const heardBy = (row: Pick<ProjectRow, 'id' | 'owner_id'>): EventPayload<'project.created'> => ({
  projectId: row.id,
  ownerId: row.owner_id,
})
