import { flow } from '#kernel/use-case.ts'
import { SitePlan } from './site-jobs.ts'
import { startDueRun } from './start-due-run.ts'

/** Comes when a site is due. */
export const readWhenDue = flow({
  name: 'site.read-when-due',
  permission: 'internal',
  input: SitePlan,
  run: ({ scope }, plan): Promise<void> => startDueRun(scope, plan),
})
