import { Site, SiteRef } from '#contract/shapes/site.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { nextRun } from '#kernel/schedule.ts'
import { step } from '#kernel/step.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { siteChanged, type SiteRow, toSite } from './site.ts'
import { siteRead, siteDue } from './job-kinds.ts'
import { updateSite } from './site-store.ts'
import { lockSite, requireSite } from './visible.ts'

/** Queues another run of a site whose row is locked; a queued or active one counts as it. */
export async function beginRun({ tx, emit, enqueue }: CommandContext, site: SiteRow): Promise<void> {
  if (site.state === 'queued' || site.state === 'running') return
  const row = await updateSite(tx, site.id, {
    state: 'queued',
    run: site.run + 1,
    bytes_read: 0,
    removed_count: 0,
    removed: [],
    failure_code: null,
    failure_detail: null,
    started_at: null,
    ended_at: null,
  })
  emit(siteChanged(row))
  enqueue(siteRead, { siteId: row.id, run: row.run })
}

/** Schedules the next run of a site; earlier schedules become void. Its row is locked. */
export async function planNext({ tx, enqueue }: CommandContext, site: SiteRow): Promise<void> {
  const due = site.is_paused ? null : nextRun(site.schedule, site.time_zone)
  const { plan } = await updateSite(tx, site.id, { plan: site.plan + 1, next_run_at: due })
  if (due) enqueue(siteDue, { siteId: site.id, plan }, { delayMs: Math.max(0, due.getTime() - Date.now()) })
}

/** Starts the due run, and schedules the next, unless the schedule was changed. */
export const startDueRun = step(
  async (context, { siteId, plan }: { siteId: string; plan: number }): Promise<void> => {
    const site = await lockSite(context.tx, context.scope, siteId)
    if (!site || site.is_paused || site.plan !== plan) return
    await beginRun(context, site)
    await planNext(context, site)
  },
)

/** Reads a site again now; only changed pages are indexed again. */
export const syncSite = command({
  name: 'site.sync',
  permission: 'knowledge:write',
  input: SiteRef,
  output: Site,
  async run(context, { siteId }) {
    const { tx, scope } = context
    const site = await lockSite(tx, scope, siteId)
    if (!site) throw notFound('site')
    if (site.is_paused) throw conflict('The site is paused. Resume it first.')
    await beginRun(context, site)
    return toSite(await requireSite(tx, scope, siteId))
  },
})
