import { z } from 'zod'
import { TeamRef } from '#contract/shapes/team.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { workSpread } from '../job-kinds.ts'
import { moveTeamConversations } from '../team-conversation-store.ts'
import { lockTeams, removeTeam } from '../team-store.ts'

/** Deletes a team; what was with it is with the default team from then on. */
export const deleteTeam = command({
  name: 'team.delete',
  permission: 'member:manage',
  input: TeamRef,
  output: z.null(),
  async run({ tx, emit, enqueue }, { teamId }) {
    const teams = await lockTeams(tx)
    const team = teams.find(({ id }) => id === teamId)
    if (!team) throw notFound('team')
    const other = teams.find(({ is_default, id }) => is_default && id !== teamId)
    if (!other && teams.length > 1)
      throw new Fault('precondition_failed', 'Make another team the default first.', {
        reason: 'default-team',
      })
    if (other) await moveTeamConversations(tx, teamId, other.id)
    await removeTeam(tx, teamId)
    emit({ type: 'team.deleted', payload: { teamId, name: team.name } })
    enqueue(workSpread, {})
    return null
  },
})
