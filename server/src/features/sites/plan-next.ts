import type { CommandContext } from '#kernel/use-case.ts'
import { nextRun } from '#kernel/schedule.ts'
import type { SiteRow } from './site.ts'
import { siteDue } from './job-kinds.ts'
import { updateSite } from './site-store.ts'

/** Has a site read again when it is due next; any earlier plan is void. Its row is locked. */
export async function planNext({ tx, enqueue }: CommandContext, site: SiteRow): Promise<void> {
  const due = site.is_paused ? null : nextRun(site.schedule, site.time_zone)
  const { plan } = await updateSite(tx, site.id, { plan: site.plan + 1, next_run_at: due })
  if (due) enqueue(siteDue, { siteId: site.id, plan }, { delayMs: Math.max(0, due.getTime() - Date.now()) })
}
