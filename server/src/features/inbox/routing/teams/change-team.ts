import { ChangeTeam, Team } from '#contract/shapes/team.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { workSpread } from '../job-kinds.ts'
import { columnsOf } from './columns-of.ts'
import { givenMembers } from './given-members.ts'
import { showTeam } from './show-teams.ts'
import { putTeamMembers } from '../team-member-store.ts'
import { lockTeams, makeDefault, updateTeam } from '../team-store.ts'

/** Changes who is in a team, and how conversations get to them. What members have already they keep. */
export const changeTeam = command({
  name: 'team.change',
  permission: 'member:manage',
  input: ChangeTeam,
  output: Team,
  async run(context, { teamId, name: given, isDefault, members, ...settings }) {
    const { tx, scope, emit, enqueue } = context
    const teams = await lockTeams(tx)
    const before = teams.find(({ id }) => id === teamId)
    if (!before) throw notFound('team')
    const name = given === undefined ? before.name : storableText(given)
    if (teams.some((other) => other.id !== teamId && other.name.toLowerCase() === name.toLowerCase()))
      throw conflict('A team with this name already exists.')
    await updateTeam(tx, teamId, { name, ...columnsOf(settings) })
    if (members) await putTeamMembers(tx, scope, teamId, await givenMembers(context, members))
    if (isDefault && !before.is_default) await makeDefault(tx, teamId)
    emit({ type: 'team.changed', payload: { teamId, name } })
    // There may be capacity now, or somebody who can do what is asked for.
    enqueue(workSpread, {})
    return showTeam(tx, scope.app.now(), teamId)
  },
})
