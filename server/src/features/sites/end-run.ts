import { sql } from 'kysely'
import type { ErrorCode } from '#contract/error-codes.ts'
import { step } from '#kernel/step.ts'
import { planNext } from './begin-run.ts'
import { hasMetAll, takeVanished } from './page-store.ts'
import { siteChanged } from './site.ts'
import { pagesVanished } from './job-kinds.ts'
import { updateSite, withRemoved } from './site-store.ts'
import { lockSite } from './visible.ts'

interface EndOfRun {
  readonly siteId: string
  readonly run: number
  readonly failure: { readonly code: ErrorCode; readonly detail: string } | null
}

/** Ends a run. Pages that it did not find have vanished, provided that it was complete. */
export const endRun = step(async (context, { siteId, run, failure }: EndOfRun): Promise<void> => {
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
})
