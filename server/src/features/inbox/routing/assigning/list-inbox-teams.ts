import { z } from 'zod'
import { TeamConversationList } from '#contract/shapes/team.ts'
import { query } from '#kernel/use-case.ts'
import { findRunning } from '../sla/timer-store.ts'
import { listTeamConversationRows } from '../team-conversation-store.ts'

const LISTED_MAX = 1_000

/** Tells with which team each conversation is that people have or that waits for one. */
export const listInboxTeams = query({
  name: 'inbox-team.list',
  permission: 'inbox:read',
  input: z.strictObject({}),
  output: TeamConversationList,
  async run({ tx }) {
    const rows = await listTeamConversationRows(tx, LISTED_MAX)
    const running = await findRunning(
      tx,
      rows.map((row) => row.conversation_id),
    )
    const slaTimers = Map.groupBy(running, (timer) => timer.conversation_id)
    return {
      items: rows.map(({ conversation_id, team_id, waiting_since }) => ({
        conversationId: conversation_id,
        teamId: team_id,
        slaTimers: (slaTimers.get(conversation_id) ?? []).map(({ kind, due_at, warned_at, breached_at }) => ({
          kind,
          dueAt: due_at?.toISOString() ?? null,
          isWarned: warned_at !== null,
          isBreached: breached_at !== null,
        })),
        waitingSince: waiting_since.toISOString(),
      })),
    }
  },
})
