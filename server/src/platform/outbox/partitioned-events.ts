import { sql } from 'kysely'
import type { Kept } from '../database/partitions/keep-partitions.ts'

const DAY_MS = 86_400_000
/** A second of waiting, about, once a month. */
const AUDITED_MAX = 200_000

/** Events by month. A month that is over is dropped, except for events of other than these types, which stay. */
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
