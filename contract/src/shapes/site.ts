import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { DocumentErrorCode } from './document-error-code.ts'
import { PageQuery, pageOf } from '../page.ts'

/** Why a page was skipped or failed. Codes are permanent: clients match on them and translate them. */
export const PageErrorCode = z
  .enum([
    ...DocumentErrorCode.options,
    'other-host',
    'robots',
    'gone',
    'moved',
    'moved-away',
    'not-a-sitemap',
    'noindex',
    'private-address',
    'refused',
    'unsupported',
    'page-too-large',
    'unreachable',
  ])
  .describe(
    'Why a page was skipped or failed. Besides the codes of documents: `other-host`: it is on another host. `robots`: robots.txt forbids it. `gone`: it does not exist. `moved`: it redirects to another page, which was read instead. `moved-away`: it redirects to another host. `not-a-sitemap`: it is not a sitemap. `noindex`: it asks not to be indexed. `private-address`: it is on a private network. `refused`: the server refused access. `unsupported`: pages of this type are not supported. `page-too-large`: it is larger than 5 MB. `unreachable`: the server cannot be reached or responds incorrectly.',
  )
export type PageErrorCode = z.infer<typeof PageErrorCode>

export const SiteKind = z
  .enum(['page', 'sitemap', 'site'])
  .describe(
    '`page`: a single page; `sitemap`: the pages that a sitemap lists; `site`: the pages of one host that are linked from a first page.',
  )
export const SiteState = z
  .enum(['queued', 'running', 'done', 'failed'])
  .describe('The state of the latest run.')

const Pattern = z.string().trim().min(1).max(200).startsWith('/')
const patterns = z.array(Pattern).max(20)

const Limits = {
  pagesMax: z.int().min(1).max(1000).describe('The maximum number of pages to read.'),
  depthMax: z
    .int()
    .min(0)
    .max(5)
    .describe('The maximum number of links to follow from the first page; 0: only the first page.'),
  schedule: z
    .string()
    .trim()
    .max(100)
    .nullable()
    .describe(
      'When to read the site again, as a five-field cron pattern, at most hourly, such as `0 3 * * *` for every day at 3:00; null: never.',
    ),
  timeZone: z.string().max(60).describe('The IANA time zone of the schedule, such as `Asia/Shanghai`.'),
  include: patterns.describe(
    'Paths to read, as prefixes with `*` for any text and `$` for the end of the path, such as `/docs/*.html$`. If there are any, only the first page and matching pages are read.',
  ),
  exclude: patterns.describe(
    'Paths to skip, as prefixes with `*` for any text and `$` for the end of the path, such as `/blog/`. They take precedence over `include`.',
  ),
}

export const Site = z
  .object({
    id: id('site'),
    knowledgeBaseId: id('knowledgeBase'),
    address: z.string().describe('The URL where the crawl starts.'),
    kind: SiteKind,
    ...Limits,
    state: SiteState,
    failure: z
      .object({
        code: z.string().describe('The stable code of the error.'),
        detail: z.string().describe('What went wrong.'),
      })
      .nullable()
      .describe('Why the latest run failed; null if it did not.'),
    pages: z
      .object({
        waiting: z.int().describe('Number of pages that wait to be read.'),
        read: z.int().describe('Number of pages that were read.'),
        unchanged: z.int().describe('Number of pages that did not change since the last visit.'),
        skipped: z.int().describe('Number of pages that were skipped.'),
        failed: z.int().describe('Number of pages that could not be read.'),
      })
      .describe('Number of pages in each state.'),
    isPaused: z.boolean().describe('Whether the site is paused: it is not read until it is resumed.'),
    changes: z
      .object({
        added: z.int().describe('Number of pages that were added.'),
        changed: z.int().describe('Number of pages that changed.'),
        removed: z.int().describe('Number of pages that were removed.'),
        removedPages: z.array(z.string()).describe('The URLs of some of the removed pages.'),
      })
      .describe('Number of documents that the latest run added, changed and removed.'),
    nextRunAt: Instant.nullable().describe('When the site is read next; null if nothing is scheduled.'),
    startedAt: Instant.nullable().describe('When the latest run started; null if there was none.'),
    endedAt: Instant.nullable().describe('When the latest run ended; null if it has not.'),
    createdAt: Instant,
  })
  .meta({ id: 'Site' })
export type Site = z.infer<typeof Site>
export const SiteList = pageOf(Site).meta({ id: 'SiteList' })
export const ListSites = PageQuery.extend({ knowledgeBaseId: id('knowledgeBase') })
export const SiteRef = z.strictObject({ siteId: id('site') })

const WebAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .describe('The URL where the crawl starts, http or https.')

export const AddSite = z.strictObject({
  knowledgeBaseId: id('knowledgeBase'),
  address: WebAddress,
  kind: SiteKind.default('page'),
  pagesMax: Limits.pagesMax.default(100),
  depthMax: Limits.depthMax.default(3),
  schedule: Limits.schedule.default(null),
  timeZone: Limits.timeZone.default('UTC'),
  include: Limits.include.default([]),
  exclude: Limits.exclude.default([]),
})
export const ChangeSite = SiteRef.extend({
  pagesMax: Limits.pagesMax.optional(),
  depthMax: Limits.depthMax.optional(),
  schedule: Limits.schedule.optional(),
  timeZone: Limits.timeZone.optional(),
  include: Limits.include.optional(),
  exclude: Limits.exclude.optional(),
  isPaused: z
    .boolean()
    .optional()
    .describe('Whether to pause the site. Pausing stops a current run; resuming continues it.'),
})

export const SitePageState = z
  .enum(['waiting', 'read', 'unchanged', 'skipped', 'failed'])
  .describe(
    '`waiting`: not read yet in this run; `read`: read; `unchanged`: read, with the same content as before; `skipped`: not read for the reason in `errorCode`; `failed`: it could not be read.',
  )
export const PageChange = z.enum(['added', 'changed'])
export const SitePage = z
  .object({
    address: z.string().describe('The URL of the page.'),
    state: SitePageState,
    errorCode: PageErrorCode.nullable().describe(
      'Why the page was skipped or failed, as a code; null otherwise.',
    ),
    reason: z.string().nullable().describe('Why the page was skipped or failed, in English; null otherwise.'),
    change: PageChange.nullable().describe(
      'What the latest run did with the document of the page: added or changed it; null: neither.',
    ),
    depth: z.int().describe('Number of links from the first page.'),
    documentId: id('document').nullable().describe('The document made from the page; null if there is none.'),
    readAt: Instant.nullable().describe('When the page was last read; null if never.'),
  })
  .meta({ id: 'SitePage' })
export type SitePage = z.infer<typeof SitePage>
export const SitePages = pageOf(SitePage).meta({ id: 'SitePages' })
export const ListSitePages = PageQuery.extend({
  siteId: id('site'),
  state: SitePageState.optional(),
  change: PageChange.optional().describe('Only pages whose document the latest run added, or changed.'),
})
