import { get, patch, post, remove } from '../route.ts'

/** Conversations, their messages and replies, and what happens in them. */
export const conversationsRoutes = {
  conversations: {
    list: get('/v1/conversations', {
      name: 'conversation.list',
      permission: 'conversation:read',
      refreshedBy: ['message', 'reply', 'csat-rating', 'tool-approval', 'project'],
      input: 'ListConversations',
      output: 'ConversationPage',
      summary: 'List conversations',
    }),
    open: post('/v1/conversations', {
      name: 'conversation.open',
      permission: 'conversation:write',
      input: 'OpenConversation',
      output: 'Conversation',
      status: 201,
      summary: 'Open a conversation',
    }),
    read: get('/v1/conversations/:conversationId', {
      name: 'conversation.read',
      permission: 'conversation:read',
      refreshedBy: ['message', 'reply', 'csat-rating', 'tool-approval', 'project'],
      output: 'Conversation',
      summary: 'Read a conversation',
    }),
    change: patch('/v1/conversations/:conversationId', {
      name: 'conversation.change',
      permission: 'conversation:write',
      input: 'ChangeConversation',
      output: 'Conversation',
      summary: 'Change a conversation: title, agent, branch, star, archive, project',
    }),
    remove: remove('/v1/conversations/:conversationId', {
      name: 'conversation.delete',
      permission: 'conversation:write',
      summary: 'Delete a conversation',
    }),
    /** Stores how far the caller has read; never moves backwards. */
    markRead: post('/v1/conversations/:conversationId/read', {
      name: 'conversation.mark-read',
      permission: 'conversation:write',
      input: 'MarkRead',
      output: 'Conversation',
      summary: 'Mark a conversation as read up to a message',
    }),
    /** Shows that the caller is typing; repeated every few seconds. */
    typing: post('/v1/conversations/:conversationId/typing', {
      name: 'typing.tell',
      permission: 'message:send',
      input: 'TellTyping',
      summary: 'Send a typing indicator to others in a conversation',
    }),
    /** Asks for a person: the conversation waits for one from now on. */
    requestPerson: post('/v1/conversations/:conversationId/request-person', {
      name: 'conversation.request-person',
      permission: 'message:send',
      input: 'RequestPerson',
      output: 'Conversation',
      summary: 'Request a person; the agent stops answering',
    }),
    stopWaiting: post('/v1/conversations/:conversationId/stop-waiting', {
      name: 'conversation.stop-waiting',
      permission: 'message:send',
      output: 'Conversation',
      summary: 'Stop waiting for a person; the agent answers again',
    }),
    readers: get('/v1/conversations/:conversationId/readers', {
      name: 'conversation.list-readers',
      permission: 'conversation:read',
      refreshedBy: ['conversation.read'],
      output: 'ReaderList',
      summary: 'List who has read a conversation, and how far',
    }),
    /** The summary that the agent uses for the older part of a long conversation. */
    summary: get('/v1/conversations/:conversationId/summary', {
      name: 'conversation.read-summary',
      permission: 'conversation:read',
      refreshedBy: ['message', 'reply', 'csat-rating', 'tool-approval'],
      output: 'ConversationSummary',
      summary: 'Read the summary of a conversation that its agent is given',
    }),
    /** Adds an agent, which answers when it is mentioned as `@name` or the conversation is transferred to it. */
    addAgent: post('/v1/conversations/:conversationId/agents', {
      name: 'conversation.add-agent',
      permission: 'conversation:write',
      input: 'AgentInConversation',
      output: 'Conversation',
      summary: 'Add an agent to a conversation',
    }),
    removeAgent: remove('/v1/conversations/:conversationId/agents/:agentId', {
      name: 'conversation.remove-agent',
      permission: 'conversation:write',
      output: 'Conversation',
      summary: 'Remove an agent from a conversation',
    }),
    unread: get('/v1/unread', {
      name: 'conversation.count-unread',
      permission: 'conversation:read',
      refreshedBy: ['message', 'reply', 'csat-rating', 'tool-approval', 'project'],
      output: 'UnreadCount',
      summary: 'Count your unread conversations',
    }),
    /** Creates a new conversation with everything up to one message. */
    branch: post('/v1/conversations/:conversationId/branch', {
      name: 'conversation.branch',
      permission: 'conversation:write',
      input: 'BranchConversation',
      output: 'Conversation',
      status: 201,
      summary: 'Branch a conversation from a message into a new conversation',
    }),
    messages: get('/v1/conversations/:conversationId/messages', {
      name: 'message.list',
      permission: 'conversation:read',
      refreshedBy: [
        'conversation.changed',
        'conversation.handed',
        'conversation.deleted',
        'reply',
        'csat-rating',
        'tool-approval',
      ],
      input: 'ListMessages',
      output: 'MessagePage',
      summary: 'List the messages of a conversation',
    }),
    /** Asks again with a changed text: the edited message becomes a branch beside the old one. */
    edit: post('/v1/messages/:messageId/edit', {
      name: 'message.edit',
      permission: 'message:send',
      input: 'EditMessage',
      output: 'SentMessage',
      status: 201,
      summary: 'Edit a message in a new branch',
    }),
    /** Requests another answer beside this one. */
    regenerate: post('/v1/messages/:messageId/regenerate', {
      name: 'reply.regenerate',
      permission: 'message:send',
      output: 'SentMessage',
      status: 201,
      summary: 'Regenerate an answer',
    }),
    /** Finds conversations by title and by message text. */
    search: get('/v1/conversation-search', {
      name: 'conversation.search',
      permission: 'conversation:read',
      refreshedBy: ['message', 'reply', 'csat-rating', 'tool-approval', 'project', 'inbox', 'team', 'sla'],
      input: 'SearchConversations',
      output: 'ConversationHitPage',
      summary: 'Search conversations by title and message text',
    }),
    /** Stores a message and requests its reply; follow that with `followReply`. A repeated `clientId` stores nothing twice. */
    send: post('/v1/conversations/:conversationId/messages', {
      name: 'message.send',
      permission: 'message:send',
      input: 'SendMessage',
      output: 'SentMessage',
      answers: 'stream',
      summary: 'Send a message; with `Accept: text/event-stream`, stream the reply',
    }),
    /** The whole conversation as a file: every branch as JSON, or the shown one as Markdown. */
    export: get('/v1/conversations/:conversationId/export', {
      name: 'conversation.export',
      permission: 'conversation:read',
      input: 'ExportConversation',
      answers: 'file',
      summary: 'Download a conversation',
    }),
    exportSeveral: post('/v1/conversations/export', {
      name: 'conversation.export-several',
      permission: 'conversation:read',
      input: 'ExportSeveral',
      answers: 'file',
      summary: 'Download selected conversations as one file',
    }),
    exportAll: get('/v1/export', {
      name: 'conversation.export-all',
      permission: 'conversation:read',
      answers: 'file',
      summary: 'Download all your conversations',
    }),
  },
  replies: {
    read: get('/v1/replies/:replyId', {
      name: 'reply.read',
      permission: 'conversation:read',
      output: 'Reply',
      summary: 'Read a reply and its state',
    }),
    cancel: post('/v1/replies/:replyId/cancel', {
      name: 'reply.cancel',
      permission: 'reply:control',
      output: 'Reply',
      summary: 'Cancel a reply',
    }),
    follow: get('/v1/replies/:replyId/stream', {
      name: 'reply.follow',
      permission: 'conversation:read',
      input: 'FollowReply',
      answers: 'stream',
      summary: 'Stream a reply from a cursor to its end',
    }),
  },
  completions: {
    /** The answer in one piece; throws ApiError when it fails. */
    create: post('/v1/agents/:agentId/completions', {
      name: 'completion.create',
      permission: 'completion:create',
      input: 'CreateCompletion',
      output: 'Completion',
      answers: 'stream',
      summary: 'Create a completion: an agent answers a conversation that you store yourself',
    }),
    tryAgent: post('/v1/agents/try', {
      name: 'agent.try',
      permission: 'agent:write',
      input: 'TryAgent',
      output: 'Completion',
      answers: 'stream',
      summary: 'Test an agent before saving it',
    }),
  },
  events: {
    follow: get('/v1/events', {
      name: 'event.follow',
      permission: 'event:follow',
      input: 'FollowEvents',
      answers: 'stream',
      summary: 'Stream events from a given number on',
    }),
  },
} as const
