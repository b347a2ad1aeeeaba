import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddCannedReply,
  AddMacro,
  CannedReply,
  FilledCannedReply,
  Macro,
} from '#contract/shapes/canned.ts'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

type Searched = PageOptions & { search?: string }
const searching = ({ search, ...page }: Searched) => ({ query: { ...page, ...(search && { search }) } })

/** Texts that operators answer with again and again, and several steps under one name. */
export const cannedCalls = ({ call }: Transport) => ({
  replies: (asked: Searched = {}) => call<Page<CannedReply>>('GET', '/v1/canned-replies', searching(asked)),
  addReply: (body: z.input<typeof AddCannedReply>) =>
    call<CannedReply>('POST', '/v1/canned-replies', { body }),
  changeReply: (cannedReplyId: string, body: Partial<z.input<typeof AddCannedReply>>) =>
    call<CannedReply>('PATCH', path`/v1/canned-replies/${cannedReplyId}`, { body }),
  removeReply: (cannedReplyId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/canned-replies/${cannedReplyId}`, options),
  /** As it would be said in a conversation. */
  fill: (conversationId: string, cannedReplyId: string) =>
    call<z.output<typeof FilledCannedReply>>(
      'GET',
      path`/v1/inbox/conversations/${conversationId}/canned-replies/${cannedReplyId}`,
    ),
  macros: (asked: Searched = {}) => call<Page<Macro>>('GET', '/v1/macros', searching(asked)),
  addMacro: (body: z.input<typeof AddMacro>) => call<Macro>('POST', '/v1/macros', { body }),
  changeMacro: (macroId: string, body: Partial<z.input<typeof AddMacro>>) =>
    call<Macro>('PATCH', path`/v1/macros/${macroId}`, { body }),
  removeMacro: (macroId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/macros/${macroId}`, options),
  run: (conversationId: string, macroId: string) =>
    call<InboxConversation>('POST', path`/v1/inbox/conversations/${conversationId}/macros/${macroId}`, {
      body: {},
    }),
})
