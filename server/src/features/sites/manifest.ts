import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import { endRun } from './end-run.ts'
import { crawlSite } from './crawl-site.ts'
import { startDueRun } from './begin-run.ts'
import { removeVanished } from './remove-vanished.ts'
import { pagesVanished, siteDue, siteRead } from './job-kinds.ts'

const jobHandlers = [
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

export const manifest: Manifest = {
  jobHandlers,
}

const whoReadsKnowledge = (actor: Actor): boolean => actor.permissions.has('knowledge:read')

/** Who may receive its events. */
export const audience = {
  'site.added': whoReadsKnowledge,
  'site.changed': whoReadsKnowledge,
  'site.deleted': whoReadsKnowledge,
} as const
