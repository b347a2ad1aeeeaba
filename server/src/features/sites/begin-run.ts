import type { CommandContext } from '#kernel/use-case.ts'
import { siteChanged, type SiteRow } from './site.ts'
import { siteRead } from './job-kinds.ts'
import { updateSite } from './site-store.ts'

/** Asks for another run through a site whose row is locked; the one that waits or is under way counts as it. */
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
