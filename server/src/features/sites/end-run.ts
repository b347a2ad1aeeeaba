import { sql } from 'kysely'
import { z } from 'zod'
import { ErrorCode } from '#contract/error-codes.ts'
import { command } from '#kernel/use-case.ts'
import { planNext } from './plan-next.ts'
import { hasMetAll, takeVanished } from './page-store.ts'
import { siteChanged } from './site.ts'
import { pagesVanished, SiteRun } from './site-jobs.ts'
import { updateSite, withRemoved } from './site-store.ts'
import { lockSite } from './visible.ts'

const EndOfRun = SiteRun.extend({
  failure: z.object({ code: ErrorCode, detail: z.string() }).nullable(),
})

/** Ends a run. Pages that it has not met have vanished, provided that it has gone everywhere. */
export const endRun = command({
  name: 'site.end-run',
  permission: 'internal',
  input: EndOfRun,
  async run(context, { siteId, run, failure }): Promise<void> {
    const { tx, scope, emit, enqueue } = context
    const site = await lockSite(tx, scope, siteId)
    if (!site || site.run !== run || (site.state !== 'queued' && site.state !== 'running')) return
    const vanished = !failure && (await hasMetAll(tx, site)) ? await takeVanished(tx, site) : []
    const documentIds = vanished.map((page) => page.documentId)
    if (documentIds.length > 0) enqueue(pagesVanished, { documentIds })
    const row = await updateSite(tx, siteId, {
      state: failure ? 'failed' : 'done',
      failure_code: failure?.code ?? null,
      failure_detail: failure?.detail ?? null,
      ...withRemoved(
        site,
        vanished.map(({ address }) => address),
      ),
    })
    await sql`UPDATE sites SET ended_at = now() WHERE tenant_id = ${scope.tenantId} AND id = ${siteId}`.execute(
      tx,
    )
    if (row.schedule !== null) await planNext(context, row)
    emit(siteChanged(row))
  },
})
