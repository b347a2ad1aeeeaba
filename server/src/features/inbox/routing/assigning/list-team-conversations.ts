import { InboxPage } from '#contract/shapes/inbox.ts'
import { ListTeamConversations } from '#contract/shapes/team.ts'
import { readInboxPage } from '#features/conversations/index.ts'
import { assignedToMember, showInboxConversations, viewFilter } from '#features/inbox/handoff/index.ts'
import { query } from '#kernel/use-case.ts'
import { sql } from 'kysely'
import { requireTeam } from '../team-store.ts'
import { isWithTeam } from '../team-conversation-store.ts'

/** Lists the conversations of an inbox view that are with one team, the latest activity first. */
export const listTeamConversations = query({
  name: 'team-conversation.list',
  permission: 'inbox:read',
  input: ListTeamConversations,
  output: InboxPage,
  async run({ tx, scope }, { teamId, view, state, memberId, limit, after }) {
    await requireTeam(tx, teamId)
    const filter = await assignedToMember(tx, scope, viewFilter(scope, view, state), memberId)
    const ofTeam = isWithTeam(teamId)
    const passes = filter.passes ? sql<boolean>`(${filter.passes} AND ${ofTeam})` : ofTeam
    const page = await readInboxPage(tx, scope, { ...filter, passes }, { limit, after })
    return { ...page, items: await showInboxConversations(tx, scope, page.items) }
  },
})
