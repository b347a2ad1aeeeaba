import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import type {
  ChangeConversation,
  Conversation,
  ConversationFilter,
  ConversationSummary,
  EditMessage,
  ListMessages,
  Message,
  OpenConversation,
  ReaderList,
  Reply,
  SendMessage,
  SentMessage,
  UnreadCount,
} from '#contract/shapes/conversation.ts'
import type { TellTyping } from '#contract/shapes/typing.ts'
import { type NamedFile, namedFile } from '../named-file.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

/** Which conversations; what is left out is not asked for. */
type Filter = { [K in keyof ConversationFilter]?: ConversationFilter[K] | undefined }

type Without<T, K extends string> = Omit<T, K>

export const conversationCalls = ({ call, open: fetchRaw }: Transport) => ({
  list: (query: PageOptions & Filter = {}) =>
    call<Page<Conversation>>('GET', '/v1/conversations', { query: { ...query } }),
  /** Finds conversations by their titles and by what was said in them. */
  search: (query: PageOptions & Filter & { query: string }) =>
    call<Page<ConversationHit>>('GET', '/v1/conversation-search', { query: { ...query } }),
  open: (body: z.input<typeof OpenConversation> = {}) =>
    call<Conversation>('POST', '/v1/conversations', { body }),
  read: (conversationId: string) => call<Conversation>('GET', path`/v1/conversations/${conversationId}`),
  change: (conversationId: string, body: Without<z.input<typeof ChangeConversation>, 'conversationId'>) =>
    call<Conversation>('PATCH', path`/v1/conversations/${conversationId}`, { body }),
  remove: (conversationId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/conversations/${conversationId}`, options),
  /** Says how far one has read; nothing happens when one had read as far already. */
  markRead: (conversationId: string, seq: number) =>
    call<Conversation>('POST', path`/v1/conversations/${conversationId}/read`, { body: { seq } }),
  /** Says that one writes; again every few seconds while it goes on. */
  typing: (conversationId: string, body: Without<z.input<typeof TellTyping>, 'conversationId'> = {}) =>
    call<void>('POST', path`/v1/conversations/${conversationId}/typing`, { body }),
  readers: (conversationId: string) =>
    call<z.output<typeof ReaderList>>('GET', path`/v1/conversations/${conversationId}/readers`),
  /** What the agent remembers of a long conversation, beyond its newest messages. */
  summary: (conversationId: string) =>
    call<ConversationSummary>('GET', path`/v1/conversations/${conversationId}/summary`),
  /** Lets one more agent take part; it answers when it is called by `@name` or handed the conversation. */
  addAgent: (conversationId: string, agentId: string) =>
    call<Conversation>('POST', path`/v1/conversations/${conversationId}/agents`, { body: { agentId } }),
  removeAgent: (conversationId: string, agentId: string) =>
    call<Conversation>('DELETE', path`/v1/conversations/${conversationId}/agents/${agentId}`),
  unread: () => call<UnreadCount>('GET', '/v1/unread'),
  /** A new conversation that keeps everything up to one message. */
  branch: (conversationId: string, messageId: string) =>
    call<Conversation>('POST', path`/v1/conversations/${conversationId}/branch`, { body: { messageId } }),
  /** The whole conversation as a file: every branch as JSON, or the shown one as Markdown. */
  export: async (conversationId: string, format: 'json' | 'markdown'): Promise<NamedFile> =>
    namedFile(await fetchRaw('GET', path`/v1/conversations/${conversationId}/export`, { query: { format } })),
  /** Chosen ones as one file. */
  exportSeveral: async (
    conversationIds: readonly string[],
    format: 'json' | 'markdown',
  ): Promise<NamedFile> =>
    namedFile(await fetchRaw('POST', '/v1/conversations/export', { body: { conversationIds, format } })),
  /** All of one's own conversations as one JSON file. */
  exportAll: async (): Promise<NamedFile> => namedFile(await fetchRaw('GET', '/v1/export')),
  messages: (
    conversationId: string,
    query: Without<Partial<z.output<typeof ListMessages>>, 'conversationId'> = {},
  ) =>
    call<Page<Message>>('GET', path`/v1/conversations/${conversationId}/messages`, { query: { ...query } }),
  /** Stores a message and requests its reply; follow that with `followReply`. A repeated `clientId` stores nothing twice. */
  send: (conversationId: string, body: Without<z.input<typeof SendMessage>, 'conversationId'>) =>
    call<SentMessage>('POST', path`/v1/conversations/${conversationId}/messages`, { body }),
  /** Asks for a person: the conversation waits for one from now on. */
  requestPerson: (conversationId: string, text?: string) =>
    call<Conversation>('POST', path`/v1/conversations/${conversationId}/request-person`, {
      body: { ...(text && { text }) },
    }),
  /** Asks again in other words: the edited message becomes a branch beside the old one. */
  edit: (messageId: string, body: Without<z.input<typeof EditMessage>, 'messageId'>) =>
    call<SentMessage>('POST', path`/v1/messages/${messageId}/edit`, { body }),
  /** Asks for another answer beside this one. */
  regenerate: (messageId: string) =>
    call<SentMessage>('POST', path`/v1/messages/${messageId}/regenerate`, { body: {} }),
})

export const replyCalls = ({ call }: Transport) => ({
  read: (replyId: string) => call<Reply>('GET', path`/v1/replies/${replyId}`),
  cancel: (replyId: string) => call<Reply>('POST', path`/v1/replies/${replyId}/cancel`, { body: {} }),
})
