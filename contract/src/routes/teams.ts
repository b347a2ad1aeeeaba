import { get, patch, post, remove } from '../route.ts'

/** Teams, and how conversations are assigned to their members. */
export const teamsRoutes = {
  teams: {
    list: get('/v1/teams', {
      name: 'team.list',
      permission: 'inbox:read',
      output: 'TeamList',
      summary: 'List teams',
    }),
    create: post('/v1/teams', {
      name: 'team.create',
      permission: 'member:manage',
      input: 'CreateTeam',
      output: 'Team',
      status: 201,
      summary: 'Create a team',
    }),
    read: get('/v1/teams/:teamId', {
      name: 'team.read',
      permission: 'inbox:read',
      output: 'Team',
      summary: 'Read a team',
    }),
    change: patch('/v1/teams/:teamId', {
      name: 'team.change',
      permission: 'member:manage',
      input: 'ChangeTeam',
      output: 'Team',
      summary: 'Change the members or settings of a team',
    }),
    remove: remove('/v1/teams/:teamId', {
      name: 'team.delete',
      permission: 'member:manage',
      summary: 'Delete a team',
    }),
    conversations: get('/v1/teams/:teamId/conversations', {
      name: 'team-conversation.list',
      permission: 'inbox:read',
      refreshedBy: [
        'inbox',
        'conversation',
        'message',
        'reply',
        'csat-rating',
        'tool-approval',
        'team',
        'sla',
      ],
      input: 'ListTeamConversations',
      output: 'InboxPage',
      summary: 'List the conversations of a team in an inbox view',
    }),
    figures: get('/v1/teams/:teamId/sla', {
      name: 'sla.read-figures',
      permission: 'inbox:read',
      input: 'ReadSlaFigures',
      output: 'SlaFigures',
      summary: 'Read the SLA results of a team',
    }),
    /** With which team each conversation is that people have, or that waits for one. */
    inInbox: get('/v1/inbox/teams', {
      name: 'inbox-team.list',
      permission: 'inbox:read',
      refreshedBy: [
        'inbox',
        'conversation',
        'message',
        'reply',
        'csat-rating',
        'tool-approval',
        'team',
        'sla',
      ],
      output: 'TeamConversationList',
      summary: 'List which team each inbox conversation is assigned to',
    }),
    workload: get('/v1/inbox/workload', {
      name: 'workload.list',
      permission: 'inbox:read',
      refreshedBy: [
        'inbox',
        'conversation',
        'message',
        'reply',
        'csat-rating',
        'tool-approval',
        'team',
        'sla',
      ],
      output: 'WorkloadList',
      summary: 'List the workload of team members',
    }),
    /** Puts a conversation into the queue of a team. */
    move: post('/v1/inbox/conversations/:conversationId/team', {
      name: 'inbox.move',
      permission: 'inbox:write',
      input: 'MoveConversation',
      output: 'InboxConversation',
      summary: 'Move a conversation to a team',
    }),
    ofAgent: get('/v1/agents/:agentId/team', {
      name: 'agent-team.read',
      permission: 'inbox:read',
      refreshedBy: ['agent'],
      output: 'AgentTeam',
      summary: 'Read which team an agent hands off to',
    }),
    setOfAgent: patch('/v1/agents/:agentId/team', {
      name: 'agent-team.set',
      permission: 'agent:write',
      input: 'SetAgentTeam',
      output: 'AgentTeam',
      summary: 'Set which team an agent hands off to',
    }),
  },
} as const
