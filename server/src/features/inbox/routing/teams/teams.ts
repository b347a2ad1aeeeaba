import { z } from 'zod'
import { uuidv7 } from 'uuidv7'
import { TeamList, Team, TeamRef, CreateTeam, ChangeTeam } from '#contract/shapes/team.ts'
import { query, command } from '#kernel/use-case.ts'
import { conflict, Fault, notFound } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { workSpread } from '../job-kinds.ts'
import { putTeamMembers } from '../team-member-store.ts'
import { insertTeam, lockTeams, makeDefault, updateTeam, removeTeam } from '../team-store.ts'
import { moveTeamConversations } from '../team-conversation-store.ts'
import { showTeams, showTeam } from './show-teams.ts'
import { columnsOf } from './columns-of.ts'
import { givenMembers } from './given-members.ts'

/** Lists teams with their members and skills. */
export const listTeams = query({
  name: 'team.list',
  permission: 'inbox:read',
  input: z.strictObject({}),
  output: TeamList,
  run: async ({ tx, scope }) => ({ items: await showTeams(tx, scope.app.now()) }),
})

/** Shows one team. */
export const readTeam = query({
  name: 'team.read',
  permission: 'inbox:read',
  input: TeamRef,
  output: Team,
  run: ({ tx, scope }, { teamId }) => showTeam(tx, scope.app.now(), teamId),
})

const TEAMS_MAX = 100

/** Creates a team of members who answer together; the first one becomes the default team. */
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

/** Changes a team's members or how conversations are assigned. Existing assignments stay. */
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
    // There may be new capacity, or a member with a missing skill.
    enqueue(workSpread, {})
    return showTeam(tx, scope.app.now(), teamId)
  },
})

/** Deletes a team; its conversations move to the default team. */
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
