import { z } from 'zod'
import { TeamConversationList } from '#contract/shapes/team.ts'
import { query } from '#kernel/use-case.ts'
import { listTeamConversationRows } from './team-conversation-store.ts'

const LISTED_MAX = 1_000

/** Tells with which team each conversation is that people have or that waits for one. */
export const listDeskTeams = query({
  name: 'desk-team.list',
  permission: 'desk:read',
  input: z.strictObject({}),
  output: TeamConversationList,
  async run({ tx }) {
    const rows = await listTeamConversationRows(tx, LISTED_MAX)
    return {
      items: rows.map(({ conversation_id, team_id, waiting_since }) => ({
        conversationId: conversation_id,
        teamId: team_id,
        waitingSince: waiting_since.toISOString(),
      })),
    }
  },
})
