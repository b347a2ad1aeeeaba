import type { Selectable } from 'kysely'
import {
  PageChange,
  PageErrorCode,
  type Site,
  SiteKind,
  type SitePage,
  SitePageState,
  SiteState,
} from '#contract/shapes/site.ts'
import type { Schema } from '#platform/database/schema.ts'

/** Why a schedule was refused. */
export const ONCE_AN_HOUR = 'A website can be crawled at most once an hour.'

export type SiteRow = Selectable<Schema['sites']>
export type SitePageRow = Selectable<Schema['site_pages']>

/** A site with the number of its pages in each state. */
export interface CountedSite extends SiteRow {
  readonly pages: Partial<Record<SitePage['state'], number>> | null
  readonly changes: Partial<Record<'added' | 'changed', number>> | null
}

export const toSite = (row: CountedSite): Site => ({
  id: row.id,
  knowledgeBaseId: row.knowledge_base_id,
  address: row.address,
  kind: SiteKind.parse(row.kind),
  pagesMax: row.pages_max,
  depthMax: row.depth_max,
  schedule: row.schedule,
  timeZone: row.time_zone,
  state: SiteState.parse(row.state),
  failure: row.failure_code === null ? null : { code: row.failure_code, detail: row.failure_detail ?? '' },
  pages: { waiting: 0, read: 0, unchanged: 0, skipped: 0, failed: 0, ...row.pages },
  include: row.include,
  exclude: row.exclude,
  isPaused: row.is_paused,
  changes: {
    added: 0,
    changed: 0,
    ...row.changes,
    removed: row.removed_count,
    removedPages: row.removed,
  },
  nextRunAt: row.next_run_at?.toISOString() ?? null,
  startedAt: row.started_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})

export const toSitePage = (row: SitePageRow): SitePage => ({
  address: row.address,
  state: SitePageState.parse(row.state),
  errorCode: PageErrorCode.safeParse(row.error_code).data ?? null,
  reason: row.reason,
  change: PageChange.safeParse(row.change).data ?? null,
  depth: row.depth,
  documentId: row.document_id,
  readAt: row.read_at?.toISOString() ?? null,
})

/** The payload for subscribers when a run progresses. */
export const siteChanged = (row: Pick<SiteRow, 'id' | 'knowledge_base_id' | 'state'>) => ({
  type: 'site.changed' as const,
  payload: { knowledgeBaseId: row.knowledge_base_id, siteId: row.id, state: row.state },
})
