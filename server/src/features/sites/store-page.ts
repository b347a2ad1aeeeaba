import { putPage, removePage } from '#features/knowledge/index.ts'
import { step } from '#kernel/step.ts'
import { awaitPages, updatePage } from './page-store.ts'
import type { PageOutcome } from './read-page.ts'
import { siteChanged, type SiteRow } from './site.ts'
import { isWanted } from './path-pattern.ts'
import { updateSite, withRemoved } from './site-store.ts'
import { lockSite } from './visible.ts'

// A sitemap may list sitemaps.
const SITEMAPS_WITHIN_MAX = 3

interface PageOfRun {
  readonly siteId: string
  readonly run: number
  readonly address: string
  readonly depth: number
  readonly documentId: string | null
  readonly outcome: PageOutcome
}

/**
 * Stores the outcome of a page, its document and its links, in one transaction. Returns the key of a file that is no
 * longer needed.
 */
export const storePage = step(
  async (
    context,
    { siteId, run, address, depth, documentId, outcome }: PageOfRun,
  ): Promise<string | null> => {
    const { tx, scope, emit } = context
    const site = await lockSite(tx, scope, siteId)
    if (!site || site.run !== run || site.state !== 'running') return outcome.content?.blobKey ?? null
    let kept = documentId
    let stale: string | null = null
    let change: 'added' | 'changed' | null = null
    const removed: string[] = []
    if (outcome.content) {
      const put = await putPage(context, {
        knowledgeBaseId: site.knowledge_base_id,
        documentId,
        address,
        ...outcome.content,
      })
      kept = put.documentId
      change = documentId === null ? 'added' : 'changed'
      stale = put.staleBlobKey
    } else if (outcome.isGone && documentId) {
      stale = await removePage.within(context, { documentId })
      kept = null
      removed.push(address)
    }
    await updatePage(
      tx,
      { site_id: siteId, address },
      {
        state: outcome.state,
        error_code: outcome.errorCode,
        reason: outcome.reason,
        change,
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
    const follow = wantedOf(site, outcome)
    if (outcome.isRedirect) await awaitPages(tx, site, follow, depth)
    else if (depth < depthMax) await awaitPages(tx, site, follow, depth + 1)
    const row = await updateSite(tx, siteId, {
      bytes_read: site.bytes_read + outcome.bytes,
      ...withRemoved(site, removed),
    })
    emit(siteChanged(row))
    return stale
  },
)

/**
 * The links to follow: those that the settings include. A redirect comes from an included page; sitemaps of sitemaps
 * are not nested further.
 */
const wantedOf = (site: SiteRow, { follow, isRedirect, isIndex }: PageOutcome): readonly string[] =>
  isRedirect || isIndex ? follow : follow.filter((address) => isWanted(site, address))
