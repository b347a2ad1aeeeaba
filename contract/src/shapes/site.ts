import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { DocumentErrorCode } from './document-error-code.ts'
import { PageQuery, pageOf } from '../page.ts'

/** Why a page was skipped or failed. Codes are permanent: clients match on them, and say them in their own language. */
export const PageErrorCode = z.enum([
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
export type PageErrorCode = z.infer<typeof PageErrorCode>

export const SiteKind = z
  .enum(['page', 'sitemap', 'site'])
  .describe('One page; the pages that a sitemap lists; or the pages of one host that a page leads to.')
export const SiteState = z.enum(['queued', 'running', 'done', 'failed'])

const Pattern = z.string().trim().min(1).max(200).startsWith('/')
const patterns = z.array(Pattern).max(20)

const Limits = {
  pagesMax: z.int().min(1).max(1000).describe('How many pages are read at most.'),
  depthMax: z.int().min(0).max(5).describe('How many links away from the first page.'),
  schedule: z
    .string()
    .trim()
    .max(100)
    .nullable()
    .describe('When it is read again, as a cron pattern of five fields, at most hourly; null for never.'),
  timeZone: z.string().max(60).describe('That the schedule is meant in, for example `Asia/Shanghai`.'),
  include: patterns.describe(
    'Beginnings of paths, `*` for anything and `$` for the end: where there are some, only pages that fit one are read, and the first page.',
  ),
  exclude: patterns.describe('The same for pages that are not read.'),
}

export const Site = z
  .object({
    id: id('site'),
    knowledgeBaseId: id('knowledgeBase'),
    address: z.string(),
    kind: SiteKind,
    ...Limits,
    state: SiteState,
    failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
    pages: z.object({
      waiting: z.int(),
      read: z.int(),
      unchanged: z.int(),
      skipped: z.int(),
      failed: z.int(),
    }),
    isPaused: z.boolean().describe('Not read until it is resumed.'),
    changes: z
      .object({
        added: z.int(),
        changed: z.int(),
        removed: z.int(),
        removedPages: z.array(z.string()).describe('The first of those removed.'),
      })
      .describe('What the latest run made of the documents.'),
    nextRunAt: Instant.nullable(),
    startedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
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
  .describe('Where to begin: http or https.')

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
    .describe('Pausing ends a run that is under way; resuming goes on with it.'),
})

export const SitePageState = z.enum(['waiting', 'read', 'unchanged', 'skipped', 'failed'])
export const PageChange = z.enum(['added', 'changed'])
export const SitePage = z
  .object({
    address: z.string(),
    state: SitePageState,
    errorCode: PageErrorCode.nullable().describe('Why it was skipped or failed, as a code.'),
    reason: z.string().nullable().describe('The same in English.'),
    change: PageChange.nullable().describe('What the latest run made of its document.'),
    depth: z.int(),
    documentId: id('document').nullable(),
    readAt: Instant.nullable(),
  })
  .meta({ id: 'SitePage' })
export type SitePage = z.infer<typeof SitePage>
export const SitePages = pageOf(SitePage).meta({ id: 'SitePages' })
export const ListSitePages = PageQuery.extend({
  siteId: id('site'),
  state: SitePageState.optional(),
  change: PageChange.optional().describe('Only what the latest run added or changed.'),
})
