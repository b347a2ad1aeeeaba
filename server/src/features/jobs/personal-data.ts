import { sql } from 'kysely'
import type { PersonalData } from '#kernel/personal-data.ts'

/** In whose name work was done, where that is a visitor's. */
export const personalJobs: PersonalData = {
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
