import type { Log } from '../../log/log.ts'
import type { Database } from '../open.ts'
import { dropPartitions, type Over } from './drop-partitions.ts'
import { databaseNow, makePartitions } from './make-partitions.ts'
import type { Partitioned } from './partition.ts'

const EVERY_MS = 3_600_000

/** A partitioned table with its retention; without one it is kept forever. */
export interface Kept extends Partitioned {
  readonly over?: (now: Date) => Over
}

/** Creates partitions ahead of time and drops those that are over, now and every hour, until it is stopped. */
export function keepPartitions(database: Database, log: Log, tables: readonly Kept[]) {
  let isStopped = false
  let working = Promise.resolve()
  const work = async () => {
    for (const kept of tables) {
      if (isStopped) return
      try {
        await database.administer(async (db) => {
          await makePartitions(db, kept)
          if (kept.over) await dropPartitions(db, kept, kept.over(await databaseNow(db)))
        })
      } catch (error) {
        // Until then, rows go to the default partition.
        log.warn(
          { err: error, table: kept.table },
          'Partitions could not be created or dropped; trying again in an hour.',
        )
      }
    }
  }
  const plan = () => {
    working = working.then(work)
  }
  const timer = setInterval(plan, EVERY_MS)
  plan()
  return {
    async stop() {
      isStopped = true
      clearInterval(timer)
      await working
    },
  }
}
