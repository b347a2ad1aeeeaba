import { sql } from 'kysely'
import type { Kept } from '../database/partitions/keep-partitions.ts'

const DAY_MS = 86_400_000
/** A second of waiting, about, once a month. */
const AUDITED_MAX = 200_000

/** Events by month. When one is over it is dropped, but for what is not of these types, which stays. */
export const partitionedEvents = (days: number, passing: readonly string[]): Kept => ({
  table: 'events',
  every: 'month',
  ahead: 1,
  over: (now) => ({
    before: new Date(now.getTime() - days * DAY_MS),
    except: sql`type NOT IN (${sql.join(passing.map((type) => sql.lit(type)))})`,
    exceptMax: AUDITED_MAX,
  }),
})
