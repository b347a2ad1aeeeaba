import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Fault } from '#kernel/fault.ts'
import type { FetchedPage, Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { isSameHost, mayBeRead, pageAddress } from './address.ts'
import type { SitePageRow, SiteRow } from './site.ts'
import { sitemapEntries } from './sitemap.ts'

/** What became of a page in a run. */
export interface PageOutcome {
  readonly state: 'read' | 'unchanged' | 'skipped' | 'failed'
  readonly reason: string | null
  /** True when it is known not to be there any more, or not for us. */
  readonly isGone: boolean
  /** True when it only leads elsewhere. */
  readonly isRedirect: boolean
  readonly bytes: number
  /** Where the run goes on from here; of a page that was not read, where it led before. */
  readonly follow: readonly string[]
  /** To be kept for later runs; the rest of these are left out when the page was not read. */
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

const nothing = { isGone: false, isRedirect: false, bytes: 0, reason: null }

export const skippedPage = (reason: string, isGone = true): PageOutcome => ({
  ...nothing,
  state: 'skipped',
  reason,
  isGone,
  follow: [],
})

/** What a failure leaves: the page as it was, and the way on from it. */
export const failedPage = (page: SitePageRow, reason: string): PageOutcome => ({
  ...nothing,
  state: 'failed',
  reason,
  follow: page.links,
})

/** Judges an answer of the web: what is new in it, and where it leads. */
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
      return skippedPage('The page is not there (any more).')
    case 'failed':
      return failedPage(page, fetched.reason)
    case 'moved':
      return movedPage(site, page, fetched.to)
    case 'content':
      return judgeContent(scope, ports, { site, page }, fetched)
  }
}

function movedPage(site: SiteRow, page: SitePageRow, to: string): PageOutcome {
  const target = pageAddress(to, page.address)
  if (!target || !isSameHost(target, site.address))
    return skippedPage(`It leads to another host: ${target ?? to}`)
  return { ...skippedPage(`It leads to ${target}`), isRedirect: true, follow: [target], links: [target] }
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
    const listed = entries.flatMap((entry) => pageAddress(entry, page.address) ?? [])
    const follow = site.kind === 'page' ? [] : listed.filter((entry) => isSameHost(entry, site.address))
    return { ...nothing, state: 'read', bytes, follow, links: follow }
  }
  if (site.kind === 'sitemap' && page.depth === 0)
    return { ...failedPage(page, 'This is not a sitemap.'), bytes }
  try {
    return await readContent(scope, ports, { site, page }, fetched)
  } catch (error) {
    if (error instanceof Fault && error.code === 'invalid_input')
      return { ...failedPage(page, error.message), bytes }
    throw error
  }
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
    return { ...skippedPage('The page asks not to be indexed.'), bytes, follow, links: follow }
  const name = (about?.title || nameOf(page.address)).slice(0, 255)
  const hash = createHash('sha256').update(`${mediaType}\n${name}\n${document.text}`).digest('hex')
  const marks = { etag: fetched.etag, lastModified: fetched.lastModified, hash }
  const seen = { ...nothing, bytes, follow, links: follow, marks }
  if (hash === page.hash && page.document_id !== null) return { ...seen, state: 'unchanged' }
  const blobKey = text === null ? await storeFile(ports, content) : null
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

async function storeFile(ports: Ports, content: Uint8Array): Promise<string> {
  const key = `pages/${crypto.randomUUID()}`
  await ports.blobs.write(key, Readable.from([Buffer.from(content)]), content.length)
  return key
}
