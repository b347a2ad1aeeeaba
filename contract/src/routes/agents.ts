import { get, patch, post, remove } from '../route.ts'

/** Agents, their versions and suggestions. */
export const agentsRoutes = {
  agents: {
    firstSteps: get('/v1/first-steps', {
      name: 'first-steps.read',
      permission: 'agent:read',
      refreshedBy: ['connection', 'default-model'],
      output: 'FirstSteps',
      summary: 'Read what a new member can start with',
    }),
    list: get('/v1/agents', {
      name: 'agent.list',
      permission: 'agent:read',
      refreshedBy: ['suggestion'],
      input: 'ListAgents',
      output: 'AgentPage',
      summary: 'List agents',
    }),
    create: post('/v1/agents', {
      name: 'agent.create',
      permission: 'agent:write',
      input: 'CreateAgent',
      output: 'Agent',
      status: 201,
      summary: 'Create an agent',
    }),
    /** Creates an agent from an exported file; an invalid file is refused with the reason. */
    import: post('/v1/agents/import', {
      name: 'agent.import',
      permission: 'agent:write',
      input: 'ImportAgent',
      output: 'ImportedAgent',
      status: 201,
      summary: 'Import an agent from a file',
    }),
    templates: get('/v1/agent-templates', {
      name: 'agent-template.list',
      permission: 'agent:write',
      input: 'ListTemplates',
      output: 'AgentTemplateList',
      summary: 'List agent templates',
    }),
    /** The published configuration, as a file. */
    export: get('/v1/agents/:agentId/export', {
      name: 'agent.export',
      permission: 'agent:write',
      output: 'AgentFile',
      summary: 'Export an agent as a file',
    }),
    read: get('/v1/agents/:agentId', {
      name: 'agent.read',
      permission: 'agent:read',
      output: 'Agent',
      summary: 'Read an agent',
    }),
    /** Changes it and publishes immediately. */
    change: patch('/v1/agents/:agentId', {
      name: 'agent.change',
      permission: 'agent:write',
      input: 'ChangeAgent',
      output: 'Agent',
      summary: 'Change an agent and publish it at once',
    }),
    remove: remove('/v1/agents/:agentId', {
      name: 'agent.delete',
      permission: 'agent:write',
      summary: 'Delete an agent; its messages stay',
    }),
    /** The unpublished changes. */
    draft: get('/v1/agents/:agentId/draft', {
      name: 'agent-draft.read',
      permission: 'agent:write',
      refreshedBy: ['agent', 'suggestion'],
      output: 'AgentDraft',
      summary: 'Read the draft of an agent',
    }),
    changeDraft: patch('/v1/agents/:agentId/draft', {
      name: 'agent-draft.change',
      permission: 'agent:write',
      input: 'ChangeDraft',
      output: 'AgentDraft',
      summary: 'Change the draft of an agent',
    }),
    discardDraft: remove('/v1/agents/:agentId/draft', {
      name: 'agent-draft.discard',
      permission: 'agent:write',
      output: 'AgentDraft',
      summary: 'Discard the draft of an agent',
    }),
    publish: post('/v1/agents/:agentId/publish', {
      name: 'agent-draft.publish',
      permission: 'agent:write',
      input: 'PublishAgent',
      output: 'Agent',
      summary: 'Publish the draft as the next version',
    }),
    versions: get('/v1/agents/:agentId/versions', {
      name: 'agent-version.list',
      permission: 'agent:write',
      refreshedBy: ['agent'],
      input: 'ListVersions',
      output: 'AgentVersionPage',
      summary: 'List the versions of an agent',
    }),
    version: get('/v1/agents/:agentId/versions/:number', {
      name: 'agent-version.read',
      permission: 'agent:write',
      output: 'WholeAgentVersion',
      summary: 'Read a version of an agent',
    }),
    /** The differences between two versions; by default, between the published one and the draft. */
    compare: get('/v1/agents/:agentId/diff', {
      name: 'agent-version.compare',
      permission: 'agent:write',
      refreshedBy: ['agent'],
      input: 'CompareVersions',
      output: 'AgentDiff',
      summary: 'Compare two versions of an agent',
    }),
    /** Makes a draft of an earlier version. */
    restore: post('/v1/agents/:agentId/versions/:number/restore', {
      name: 'agent-version.restore',
      permission: 'agent:write',
      output: 'AgentDraft',
      summary: 'Restore an earlier version as the draft',
    }),
    /** Reverts to the version before. */
    undo: post('/v1/agents/:agentId/versions/:number/undo', {
      name: 'agent-version.undo',
      permission: 'agent:write',
      output: 'Agent',
      summary: 'Undo the published version and publish the one before it again',
    }),
    setAdaptation: patch('/v1/agents/:agentId/adaptation', {
      name: 'agent.set-adaptation',
      permission: 'agent:write',
      input: 'SetAdaptation',
      output: 'Agent',
      summary: 'Set whether an agent learns from conversations',
    }),
    tools: get('/v1/tools', {
      name: 'tool.list',
      permission: 'agent:read',
      refreshedBy: ['custom-tool', 'tool-server'],
      output: 'ToolList',
      summary: 'List tools that agents can use',
    }),
    setHandoff: patch('/v1/agents/:agentId/handoff', {
      name: 'agent.set-handoff',
      permission: 'agent:write',
      input: 'SetAgentHandoff',
      output: 'Agent',
      summary: 'Set when an agent hands off to a person',
    }),
    languageModels: get('/v1/language-models', {
      name: 'language-model.list',
      permission: 'agent:read',
      refreshedBy: ['connection', 'default-model'],
      output: 'LanguageModelList',
      summary: 'List the models that agents can use',
    }),
    setProactiveMessages: patch('/v1/agents/:agentId/proactive-messages', {
      name: 'agent.set-proactive-messages',
      permission: 'agent:write',
      input: 'SetProactiveMessages',
      output: 'Agent',
      summary: 'Set the proactive messages of an agent',
    }),
  },
  suggestions: {
    list: get('/v1/agents/:agentId/suggestions', {
      name: 'suggestion.list',
      permission: 'agent:write',
      refreshedBy: ['agent'],
      input: 'ListSuggestions',
      output: 'SuggestionPage',
      summary: 'List suggested changes to an agent',
    }),
    /** Applies it unchanged, or with edited instructions. */
    apply: post('/v1/suggestions/:suggestionId/apply', {
      name: 'suggestion.apply',
      permission: 'agent:write',
      input: 'ApplySuggestion',
      output: 'Suggestion',
      summary: 'Apply a suggestion',
    }),
    dismiss: post('/v1/suggestions/:suggestionId/dismiss', {
      name: 'suggestion.dismiss',
      permission: 'agent:write',
      output: 'Suggestion',
      summary: 'Dismiss a suggestion',
    }),
    undo: post('/v1/suggestions/:suggestionId/undo', {
      name: 'suggestion.undo',
      permission: 'agent:write',
      output: 'Suggestion',
      summary: 'Undo an applied suggestion, or reopen a dismissed one',
    }),
  },
} as const
