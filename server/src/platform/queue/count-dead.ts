import { sql } from 'kysely'
import type { Database } from '../database/open.ts'

/** How many jobs, of any tenant, used up their tries within a day. */
export const countDead = (database: Database): Promise<number> =>
  database.system(async (tx) => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::integer AS count FROM jobs
      WHERE state = 'dead' AND ended_at > now() - interval '1 day'`.execute(tx)
    return rows[0]?.count ?? 0
  })
