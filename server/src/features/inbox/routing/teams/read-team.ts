import { Team, TeamRef } from '#contract/shapes/team.ts'
import { query } from '#kernel/use-case.ts'
import { showTeam } from './show-teams.ts'

/** Shows one team. */
export const readTeam = query({
  name: 'team.read',
  permission: 'inbox:read',
  input: TeamRef,
  output: Team,
  run: ({ tx, scope }, { teamId }) => showTeam(tx, scope.app.now(), teamId),
})
