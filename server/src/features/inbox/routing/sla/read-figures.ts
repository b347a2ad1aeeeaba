import { ReadSlaFigures, SlaFigures, SlaKind } from '#contract/shapes/team.ts'
import { query } from '#kernel/use-case.ts'
import { requireTeam } from '../team-store.ts'
import { countTimers } from './timer-store.ts'

const MONTH_MS = 30 * 86_400_000

/** Tells how a team met its SLA targets in a period. */
export const readSlaFigures = query({
  name: 'sla.read-figures',
  permission: 'inbox:read',
  input: ReadSlaFigures,
  output: SlaFigures,
  async run({ tx, scope }, { teamId, from, to }) {
    await requireTeam(tx, teamId)
    const until = to === undefined ? scope.app.now() : new Date(to)
    const since = from === undefined ? new Date(until.getTime() - MONTH_MS) : new Date(from)
    const rows = await countTimers(tx, teamId, since, until)
    return {
      items: SlaKind.options.map((kind) => {
        const row = rows.find((one) => one.kind === kind)
        const median = row?.median_seconds ?? null
        return {
          kind,
          met: Number(row?.met ?? 0),
          breached: Number(row?.breached ?? 0),
          open: Number(row?.open ?? 0),
          medianSeconds: median === null ? null : Math.round(median),
        }
      }),
    }
  },
})
