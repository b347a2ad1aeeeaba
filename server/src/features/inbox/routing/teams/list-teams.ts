import { z } from 'zod'
import { TeamList } from '#contract/shapes/team.ts'
import { query } from '#kernel/use-case.ts'
import { showTeams } from './show-teams.ts'

/** Lists the teams, who is in them and what they can do. */
export const listTeams = query({
  name: 'team.list',
  permission: 'inbox:read',
  input: z.strictObject({}),
  output: TeamList,
  run: async ({ tx, scope }) => ({ items: await showTeams(tx, scope.app.now()) }),
})
