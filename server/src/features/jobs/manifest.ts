import { sql } from 'kysely'
import type { Manifest } from '#kernel/manifest.ts'
import type { Actor } from '#kernel/scope.ts'
import type { PersonalData } from '#kernel/personal-data.ts'

/** The actor of jobs, if that is a visitor. */
const personalJobs: PersonalData = {
  name: 'jobs',
  move: async () => {},
  async erase({ tx }, visitorId) {
    const { numUpdatedRows } = await tx
      .updateTable('jobs')
      .set({ actor: sql<string>`actor || '{"name": ""}'::jsonb` })
      .where(sql<boolean>`actor ->> 'id' = ${visitorId}`)
      .where(sql<boolean>`actor ->> 'name' <> ''`)
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows)
  },
}

export const manifest: Manifest = {
  personalData: [personalJobs],
}

/** Who may receive its events. */
export const audience = {
  'job.retried': (actor: Actor): boolean => actor.permissions.has('job:manage'),
} as const
