import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Names one run through a site. */
const SiteRun = z.strictObject({ siteId: id('site'), run: z.int() })

/** The work of going through a site once. */
export const siteRead = jobKind({ name: 'site.read', input: SiteRun, triesMax: 4 })

const SitePlan = z.strictObject({ siteId: id('site'), plan: z.int() })

/** Waits until a site is due, as long as its schedule is the one that this job was created for. */
export const siteDue = jobKind({ name: 'site.due', input: SitePlan, triesMax: 5 })

const VanishedPages = z.strictObject({ documentIds: z.array(id('document')) })

/** The work of removing the documents of pages that are not there any more. */
export const pagesVanished = jobKind({ name: 'site.pages-vanished', input: VanishedPages, triesMax: 5 })
