import * as access from '#features/access/index.ts'
import * as adaptation from '#features/adaptation/index.ts'
import * as agents from '#features/agents/index.ts'
import * as audit from '#features/audit/index.ts'
import * as chat from '#features/chat/index.ts'
import * as conversations from '#features/conversations/index.ts'
import * as knowledge from '#features/knowledge/index.ts'
import * as models from '#features/models/index.ts'
import * as proof from '#features/proof/index.ts'
import * as projects from '#features/projects/index.ts'
import * as search from '#features/search/index.ts'
import * as sites from '#features/sites/index.ts'
import * as usage from '#features/usage/index.ts'
import type { UseCase } from '#kernel/use-case.ts'

/** One line of the native API: path parameters, query and body together are the use-case's input. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly useCase: UseCase
  readonly summary: string
  /** 201 where something new is there afterwards. An answer without a body is 204 in any case. */
  readonly status: 200 | 201
}

const route = (
  method: Route['method'],
  path: string,
  useCase: unknown,
  summary: string,
  status: Route['status'] = 200,
): Route => ({ method, path, useCase: useCase as UseCase, summary, status })

const making = (path: string, useCase: unknown, summary: string) => route('POST', path, useCase, summary, 201)

/** The native API, but for its streams and uploads. Its order is that of the documentation. */
export const routes: readonly Route[] = [
  route('GET', '/v1/status', access.readServerStatus, 'What an unknown visitor may know of this server'),
  making('/v1/setup', access.setUpOwner, 'Make the first owner, by the one-time link'),
  making('/v1/auth/register', access.register, 'Register as an end user, or by invitation'),
  route('POST', '/v1/auth/login', access.logIn, 'Sign in'),
  route('POST', '/v1/auth/refresh', access.refreshSignIn, 'Exchange a refresh token for new tokens'),
  route('POST', '/v1/auth/logout', access.logOut, 'Sign out'),
  route('GET', '/v1/me', access.readMe, 'Who one is, and what one may do'),
  route('PATCH', '/v1/me', access.changeProfile, "Change one's own name"),
  route('POST', '/v1/me/password', access.changePassword, "Change one's own password"),
  route('GET', '/v1/sign-ins', access.listSignIns, 'List where one is signed in'),
  route('DELETE', '/v1/sign-ins/:signInId', access.endSignIn, 'Sign out on another device'),

  route('GET', '/v1/conversations', chat.listConversations, 'List conversations'),
  making('/v1/conversations', chat.openConversation, 'Open a conversation'),
  route('GET', '/v1/conversations/:conversationId', conversations.readConversation, 'Read a conversation'),
  route(
    'PATCH',
    '/v1/conversations/:conversationId',
    chat.changeConversation,
    'Rename, choose the agent, show a branch, star, archive, put in a project',
  ),
  route(
    'DELETE',
    '/v1/conversations/:conversationId',
    conversations.deleteConversation,
    'Delete a conversation',
  ),
  route(
    'POST',
    '/v1/conversations/:conversationId/read',
    conversations.markRead,
    'Say how far one has read a conversation',
  ),
  route(
    'GET',
    '/v1/conversations/:conversationId/readers',
    conversations.listReaders,
    'List how far a conversation was read',
  ),
  route(
    'GET',
    '/v1/conversations/:conversationId/summary',
    chat.readSummary,
    'Read what an agent remembers of a conversation in short',
  ),
  route('GET', '/v1/unread', conversations.countUnread, 'Count one’s conversations with something unread'),
  making(
    '/v1/conversations/:conversationId/branch',
    conversations.branchConversation,
    'Go on from a message in a new conversation',
  ),
  route('GET', '/v1/conversations/:conversationId/messages', conversations.listMessages, 'List messages'),
  making('/v1/messages/:messageId/edit', chat.editMessage, 'Say something anew, in a branch'),
  making('/v1/messages/:messageId/regenerate', chat.regenerateReply, 'Ask for another answer'),
  route('GET', '/v1/replies/:replyId', conversations.readReply, 'Read where an answer stands'),
  route('POST', '/v1/replies/:replyId/cancel', chat.cancelReply, 'Stop an answer'),

  route(
    'GET',
    '/v1/conversation-search',
    search.searchConversations,
    'Search conversations by their titles and messages',
  ),
  route('GET', '/v1/projects', projects.listProjects, "List one's projects"),
  making('/v1/projects', projects.createProject, 'Create a project'),
  route('PATCH', '/v1/projects/:projectId', projects.changeProject, 'Rename a project'),
  route(
    'DELETE',
    '/v1/projects/:projectId',
    projects.deleteProject,
    'Delete a project; its conversations stay',
  ),

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

  route('GET', '/v1/language-models', models.listLanguageModels, 'List the models that agents may pick'),
  route(
    'POST',
    '/v1/language-models/default',
    models.setDefaultModel,
    'Choose the model of agents that name none',
  ),
  route('GET', '/v1/connections', models.listConnections, 'List connections to model providers'),
  making('/v1/connections', models.createConnection, 'Connect a model provider'),
  route('POST', '/v1/connections/test', models.tryConnection, 'Try a connection before it is stored'),
  route('PATCH', '/v1/connections/:connectionId', models.changeConnection, 'Change a connection'),
  route('DELETE', '/v1/connections/:connectionId', models.deleteConnection, 'Remove a connection'),
  route('POST', '/v1/connections/:connectionId/test', models.testConnection, 'Try a connection'),

  route('GET', '/v1/embedding-models', models.listEmbeddingModels, 'List models that make vectors'),
  route('GET', '/v1/sources', knowledge.listSources, 'List sources'),
  making('/v1/sources', knowledge.createSource, 'Create a source'),
  route('GET', '/v1/sources/:sourceId', knowledge.readSource, 'Read a source'),
  route('PATCH', '/v1/sources/:sourceId', knowledge.changeSource, 'Change a source'),
  route('DELETE', '/v1/sources/:sourceId', knowledge.deleteSource, 'Delete a source with its documents'),
  route('POST', '/v1/sources/:sourceId/reindex', knowledge.reindexSource, 'Index all documents anew'),
  route('GET', '/v1/sources/:sourceId/pairs', knowledge.listPairs, 'List questions and answers'),
  making('/v1/sources/:sourceId/pairs', knowledge.addPair, 'Add a question with its answer'),
  route(
    'POST',
    '/v1/sources/:sourceId/pairs/preview',
    knowledge.previewPairImport,
    'See what an import from CSV would take',
  ),
  route(
    'POST',
    '/v1/sources/:sourceId/pairs/import',
    knowledge.importPairs,
    'Import questions and answers from CSV',
  ),
  route('PATCH', '/v1/pairs/:documentId', knowledge.changePair, 'Change a question or its answer'),
  route('GET', '/v1/dictionary', knowledge.listDictionary, 'List the words that search knows of'),
  making(
    '/v1/dictionary',
    knowledge.addDictionaryEntry,
    'Keep a word whole, or name words that mean the same',
  ),
  route('POST', '/v1/dictionary/import', knowledge.importDictionary, 'Import words from CSV'),
  route('GET', '/v1/dictionary/export', knowledge.exportDictionary, 'Export all words as CSV'),
  route('PATCH', '/v1/dictionary/:dictionaryEntryId', knowledge.changeDictionaryEntry, 'Change an entry'),
  route('DELETE', '/v1/dictionary/:dictionaryEntryId', knowledge.deleteDictionaryEntry, 'Delete an entry'),
  route('GET', '/v1/sources/:sourceId/documents', knowledge.listDocuments, 'List documents'),
  making(
    '/v1/sources/:sourceId/documents',
    knowledge.addDocument,
    'Add a document from text or an uploaded file',
  ),
  route('GET', '/v1/documents/:documentId', knowledge.readDocument, 'Read where a document stands'),
  route('PATCH', '/v1/documents/:documentId', knowledge.describeDocument, 'Set the metadata of a document'),
  route('GET', '/v1/documents/:documentId/text', knowledge.readDocumentText, 'Read the extracted text'),
  route('GET', '/v1/documents/:documentId/passages', knowledge.listPassages, 'List passages'),
  route('PATCH', '/v1/passages/:passageId', knowledge.editPassage, 'Change or disable a passage'),
  route(
    'GET',
    '/v1/documents/:documentId/unfit-edits',
    knowledge.listUnfitEdits,
    'List changes to passages that are gone',
  ),
  route('DELETE', '/v1/passage-edits/:editId', knowledge.dropPassageEdit, 'Forget such a change'),
  route('POST', '/v1/documents/:documentId/retry', knowledge.retryDocument, 'Try a failed document again'),
  route('DELETE', '/v1/documents/:documentId', knowledge.deleteDocument, 'Delete a document'),
  route('GET', '/v1/sources/:sourceId/test-questions', proof.listTestQuestions, 'List test questions'),
  making('/v1/sources/:sourceId/test-questions', proof.addTestQuestion, 'Add a test question'),
  making(
    '/v1/sources/:sourceId/test-questions/import',
    proof.importTestQuestions,
    'Add test questions from a CSV table',
  ),
  making(
    '/v1/sources/:sourceId/test-questions/keep',
    proof.keepTestQuestion,
    'Keep a question of a conversation as a test question',
  ),
  route('DELETE', '/v1/test-questions/:testQuestionId', proof.deleteTestQuestion, 'Remove a test question'),
  route('GET', '/v1/sources/:sourceId/test-runs', proof.listTestRuns, 'List test runs'),
  making('/v1/sources/:sourceId/test-runs', proof.startTestRun, 'Ask a source its test questions'),
  route('POST', '/v1/test-runs/:testRunId/judge', proof.judgeTestRun, 'Accept or reject a test run'),
  route('GET', '/v1/unanswered-questions', proof.listUnanswered, 'List unanswered questions'),
  route(
    'POST',
    '/v1/unanswered-questions/:unansweredQuestionId/draft',
    proof.draftAnswer,
    'Draft the pair that answers a question',
  ),
  route(
    'POST',
    '/v1/unanswered-questions/:unansweredQuestionId/publish',
    proof.publishAnswer,
    'Publish a drafted pair',
  ),
  route(
    'DELETE',
    '/v1/unanswered-questions/:unansweredQuestionId',
    proof.dismissUnanswered,
    'Dismiss an unanswered question',
  ),
  route(
    'POST',
    '/v1/unanswered-questions/:unansweredQuestionId/restore',
    proof.restoreUnanswered,
    'Put a dismissed question back',
  ),
  route('POST', '/v1/search', knowledge.searchKnowledge, 'Search passages'),

  route('GET', '/v1/sources/:sourceId/sites', sites.listSites, 'List the sites that a source follows'),
  making('/v1/sources/:sourceId/sites', sites.addSite, 'Follow a page, a sitemap or a site of the web'),
  route('GET', '/v1/sites/:siteId', sites.readSite, 'Read how far a site has been read'),
  route('PATCH', '/v1/sites/:siteId', sites.changeSite, 'Change limits and schedule of a site'),
  route('POST', '/v1/sites/:siteId/sync', sites.syncSite, 'Read a site again now'),
  route('GET', '/v1/sites/:siteId/pages', sites.listSitePages, 'List pages, what became of each and why'),
  route('DELETE', '/v1/sites/:siteId', sites.deleteSite, 'Part a source from a site, with its pages'),

  route('GET', '/v1/files/:fileId', conversations.readFile, 'Read what a file is'),

  route('GET', '/v1/usage', usage.readUsage, 'Read how much was answered and what it cost'),

  route('GET', '/v1/tenant', access.readTenant, "Read one's tenant"),
  route(
    'GET',
    '/v1/tenant/allowance',
    access.readAllowance,
    "Read one's tenant's plan and what is used of it",
  ),
  route('PATCH', '/v1/tenant', access.changeTenant, "Change one's tenant"),
  route('GET', '/v1/tenants', access.listTenants, 'List tenants (platform admins)'),
  making('/v1/tenants', access.createTenant, 'Create a tenant (platform admins)'),
  route(
    'GET',
    '/v1/tenants/:tenantId',
    access.readTenantOfServer,
    'Read any tenant, with its plan (platform admins)',
  ),
  route(
    'GET',
    '/v1/tenants/:tenantId/allowance',
    access.readTenantAllowance,
    'Read the plan of a tenant and what is used of it (platform admins)',
  ),
  route('POST', '/v1/tenants/:tenantId/plan', access.planTenant, 'Put a tenant on a plan (platform admins)'),
  route('POST', '/v1/tenants/:tenantId/suspend', access.suspendTenant, 'Suspend a tenant (platform admins)'),
  route(
    'POST',
    '/v1/tenants/:tenantId/restore',
    access.restoreTenant,
    'Open a suspended tenant again (platform admins)',
  ),
  route(
    'DELETE',
    '/v1/tenants/:tenantId',
    access.deleteTenant,
    'Delete a suspended tenant with everything in it (platform admins)',
  ),
  route('GET', '/v1/members', access.listMembers, 'List members'),
  route('PATCH', '/v1/members/:memberId', access.changeMember, 'Change a member'),
  route('DELETE', '/v1/members/:memberId', access.removeMember, 'Remove a member'),
  route('GET', '/v1/invitations', access.listInvitations, 'List open invitations'),
  making('/v1/invitations', access.createInvitation, 'Invite somebody'),
  route('POST', '/v1/invitations/read', access.readInvitation, 'See where the link of an invitation leads'),
  route('DELETE', '/v1/invitations/:invitationId', access.revokeInvitation, 'Revoke an invitation'),
  route('GET', '/v1/api-keys', access.listApiKeys, "List one's API keys"),
  making('/v1/api-keys', access.createApiKey, 'Create an API key'),
  route('DELETE', '/v1/api-keys/:apiKeyId', access.revokeApiKey, 'Revoke an API key'),
  route('GET', '/v1/audit-log', audit.listAuditEntries, 'List who did what'),
  making('/v1/socket-tickets', access.createSocketTicket, 'Get a ticket that opens one socket'),
]
