import * as adaptation from '#features/adaptation/index.ts'
import * as agents from '#features/agents/index.ts'
import * as chat from '#features/chat/index.ts'
import * as tools from '#features/tools/index.ts'
import { making, route, type Route } from './route.ts'

/** Agents: what they are, were and learn. */
export const agentsRoutes: readonly Route[] = [
  route('GET', '/v1/first-steps', agents.readFirstSteps, 'Read what a newcomer can begin with'),
  route('GET', '/v1/agents', agents.listAgents, 'List agents'),
  making('/v1/agents', agents.createAgent, 'Create an agent'),
  making('/v1/agents/import', agents.importAgent, 'Make an agent from a file'),
  route('GET', '/v1/agent-templates', agents.listTemplates, 'List what an agent can be begun with'),
  route('GET', '/v1/agents/:agentId/export', agents.exportAgent, 'Give an agent as a file'),
  route('GET', '/v1/agents/:agentId', agents.readAgent, 'Read an agent'),
  route('PATCH', '/v1/agents/:agentId', agents.changeAgent, 'Change an agent and publish it at once'),
  route('DELETE', '/v1/agents/:agentId', agents.deleteAgent, 'Retire an agent'),
  route('GET', '/v1/agents/:agentId/draft', agents.readDraft, 'Read an agent as it is being changed'),
  route('PATCH', '/v1/agents/:agentId/draft', agents.changeDraft, 'Change an agent without publishing it'),
  route('DELETE', '/v1/agents/:agentId/draft', agents.discardDraft, 'Take back what is not published'),
  route('POST', '/v1/agents/:agentId/publish', agents.publishDraft, 'Publish the draft as the next version'),
  route('GET', '/v1/agents/:agentId/versions', agents.listVersions, 'List the versions of an agent'),
  route('GET', '/v1/agents/:agentId/versions/:number', agents.readVersion, 'Read a version of an agent'),
  route('GET', '/v1/agents/:agentId/diff', agents.compareVersions, 'Compare two versions of an agent'),
  route(
    'POST',
    '/v1/agents/:agentId/versions/:number/restore',
    agents.restoreVersion,
    'Make a draft of an earlier version',
  ),
  route(
    'POST',
    '/v1/agents/:agentId/versions/:number/undo',
    agents.undoVersion,
    'Take back the version that answers',
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
    'List what conversations suggest to change',
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
    'Take back what became of a suggestion',
  ),
  route('GET', '/v1/tools', chat.listTools, 'List the tools that an agent can be given'),
]
