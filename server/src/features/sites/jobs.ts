import { jobHandler } from '#kernel/jobs.ts'
import { endRun } from './end-run.ts'
import { crawlSite } from './crawl-site.ts'
import { startDueRun } from './start-due-run.ts'
import { removeVanished } from './remove-vanished.ts'
import { pagesVanished, siteDue, siteRead } from './site-jobs.ts'

export const jobHandlers = [
  jobHandler(siteRead, {
    work: crawlSite,
    // Each mostly waits for another server.
    concurrency: 4,
    giveUp: (scope, run, fault) =>
      endRun(scope, { ...run, failure: { code: fault.code, detail: fault.message } }),
  }),
  jobHandler(siteDue, { work: startDueRun, concurrency: 2 }),
  jobHandler(pagesVanished, { work: removeVanished, concurrency: 1 }),
]
