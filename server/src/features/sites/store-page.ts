import { z } from 'zod'
import { putPage, removePage } from '#features/knowledge/index.ts'
import { command } from '#kernel/use-case.ts'
import { awaitPages, updatePage } from './page-store.ts'
import type { PageOutcome } from './read-page.ts'
import { siteChanged } from './site.ts'
import { SiteRun } from './site-jobs.ts'
import { updateSite } from './site-store.ts'
import { lockSite } from './visible.ts'

// A sitemap may list sitemaps.
const SITEMAPS_WITHIN_MAX = 3

const PageOfRun = SiteRun.extend({
  address: z.string(),
  depth: z.int(),
  documentId: z.uuid().nullable(),
  // Made by us and large, so not gone through again.
  outcome: z.custom<PageOutcome>((value) => typeof value === 'object' && value !== null),
})

/**
 * Writes down what became of a page, its document and where it leads, in one transaction. Answers the key of a file that
 * nobody needs any more.
 */
export const storePage = command({
  name: 'site.store-page',
  permission: 'internal',
  input: PageOfRun,
  async run(context, { siteId, run, address, depth, documentId, outcome }): Promise<string | null> {
    const { tx, scope, emit } = context
    const site = await lockSite(tx, scope, siteId)
    if (!site || site.run !== run || site.state !== 'running') return outcome.content?.blobKey ?? null
    let kept = documentId
    let stale: string | null = null
    if (outcome.content) {
      const put = await putPage.within(context, {
        sourceId: site.source_id,
        documentId,
        address,
        ...outcome.content,
      })
      kept = put.documentId
      stale = put.staleBlobKey
    } else if (outcome.isGone && documentId) {
      stale = await removePage.within(context, { documentId })
      kept = null
    }
    await updatePage(
      tx,
      { site_id: siteId, address },
      {
        state: outcome.state,
        reason: outcome.reason,
        document_id: kept,
        ...(outcome.marks && {
          etag: outcome.marks.etag,
          last_modified: outcome.marks.lastModified,
          hash: outcome.marks.hash,
        }),
        ...(outcome.links && { links: [...outcome.links] }),
      },
    )
    const depthMax = site.kind === 'sitemap' ? SITEMAPS_WITHIN_MAX : site.depth_max
    if (outcome.isRedirect) await awaitPages(tx, site, outcome.follow, depth)
    else if (depth < depthMax) await awaitPages(tx, site, outcome.follow, depth + 1)
    const row = await updateSite(tx, siteId, { bytes_read: site.bytes_read + outcome.bytes })
    emit(siteChanged(row))
    return stale
  },
})
