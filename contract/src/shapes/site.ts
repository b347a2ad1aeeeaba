import { z } from 'zod'
import { id, Instant } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

export const SiteKind = z
  .enum(['page', 'sitemap', 'site'])
  .describe('One page; the pages that a sitemap lists; or the pages of one host that a page leads to.')
export const SiteState = z.enum(['queued', 'running', 'done', 'failed'])

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
}

export const Site = z
  .object({
    id: id('site'),
    sourceId: id('source'),
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
    nextRunAt: Instant.nullable(),
    startedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Site' })
export type Site = z.infer<typeof Site>
export const SiteList = pageOf(Site).meta({ id: 'SiteList' })
export const ListSites = PageQuery.extend({ sourceId: id('source') })
export const SiteRef = z.strictObject({ siteId: id('site') })

const WebAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .describe('Where to begin: http or https.')

export const AddSite = z.strictObject({
  sourceId: id('source'),
  address: WebAddress,
  kind: SiteKind.default('page'),
  pagesMax: Limits.pagesMax.default(100),
  depthMax: Limits.depthMax.default(3),
  schedule: Limits.schedule.default(null),
  timeZone: Limits.timeZone.default('UTC'),
})
export const ChangeSite = SiteRef.extend({
  pagesMax: Limits.pagesMax.optional(),
  depthMax: Limits.depthMax.optional(),
  schedule: Limits.schedule.optional(),
  timeZone: Limits.timeZone.optional(),
})

export const SitePageState = z.enum(['waiting', 'read', 'unchanged', 'skipped', 'failed'])
export const SitePage = z
  .object({
    address: z.string(),
    state: SitePageState,
    reason: z.string().nullable().describe('Why it was skipped or failed.'),
    depth: z.int(),
    documentId: id('document').nullable(),
    readAt: Instant.nullable(),
  })
  .meta({ id: 'SitePage' })
export type SitePage = z.infer<typeof SitePage>
export const SitePages = pageOf(SitePage).meta({ id: 'SitePages' })
export const ListSitePages = PageQuery.extend({ siteId: id('site'), state: SitePageState.optional() })
