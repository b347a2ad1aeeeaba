import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Fault } from '#kernel/fault.ts'
import type { FetchedPage, Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { PageErrorCode } from '#contract/shapes/site.ts'
import { isSameHost, mayBeRead, pageAddress } from './address.ts'
import type { SitePageRow, SiteRow } from './site.ts'
import { sitemapEntries } from './sitemap.ts'

const ENTRIES_A_TURN = 1_000

/** The outcome of a page in a run. */
export interface PageOutcome {
  readonly state: 'read' | 'unchanged' | 'skipped' | 'failed'
  readonly errorCode: PageErrorCode | null
  readonly reason: string | null
  /** True if it is known to be gone, or not accessible to us. */
  readonly isGone: boolean
  /** True when it only leads elsewhere. */
  readonly isRedirect: boolean
  /** True for a sitemap of sitemaps, which are read whatever their paths. */
  readonly isIndex: boolean
  readonly bytes: number
  /** The links that the run follows; for a page that was not read, those of the previous run. */
  readonly follow: readonly string[]
  /** Stored for later runs; omitted, like the fields below, if the page was not read. */
  readonly links?: readonly string[]
  readonly marks?: { etag: string | null; lastModified: string | null; hash: string }
  readonly content?: PageContent
}

export interface PageContent {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  /** As text, or as a file under a key. */
  readonly text: string | null
  readonly blobKey: string | null
}

const nothing = { isGone: false, isRedirect: false, isIndex: false, bytes: 0, errorCode: null, reason: null }

export const skippedPage = (errorCode: PageErrorCode, reason: string): PageOutcome => ({
  ...nothing,
  state: 'skipped',
  errorCode,
  reason,
  isGone: true,
  follow: [],
})

/** The outcome of a failure: the page stays as it was, and the run follows its old links. */
export const failedPage = (page: SitePageRow, errorCode: PageErrorCode, reason: string): PageOutcome => ({
  ...nothing,
  state: 'failed',
  errorCode,
  reason,
  follow: page.links,
})

/** Interprets a response: what changed on the page, and where it leads. */
export async function judgePage(
  scope: Scope,
  ports: Ports,
  { site, page }: { site: SiteRow; page: SitePageRow },
  fetched: FetchedPage,
): Promise<PageOutcome> {
  switch (fetched.kind) {
    case 'unchanged':
      return { ...nothing, state: 'unchanged', follow: page.links }
    case 'gone':
      return skippedPage('gone', 'The page does not exist.')
    case 'failed':
      return failedPage(page, fetched.errorCode, fetched.reason)
    case 'moved':
      return movedPage(site, page, fetched.to)
    case 'content':
      return judgeContent(scope, ports, { site, page }, fetched)
  }
}

function movedPage(site: SiteRow, page: SitePageRow, to: string): PageOutcome {
  const target = pageAddress(to, page.address)
  if (!target || !isSameHost(target, site.address))
    return skippedPage('moved-away', `It redirects to another host: ${target ?? to}`)
  return {
    ...skippedPage('moved', `It redirects to ${target}`),
    isRedirect: true,
    follow: [target],
    links: [target],
  }
}

async function judgeContent(
  scope: Scope,
  ports: Ports,
  { site, page }: { site: SiteRow; page: SitePageRow },
  fetched: Extract<FetchedPage, { kind: 'content' }>,
): Promise<PageOutcome> {
  const bytes = fetched.content.length
  const entries = fetched.text === null ? null : sitemapEntries(fetched.text)
  if (entries) {
    const follow = site.kind === 'page' ? [] : await listedPages(entries.addresses, site, page)
    return { ...nothing, state: 'read', isIndex: entries.isIndex, bytes, follow, links: follow }
  }
  if (site.kind === 'sitemap' && page.depth === 0)
    return { ...failedPage(page, 'not-a-sitemap', 'This is not a sitemap.'), bytes }
  try {
    return await readContent(scope, ports, { site, page }, fetched)
  } catch (error) {
    if (error instanceof Fault && error.code === 'invalid_input')
      return {
        ...failedPage(page, PageErrorCode.safeParse(error.reason).data ?? 'unreadable', error.message),
        bytes,
      }
    throw error
  }
}

/** A sitemap lists tens of thousands: other work gets a turn in between. */
async function listedPages(entries: readonly string[], site: SiteRow, page: SitePageRow): Promise<string[]> {
  const listed: string[] = []
  for (const [index, entry] of entries.entries()) {
    if (index % ENTRIES_A_TURN === 0) await nextTurn()
    const address = pageAddress(entry, page.address)
    if (address !== null && isSameHost(address, site.address)) listed.push(address)
  }
  return listed
}

async function readContent(
  scope: Scope,
  ports: Ports,
  { site, page }: { site: SiteRow; page: SitePageRow },
  fetched: Extract<FetchedPage, { kind: 'content' }>,
): Promise<PageOutcome> {
  const { mediaType, text, content } = fetched
  const bytes = content.length
  const readable = text === null ? content : Buffer.from(text)
  const document = await ports.documents.extract(readable, mediaType, scope.signal)
  const about = document.page
  const follow = site.kind === 'site' && !about?.isNofollow ? linksOf(about?.links ?? [], site, page) : []
  if (about?.isNoindex)
    return { ...skippedPage('noindex', 'The page asks not to be indexed.'), bytes, follow, links: follow }
  const name = (about?.title || nameOf(page.address)).slice(0, 255)
  const hash = createHash('sha256').update(`${mediaType}\n${name}\n${document.text}`).digest('hex')
  const marks = { etag: fetched.etag, lastModified: fetched.lastModified, hash }
  const seen = { ...nothing, bytes, follow, links: follow, marks }
  if (hash === page.hash && page.document_id !== null) return { ...seen, state: 'unchanged' }
  const blobKey = text === null ? await storeFile(scope, ports, { site, page }, content) : null
  return { ...seen, state: 'read', content: { name, mediaType, sizeBytes: bytes, text, blobKey } }
}

const linksOf = (links: readonly string[], site: SiteRow, page: SitePageRow): string[] => [
  ...new Set(
    links
      .flatMap((link) => pageAddress(link, page.address) ?? [])
      .filter((link) => isSameHost(link, site.address) && mayBeRead(link)),
  ),
]

/** The last part of its path, for a page without a title. */
function nameOf(address: string): string {
  const { pathname, host } = new URL(address)
  const last = pathname.split('/').findLast((part) => part !== '')
  try {
    return last ? decodeURIComponent(last) : host
  } catch {
    return last ?? host
  }
}

/** Stored beside the uploads, so that it is deleted with its tenant. A resumed run writes the same file. */
async function storeFile(
  { tenantId }: Scope,
  ports: Ports,
  { site, page }: { site: SiteRow; page: SitePageRow },
  content: Uint8Array,
): Promise<string> {
  const name = createHash('sha256').update(page.address).digest('hex').slice(0, 32)
  const key = `uploads/${tenantId}/pages/${site.id}-${site.run}-${name}`
  await ports.blobs.write(key, Readable.from([Buffer.from(content)]), content.length)
  return key
}
