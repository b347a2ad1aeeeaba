import * as chat from '#features/chat/index.ts'
import * as conversations from '#features/conversations/index.ts'
import * as files from '#features/files/index.ts'
import * as imports from '#features/imports/index.ts'
import * as projects from '#features/projects/index.ts'
import * as search from '#features/search/index.ts'
import * as sharing from '#features/sharing/index.ts'
import * as tools from '#features/tools/index.ts'
import { making, route, type Route } from './route.ts'

/** Conversations, messages, replies, projects, share links, imports and files. */
export const conversationsRoutes: readonly Route[] = [
  route('GET', '/v1/conversations', chat.listConversations, 'List conversations'),
  making('/v1/conversations', chat.openConversation, 'Open a conversation'),
  route('GET', '/v1/conversations/:conversationId', conversations.readConversation, 'Read a conversation'),
  route(
    'PATCH',
    '/v1/conversations/:conversationId',
    chat.changeConversation,
    'Change a conversation: title, agent, branch, star, archive, project',
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
    'Mark a conversation as read up to a message',
  ),
  route(
    'POST',
    '/v1/conversations/:conversationId/typing',
    conversations.tellTyping,
    'Send a typing indicator to others in a conversation',
  ),
  route(
    'POST',
    '/v1/conversations/:conversationId/request-person',
    chat.requestPerson,
    'Request a person; the agent stops answering',
  ),
  route(
    'POST',
    '/v1/conversations/:conversationId/stop-waiting',
    chat.stopWaiting,
    'Stop waiting for a person; the agent answers again',
  ),
  route(
    'GET',
    '/v1/conversations/:conversationId/readers',
    conversations.listReaders,
    'List who has read a conversation, and how far',
  ),
  route(
    'GET',
    '/v1/conversations/:conversationId/summary',
    chat.readSummary,
    'Read the summary of a conversation that its agent is given',
  ),
  route('POST', '/v1/conversations/:conversationId/agents', chat.addAgent, 'Add an agent to a conversation'),
  route(
    'DELETE',
    '/v1/conversations/:conversationId/agents/:agentId',
    chat.removeAgent,
    'Remove an agent from a conversation',
  ),
  route('GET', '/v1/unread', conversations.countUnread, 'Count your unread conversations'),
  making(
    '/v1/conversations/:conversationId/branch',
    conversations.branchConversation,
    'Branch a conversation from a message into a new conversation',
  ),
  route(
    'GET',
    '/v1/conversations/:conversationId/messages',
    conversations.listMessages,
    'List the messages of a conversation',
  ),
  making('/v1/messages/:messageId/edit', chat.editMessage, 'Edit a message in a new branch'),
  making('/v1/messages/:messageId/regenerate', chat.regenerateReply, 'Regenerate an answer'),
  route('GET', '/v1/replies/:replyId', conversations.readReply, 'Read a reply and its state'),
  route('GET', '/v1/tool-approvals', tools.listToolApprovals, 'List tool approvals'),
  route('GET', '/v1/tool-approvals/:toolApprovalId', tools.readToolApproval, 'Read a tool approval'),
  route(
    'POST',
    '/v1/tool-approvals/:toolApprovalId/decide',
    chat.decideToolApproval,
    'Approve or decline a tool call',
  ),
  route('POST', '/v1/replies/:replyId/cancel', chat.cancelReply, 'Cancel a reply'),
  route(
    'GET',
    '/v1/conversation-search',
    search.searchConversations,
    'Search conversations by title and message text',
  ),
  route('GET', '/v1/projects', projects.listProjects, 'List your projects'),
  making('/v1/projects', projects.createProject, 'Create a project'),
  route('GET', '/v1/projects/:projectId', projects.readProject, 'Read a project'),
  route('PATCH', '/v1/projects/:projectId', projects.changeProject, 'Change, star or archive a project'),
  route(
    'DELETE',
    '/v1/projects/:projectId',
    projects.deleteProject,
    'Delete a project; its conversations stay',
  ),
  route(
    'GET',
    '/v1/projects/:projectId/members',
    projects.listProjectMembers,
    'List the members of a project',
  ),
  route(
    'POST',
    '/v1/projects/:projectId/members',
    projects.setProjectMember,
    'Add a member to a project, or change their role',
  ),
  route(
    'DELETE',
    '/v1/projects/:projectId/members/:memberId',
    projects.removeProjectMember,
    'Remove a member from a project, or leave it',
  ),
  route('GET', '/v1/shares', sharing.listShares, 'List your share links'),
  making('/v1/shares', sharing.createShare, 'Create a public link to the current state of a conversation'),
  route(
    'PATCH',
    '/v1/shares/:shareId',
    sharing.changeShare,
    'Update the content of a share link, or change when it expires',
  ),
  route('DELETE', '/v1/shares/:shareId', sharing.revokeShare, 'Revoke a share link'),
  route(
    'GET',
    '/v1/share-settings',
    sharing.readShareSettings,
    'Read whether conversations may be shared by link',
  ),
  route(
    'PATCH',
    '/v1/share-settings',
    sharing.changeShareSettings,
    'Allow or forbid sharing conversations by link',
  ),
  route('GET', '/v1/shared-conversations/:token', sharing.readShared, 'Read a shared conversation'),
  route('GET', '/v1/imports', imports.listImports, 'List your imports'),
  making('/v1/imports', imports.startImport, 'Import conversations from a file'),
  route('GET', '/v1/imports/:importId', imports.readImport, 'Read the progress of an import'),
  route('GET', '/v1/files/:fileId', conversations.readFile, 'Read the name, type, size and state of a file'),
  route('GET', '/v1/files/:fileId/text', files.readFileText, 'Read the extracted text of a file'),
  route('POST', '/v1/files/:fileId/text', files.retryFileText, 'Retry extracting the text of a file'),
  route(
    'POST',
    '/v1/files/:fileId/link',
    files.makeFileLink,
    'Create a temporary link to a file that works without signing in',
  ),
  route('GET', '/v1/speech', files.readSpeechOffer, 'Read whether answers can be read aloud'),
  route('GET', '/v1/file-limits', conversations.readFileLimits, 'Read the file size limits'),
  route('PATCH', '/v1/file-limits', conversations.changeFileLimits, 'Set the file size limits'),
]
