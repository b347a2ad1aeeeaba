import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'

/** From now on, this transaction finds blocked content in place of the current one. */
export const includeBlocked = async (tx: Reader): Promise<void> =>
  void (await sql`SELECT set_config('parley.sees_blocked', 'on', true)`.execute(tx))
