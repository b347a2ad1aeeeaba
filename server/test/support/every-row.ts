import { readMomentOf } from '#platform/database/backup/moment.ts'
import type { Database } from '#platform/database/open.ts'

/** Every row of a database as a line, below its table and sorted. */
export const everyRow = (database: Database): Promise<Record<string, string[]>> =>
  readMomentOf(database, async ({ parts }) => {
    const tables: Record<string, string[]> = {}
    let rows: string[] = []
    for await (const part of parts) {
      if (part.type === 'table') tables[part.table] = rows = []
      if (part.type === 'rows') rows.push(...part.lines)
      if (part.type === 'sum') rows.sort()
    }
    return tables
  })
