import type { AnswerStates } from '#contract/shapes/channel.ts'
import type { z } from 'zod'
import type { WholeMail } from '#contract/shapes/email-channel.ts'
import type { Page } from '#contract/page.ts'
import type { SentMessage } from '#contract/shapes/conversation.ts'
import type {
  AnswerAtDesk,
  AssignConversation,
  ChangeDesk,
  CountDesk,
  DeskConversation,
  DeskCounts,
  DeskEntry,
  DeskMember,
  ListDesk,
  ReturnConversation,
  TakeConversation,
} from '#contract/shapes/desk.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

type Body<T extends z.ZodType> = Omit<z.input<T>, 'conversationId'>
type Query = Record<string, string | number | undefined>

/** The desk, where people take over from agents. */
export const deskCalls = ({ call }: Transport) => ({
  list: (query: Partial<z.input<typeof ListDesk>> = {}) =>
    call<Page<DeskConversation>>('GET', '/v1/desk/conversations', { query: query as Query }),
  counts: (query: Partial<z.input<typeof CountDesk>> = {}) =>
    call<DeskCounts>('GET', '/v1/desk/counts', { query: query as Query }),
  read: (conversationId: string) =>
    call<DeskConversation>('GET', path`/v1/desk/conversations/${conversationId}`),
  /** How far answers came in the outside system where the conversation goes on. */
  answerStates: (conversationId: string) =>
    call<AnswerStates>('GET', path`/v1/desk/conversations/${conversationId}/answer-states`),
  /** All of a mail whose message shows less. */
  wholeMail: (conversationId: string, messageId: string) =>
    call<WholeMail>('GET', path`/v1/desk/conversations/${conversationId}/messages/${messageId}/mail`),
  entries: (conversationId: string, query: PageOptions = {}) =>
    call<Page<DeskEntry>>('GET', path`/v1/desk/conversations/${conversationId}/entries`, {
      query: query as Query,
    }),
  /** From the answer on, no agent says another word in it. `conflict` where another member has it. */
  take: (conversationId: string, body: Body<typeof TakeConversation> = {}) =>
    call<DeskConversation>('POST', path`/v1/desk/conversations/${conversationId}/take`, { body }),
  assign: (conversationId: string, body: Body<typeof AssignConversation>) =>
    call<DeskConversation>('POST', path`/v1/desk/conversations/${conversationId}/assign`, { body }),
  giveBack: (conversationId: string, body: Body<typeof ReturnConversation> = {}) =>
    call<DeskConversation>('POST', path`/v1/desk/conversations/${conversationId}/return`, { body }),
  answer: (conversationId: string, body: Body<typeof AnswerAtDesk>) =>
    call<SentMessage>('POST', path`/v1/desk/conversations/${conversationId}/messages`, { body }),
  change: (conversationId: string, body: Body<typeof ChangeDesk>) =>
    call<DeskConversation>('PATCH', path`/v1/desk/conversations/${conversationId}`, { body }),
  addNote: (conversationId: string, text: string) =>
    call<DeskEntry>('POST', path`/v1/desk/conversations/${conversationId}/notes`, { body: { text } }),
  members: () => call<{ items: DeskMember[] }>('GET', '/v1/desk/members'),
  setAway: (isAway: boolean) => call<DeskMember>('PATCH', '/v1/desk/presence', { body: { isAway } }),
  deleteEntry: (entryId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/desk/entries/${entryId}`, options),
})
