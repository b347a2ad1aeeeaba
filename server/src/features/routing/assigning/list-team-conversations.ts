import { DeskPage } from '#contract/shapes/desk.ts'
import { ListTeamConversations } from '#contract/shapes/team.ts'
import { pageAtDesk } from '#features/conversations/index.ts'
import { heldByOne, showAtDesk, tabOf } from '#features/handoff/index.ts'
import { query } from '#kernel/use-case.ts'
import { sql } from 'kysely'
import { requireTeam } from '../teams/team-store.ts'
import { isWithTeam } from './team-conversation-store.ts'

/** Lists the conversations of a tab of the desk that are with one team, the latest activity first. */
export const listTeamConversations = query({
  name: 'team-conversation.list',
  permission: 'desk:read',
  input: ListTeamConversations,
  output: DeskPage,
  async run({ tx, scope }, { teamId, tab, state, memberId, limit, after }) {
    await requireTeam(tx, teamId)
    const filter = await heldByOne(tx, scope, tabOf(scope, tab, state), memberId)
    const ofTeam = isWithTeam(teamId)
    const passes = filter.passes ? sql<boolean>`(${filter.passes} AND ${ofTeam})` : ofTeam
    const page = await pageAtDesk(tx, scope, { ...filter, passes }, { limit, after })
    return { ...page, items: await showAtDesk(tx, scope, page.items) }
  },
})
