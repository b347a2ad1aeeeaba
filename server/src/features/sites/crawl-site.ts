import { setTimeout as pause } from 'node:timers/promises'
import { Fault } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { readStep } from '#kernel/step.ts'
import { isSameHost } from './address.ts'
import { beginReading } from './begin-reading.ts'
import { endRun } from './end-run.ts'
import { judgePage, type PageOutcome, skippedPage } from './read-page.ts'
import { everythingAllowed, readRobots, type Robots } from './robots.ts'
import type { SitePageRow, SiteRow } from './site.ts'
import { storePage } from './store-page.ts'
import { nextWaiting } from './page-store.ts'
import { visibleSites } from './visible.ts'

const RUN_MS_MAX = 30 * 60_000
const RUN_BYTES_MAX = 200 * 1_048_576
const PAUSE_MS = 100
const PAUSE_MS_MAX = 10_000
const ROBOTS_HOPS_MAX = 3

interface Reason {
  readonly code: 'upstream_failed' | 'limit_reached' | 'forbidden'
  readonly detail: string
}

/**
 * Crawls a site: page by page, changes go into the knowledge base, until no page is left or a limit is reached. Can be
 * killed at any point and run again: it continues with the remaining pages.
 */
export async function crawlSite(scope: Scope, run: { siteId: string; run: number }): Promise<void> {
  const { ports } = scope.app
  const begun = await beginReading(scope, run)
  if (!begun) return
  const failure = await readAll(scope, ports, begun)
  await endRun(scope, { ...run, failure })
}

async function readAll(scope: Scope, ports: Ports, begun: SiteRow): Promise<Reason | null> {
  const robots = await askRobots(scope, ports, begun.address)
  if ('code' in robots) return robots
  const startedAt = begun.started_at?.getTime() ?? Date.now()
  const run = { siteId: begun.id, run: begun.run }
  for (;;) {
    scope.signal.throwIfAborted()
    const next = await nextPage(scope, run)
    if (!next) return null
    const limit = limitMet(next.site, startedAt)
    if (limit) return limit
    const outcome = await readOne(scope, ports, robots, next)
    const failure = await store(scope, ports, next, outcome)
    if (failure) return failure
    await pause(Math.min(robots.pauseMs ?? PAUSE_MS, PAUSE_MS_MAX), undefined, { signal: scope.signal })
  }
}

/** Stores the outcome of a page. Returns why the run cannot continue, if so. */
async function store(
  scope: Scope,
  ports: Ports,
  { site, page }: { site: SiteRow; page: SitePageRow },
  outcome: PageOutcome,
): Promise<Reason | null> {
  const { address, depth, document_id: documentId } = page
  try {
    const run = { siteId: site.id, run: site.run }
    const stale = await storePage(scope, { ...run, address, depth, documentId, outcome })
    if (stale) await ports.blobs.remove(stale)
  } catch (error) {
    // A quota that is exceeded now would be exceeded a second later too.
    if (!(error instanceof Fault) || error.code !== 'limit_reached') throw error
    if (outcome.content?.blobKey) await ports.blobs.remove(outcome.content.blobKey)
    return { code: 'limit_reached', detail: error.message }
  }
  return address === site.address ? failureOfFirst(outcome) : null
}

/** Without its first page a site is nothing, and no page counts as vanished. */
function failureOfFirst({ state, reason, isRedirect }: PageOutcome): Reason | null {
  if (isRedirect || state === 'read' || state === 'unchanged') return null
  return { code: 'upstream_failed', detail: reason ?? 'The page cannot be read.' }
}

function limitMet(site: SiteRow, startedAt: number): Reason | null {
  if (Date.now() - startedAt > RUN_MS_MAX)
    return { code: 'limit_reached', detail: 'Crawling took longer than 30 minutes; the rest was not read.' }
  if (site.bytes_read > RUN_BYTES_MAX)
    return { code: 'limit_reached', detail: 'The pages are larger than 200 MB; the rest was not read.' }
  return null
}

async function readOne(
  scope: Scope,
  ports: Ports,
  robots: Robots,
  { site, page }: { site: SiteRow; page: SitePageRow },
): Promise<PageOutcome> {
  if (!isSameHost(page.address, site.address)) return skippedPage('other-host', 'It is on another host.')
  if (!robots.allows(page.address)) return skippedPage('robots', 'The robots.txt of the host forbids it.')
  const known = page.document_id === null ? null : { etag: page.etag, lastModified: page.last_modified }
  const fetched = await ports.pages.ask(page.address, known, scope.signal)
  return judgePage(scope, ports, { site, page }, fetched)
}

/** A host without a robots.txt allows everything; an unreachable one, nothing. */
async function askRobots(scope: Scope, ports: Ports, address: string): Promise<Robots | Reason> {
  let fetched = await ports.pages.ask(new URL('/robots.txt', address).href, null, scope.signal)
  for (let hops = 0; fetched.kind === 'moved' && hops < ROBOTS_HOPS_MAX; hops++)
    fetched = await ports.pages.ask(new URL(fetched.to, address).href, null, scope.signal)
  if (fetched.kind === 'content') return readRobots(fetched.text ?? '')
  if (fetched.kind === 'failed' && !fetched.isRefusal)
    return { code: 'upstream_failed', detail: `The robots.txt of the host cannot be read. ${fetched.reason}` }
  return everythingAllowed
}

/**
 * The next page of a run. Null if it is over: everything was read, another run has started, or the site is paused or
 * deleted.
 */
const nextPage = readStep(
  async (
    { tx, scope },
    { siteId, run }: { siteId: string; run: number },
  ): Promise<{ site: SiteRow; page: SitePageRow } | null> => {
    const site = await visibleSites(tx, scope).selectAll().where('id', '=', siteId).executeTakeFirst()
    if (!site || site.is_paused || site.run !== run || site.state !== 'running') return null
    const page = await nextWaiting(tx, site)
    return page ? { site, page } : null
  },
)
