import { z } from 'zod'
import { WorkloadList } from '#contract/shapes/team.ts'
import { countOpenAssigned, findWhoIsThere } from '#features/inbox/handoff/index.ts'
import { query } from '#kernel/use-case.ts'
import { showTeams } from '../teams/show-teams.ts'

/** Returns the workload of every team member, and who has capacity for more. */
export const listWorkload = query({
  name: 'workload.list',
  permission: 'inbox:read',
  input: z.strictObject({}),
  output: WorkloadList,
  async run({ tx, scope }) {
    const teams = await showTeams(tx, scope.app.now())
    const ids = [...new Set(teams.flatMap(({ members }) => members.map(({ memberId }) => memberId)))]
    const [loads, there] = await Promise.all([countOpenAssigned(tx, ids), findWhoIsThere(tx, scope)])
    return {
      items: teams.flatMap((team) =>
        team.members.map(({ memberId, capacity }) => ({
          teamId: team.id,
          memberId,
          openCount: loads.get(memberId) ?? 0,
          capacity: capacity ?? team.capacity,
          isThere: there.has(memberId),
        })),
      ),
    }
  },
})
