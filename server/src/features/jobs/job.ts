import type { Selectable } from 'kysely'
import type { Job } from '#contract/shapes/job.ts'
import type { Schema } from '#platform/database/schema.ts'

export type JobRow = Selectable<Schema['jobs']>

/** A job as administrators see it: never with its input, which may be about private questions. */
export function toJob(row: JobRow): Job {
  const { kind, name } = row.actor as { kind: string; name: string }
  return {
    id: row.id,
    name: row.name,
    state: row.state as Job['state'],
    tries: row.tries,
    triesMax: row.tries_max,
    reason: row.last_error,
    askedBy: { kind, name },
    createdAt: row.created_at.toISOString(),
    dueAt: row.run_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}
