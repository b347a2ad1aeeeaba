import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'

/** From now on until it ends, this transaction finds what is blocked in the place of what is found. */
export const includeBlocked = async (tx: Reader): Promise<void> =>
  void (await sql`SELECT set_config('parley.sees_blocked', 'on', true)`.execute(tx))
