import { ChangeSite, Site } from '#contract/shapes/site.ts'
import { notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { beginRun } from './begin-run.ts'
import { hasWaiting } from './page-store.ts'
import { planNext } from './plan-next.ts'
import { refuseUnfitSchedule } from '#kernel/schedule.ts'
import { ONCE_AN_HOUR, siteChanged, toSite } from './site.ts'
import { updateSite } from './site-store.ts'
import { lockSite, requireSite } from './visible.ts'

/** Changes what of a site is read and when, pauses it, or has it go on. */
export const changeSite = command({
  name: 'site.change',
  permission: 'knowledge:write',
  input: ChangeSite,
  output: Site,
  async run(context, { siteId, ...change }) {
    const { tx, scope, emit } = context
    const known = await lockSite(tx, scope, siteId)
    if (!known) throw notFound('site')
    const schedule = change.schedule === undefined ? known.schedule : change.schedule
    const timeZone = change.timeZone ?? known.time_zone
    refuseUnfitSchedule(schedule, timeZone, ONCE_AN_HOUR)
    const row = await updateSite(tx, siteId, {
      schedule,
      time_zone: timeZone,
      pages_max: change.pagesMax ?? known.pages_max,
      depth_max: change.depthMax ?? known.depth_max,
      include: change.include ?? known.include,
      exclude: change.exclude ?? known.exclude,
      is_paused: change.isPaused ?? known.is_paused,
    })
    await planNext(context, row)
    emit(siteChanged(row))
    if (known.is_paused && !row.is_paused && (await hasWaiting(tx, row))) await beginRun(context, row)
    return toSite(await requireSite(tx, scope, siteId))
  },
})
