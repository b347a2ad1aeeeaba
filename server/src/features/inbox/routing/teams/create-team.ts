import { uuidv7 } from 'uuidv7'
import { CreateTeam, Team } from '#contract/shapes/team.ts'
import { conflict, Fault } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { workSpread } from '../job-kinds.ts'
import { columnsOf } from './columns-of.ts'
import { givenMembers } from './given-members.ts'
import { showTeam } from './show-teams.ts'
import { putTeamMembers } from '../team-member-store.ts'
import { insertTeam, lockTeams } from '../team-store.ts'

const TEAMS_MAX = 100

/** Makes a team of members who answer together; the first one is the default team. */
export const createTeam = command({
  name: 'team.create',
  permission: 'member:manage',
  input: CreateTeam,
  output: Team,
  async run(context, { name: given, members, ...settings }) {
    const { tx, scope, emit, enqueue } = context
    const name = storableText(given)
    const teams = await lockTeams(tx)
    if (teams.length >= TEAMS_MAX)
      throw new Fault('limit_reached', `You can have at most ${TEAMS_MAX} teams.`)
    if (teams.some((team) => team.name.toLowerCase() === name.toLowerCase()))
      throw conflict('A team with this name already exists.')
    const id = uuidv7()
    await insertTeam(tx, scope, {
      id,
      name,
      is_default: teams.length === 0,
      ...columnsOf(settings),
    })
    await putTeamMembers(tx, scope, id, await givenMembers(context, members))
    emit({ type: 'team.created', payload: { teamId: id, name } })
    enqueue(workSpread, {})
    return showTeam(tx, scope.app.now(), id)
  },
})
