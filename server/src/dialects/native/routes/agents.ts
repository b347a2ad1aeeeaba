import * as adaptation from '#features/adaptation/index.ts'
import * as agents from '#features/agents/index.ts'
import * as chat from '#features/chat/index.ts'
import * as tools from '#features/tools/index.ts'
import { making, route, type Route } from './route.ts'

/** Agents: their configuration, versions, tool policies and suggestions. */
export const agentsRoutes: readonly Route[] = [
  route('GET', '/v1/first-steps', agents.readFirstSteps, 'Read what a new member can start with'),
  route('GET', '/v1/agents', agents.listAgents, 'List agents'),
  making('/v1/agents', agents.createAgent, 'Create an agent'),
  making('/v1/agents/import', agents.importAgent, 'Import an agent from a file'),
  route('GET', '/v1/agent-templates', agents.listTemplates, 'List agent templates'),
  route('GET', '/v1/agents/:agentId/export', agents.exportAgent, 'Export an agent as a file'),
  route('GET', '/v1/agents/:agentId', agents.readAgent, 'Read an agent'),
  route('PATCH', '/v1/agents/:agentId', agents.changeAgent, 'Change an agent and publish it at once'),
  route('DELETE', '/v1/agents/:agentId', agents.deleteAgent, 'Delete an agent; its messages stay'),
  route('GET', '/v1/agents/:agentId/draft', agents.readDraft, 'Read the draft of an agent'),
  route('PATCH', '/v1/agents/:agentId/draft', agents.changeDraft, 'Change the draft of an agent'),
  route('DELETE', '/v1/agents/:agentId/draft', agents.discardDraft, 'Discard the draft of an agent'),
  route('POST', '/v1/agents/:agentId/publish', agents.publishDraft, 'Publish the draft as the next version'),
  route('GET', '/v1/agents/:agentId/versions', agents.listVersions, 'List the versions of an agent'),
  route('GET', '/v1/agents/:agentId/versions/:number', agents.readVersion, 'Read a version of an agent'),
  route('GET', '/v1/agents/:agentId/diff', agents.compareVersions, 'Compare two versions of an agent'),
  route(
    'POST',
    '/v1/agents/:agentId/versions/:number/restore',
    agents.restoreVersion,
    'Restore an earlier version as the draft',
  ),
  route(
    'POST',
    '/v1/agents/:agentId/versions/:number/undo',
    agents.undoVersion,
    'Undo the published version and publish the one before it again',
  ),
  route('GET', '/v1/tool-policy', tools.readToolPolicy, 'Read which tools agents may call'),
  route('PATCH', '/v1/tool-policy', tools.setToolPolicy, 'Set which tools agents may call'),
  route(
    'GET',
    '/v1/agents/:agentId/tool-policy',
    chat.readAgentToolPolicy,
    'Read which tools an agent may call',
  ),
  route(
    'PATCH',
    '/v1/agents/:agentId/tool-policy',
    chat.setAgentToolPolicy,
    'Set which tools an agent may call',
  ),
  route(
    'PATCH',
    '/v1/agents/:agentId/adaptation',
    agents.setAdaptation,
    'Set whether an agent learns from conversations',
  ),
  route(
    'GET',
    '/v1/agents/:agentId/suggestions',
    adaptation.listSuggestions,
    'List suggested changes to an agent',
  ),
  route('POST', '/v1/suggestions/:suggestionId/apply', adaptation.applySuggestion, 'Apply a suggestion'),
  route(
    'POST',
    '/v1/suggestions/:suggestionId/dismiss',
    adaptation.dismissSuggestion,
    'Dismiss a suggestion',
  ),
  route(
    'POST',
    '/v1/suggestions/:suggestionId/undo',
    adaptation.undoSuggestion,
    'Undo an applied suggestion, or reopen a dismissed one',
  ),
  route('GET', '/v1/tools', chat.listTools, 'List tools that agents can use'),
]
