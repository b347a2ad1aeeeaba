import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import type {
  AgentTeam,
  ChangeTeam,
  CreateTeam,
  ListTeamConversations,
  ReadSlaFigures,
  SetAgentTeam,
  SlaFigures,
  Team,
  TeamConversation,
  Workload,
} from '#contract/shapes/team.ts'
import { path, type Transport } from '../transport.ts'

type Body<T extends z.ZodType, K extends string> = Omit<z.input<T>, K>
type Query = Record<string, string | number | undefined>

/** Teams: who answers together, and how conversations get to them. */
export const teamCalls = ({ call }: Transport) => ({
  list: () => call<{ items: Team[] }>('GET', '/v1/teams'),
  read: (teamId: string) => call<Team>('GET', path`/v1/teams/${teamId}`),
  create: (body: z.input<typeof CreateTeam>) => call<Team>('POST', '/v1/teams', { body }),
  change: (teamId: string, body: Body<typeof ChangeTeam, 'teamId'>) =>
    call<Team>('PATCH', path`/v1/teams/${teamId}`, { body }),
  delete: (teamId: string) => call<void>('DELETE', path`/v1/teams/${teamId}`),
  conversations: (teamId: string, query: Partial<Body<typeof ListTeamConversations, 'teamId'>> = {}) =>
    call<Page<InboxConversation>>('GET', path`/v1/teams/${teamId}/conversations`, { query: query as Query }),
  figures: (teamId: string, query: Body<typeof ReadSlaFigures, 'teamId'> = {}) =>
    call<SlaFigures>('GET', path`/v1/teams/${teamId}/sla`, { query }),
  /** With which team each conversation is that people have, or that waits for one. */
  inInbox: () => call<{ items: TeamConversation[] }>('GET', '/v1/inbox/teams'),
  workload: () => call<{ items: Workload[] }>('GET', '/v1/inbox/workload'),
  /** Puts a conversation into the queue of a team. */
  move: (conversationId: string, teamId: string) =>
    call<InboxConversation>('POST', path`/v1/inbox/conversations/${conversationId}/team`, {
      body: { teamId },
    }),
  ofAgent: (agentId: string) => call<AgentTeam>('GET', path`/v1/agents/${agentId}/team`),
  setOfAgent: (agentId: string, body: Body<typeof SetAgentTeam, 'agentId'>) =>
    call<AgentTeam>('PATCH', path`/v1/agents/${agentId}/team`, { body }),
})
