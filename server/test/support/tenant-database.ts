import { randomUUID } from 'node:crypto'
import { migrate } from '#platform/database/migrate.ts'
import { type Database, openDatabase } from '#platform/database/open.ts'
import { freshDatabase } from './fresh-database.ts'

/** A database with one tenant and no application around it. */
export interface TenantDatabase {
  readonly database: Database
  readonly tenantId: string
  close(): Promise<void>
}

export async function openTenantDatabase(): Promise<TenantDatabase> {
  const { options, drop } = await freshDatabase()
  const database = await openDatabase(options)
  const tenantId = randomUUID()
  await migrate(database, 'latest')
  await database.system((tx) =>
    tx.insertInto('tenants').values({ tenant_id: tenantId, slug: 't', name: 'T' }).execute(),
  )
  return {
    database,
    tenantId,
    async close() {
      await database.close()
      await drop()
    },
  }
}
