import { step } from '#kernel/step.ts'
import { beginRun } from './begin-run.ts'
import { planNext } from './plan-next.ts'
import { lockSite } from './visible.ts'

/** Begins the run that is due, and plans the next, unless the schedule was changed since. */
export const startDueRun = step(
  async (context, { siteId, plan }: { siteId: string; plan: number }): Promise<void> => {
    const site = await lockSite(context.tx, context.scope, siteId)
    if (!site || site.is_paused || site.plan !== plan) return
    await beginRun(context, site)
    await planNext(context, site)
  },
)
