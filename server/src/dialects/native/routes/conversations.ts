import * as chat from '#features/chat/index.ts'
import * as conversations from '#features/conversations/index.ts'
import * as files from '#features/files/index.ts'
import * as imports from '#features/imports/index.ts'
import * as projects from '#features/projects/index.ts'
import * as search from '#features/search/index.ts'
import * as sharing from '#features/sharing/index.ts'
import * as tools from '#features/tools/index.ts'
import { making, route, type Route } from './route.ts'

/** Conversations, what is said in them, and projects that hold them. */
export const conversationsRoutes: readonly Route[] = [
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
    'POST',
    '/v1/conversations/:conversationId/typing',
    conversations.tellTyping,
    'Say that one writes, to the others who see the conversation',
  ),
  route(
    'POST',
    '/v1/conversations/:conversationId/request-person',
    chat.requestPerson,
    'Ask for a person; its agent is silent from then on',
  ),
  route(
    'POST',
    '/v1/conversations/:conversationId/stop-waiting',
    chat.stopWaiting,
    'Wait for a person no longer; its agent answers again',
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
  route('POST', '/v1/conversations/:conversationId/agents', chat.addAgent, 'Let one more agent take part'),
  route(
    'DELETE',
    '/v1/conversations/:conversationId/agents/:agentId',
    chat.removeAgent,
    'Let an agent take part no longer',
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
  route(
    'GET',
    '/v1/tool-approvals',
    tools.listToolApprovals,
    'List tool calls that wait or waited for consent',
  ),
  route(
    'GET',
    '/v1/tool-approvals/:toolApprovalId',
    tools.readToolApproval,
    'Read what a tool call waits for',
  ),
  route(
    'POST',
    '/v1/tool-approvals/:toolApprovalId/decide',
    chat.decideToolApproval,
    'Approve or decline a tool call',
  ),
  route('POST', '/v1/replies/:replyId/cancel', chat.cancelReply, 'Stop an answer'),
  route(
    'GET',
    '/v1/conversation-search',
    search.searchConversations,
    'Search conversations by their titles and messages',
  ),
  route('GET', '/v1/projects', projects.listProjects, 'List the projects that one works in'),
  making('/v1/projects', projects.createProject, 'Create a project'),
  route('GET', '/v1/projects/:projectId', projects.readProject, 'Read a project'),
  route('PATCH', '/v1/projects/:projectId', projects.changeProject, 'Change, star or archive a project'),
  route(
    'DELETE',
    '/v1/projects/:projectId',
    projects.deleteProject,
    'Delete a project; its conversations stay',
  ),
  route('GET', '/v1/projects/:projectId/members', projects.listProjectMembers, 'List who works in a project'),
  route(
    'POST',
    '/v1/projects/:projectId/members',
    projects.setProjectMember,
    'Add a member to a project, or give them another role',
  ),
  route(
    'DELETE',
    '/v1/projects/:projectId/members/:memberId',
    projects.removeProjectMember,
    'Take a member out of a project, or leave it',
  ),
  route('GET', '/v1/shares', sharing.listShares, 'List the links by which one shares conversations'),
  making('/v1/shares', sharing.createShare, 'Make a link by which anybody reads a conversation as it is now'),
  route(
    'PATCH',
    '/v1/shares/:shareId',
    sharing.changeShare,
    'Let a link show the conversation as it is now, or end at another moment',
  ),
  route('DELETE', '/v1/shares/:shareId', sharing.revokeShare, 'End a link'),
  route(
    'GET',
    '/v1/share-settings',
    sharing.readShareSettings,
    'Read whether conversations may be shared by links',
  ),
  route(
    'PATCH',
    '/v1/share-settings',
    sharing.changeShareSettings,
    'Allow or forbid sharing conversations by links',
  ),
  route(
    'GET',
    '/v1/shared-conversations/:token',
    sharing.readShared,
    'Read a conversation that was shared by a link',
  ),
  route('GET', '/v1/imports', imports.listImports, "List one's imports"),
  making('/v1/imports', imports.startImport, 'Take conversations in from a file'),
  route('GET', '/v1/imports/:importId', imports.readImport, 'Read how far an import has come'),
  route('GET', '/v1/files/:fileId', conversations.readFile, 'Read what a file is'),
  route('GET', '/v1/files/:fileId/text', files.readFileText, 'Read what a file says'),
  route('POST', '/v1/files/:fileId/text', files.retryFileText, 'Have a file read that could not be read'),
  route(
    'POST',
    '/v1/files/:fileId/link',
    files.makeFileLink,
    'Make an address where a file is for some minutes without signing in',
  ),
  route('GET', '/v1/speech', files.readSpeechOffer, 'Read whether answers can be read aloud'),
  route('GET', '/v1/file-limits', conversations.readFileLimits, 'Read how large files may be'),
  route('PATCH', '/v1/file-limits', conversations.changeFileLimits, 'Set how large files may be'),
]
