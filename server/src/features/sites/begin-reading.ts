import { sql } from 'kysely'
import { step } from '#kernel/step.ts'
import { awaitPages } from './page-store.ts'
import { siteChanged, type SiteRow } from './site.ts'
import { updateSite } from './site-store.ts'
import { lockSite } from './visible.ts'

/** Claims a run, or resumes it after its process died. Null if it is over or another has started. */
export const beginReading = step(
  async ({ tx, scope, emit }, { siteId, run }: { siteId: string; run: number }): Promise<SiteRow | null> => {
    const site = await lockSite(tx, scope, siteId)
    if (!site || site.run !== run || (site.state !== 'queued' && site.state !== 'running')) return null
    if (site.state === 'running') return site
    await awaitPages(tx, site, [site.address], 0)
    const row = await updateSite(tx, siteId, { state: 'running' })
    await sql`UPDATE sites SET started_at = now() WHERE tenant_id = ${scope.tenantId} AND id = ${siteId}`.execute(
      tx,
    )
    emit(siteChanged(row))
    return row
  },
)
