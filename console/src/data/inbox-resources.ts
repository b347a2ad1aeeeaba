import type { Page } from '#contract/page.ts'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import type { AnswerStates } from '#contract/shapes/channel.ts'
import type {
  InboxConversation,
  InboxCounts,
  InboxEntry,
  InboxMember,
  InboxState,
  InboxView,
} from '#contract/shapes/inbox.ts'
import type { CsatRating } from '#contract/shapes/csat.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

export interface InboxFilter {
  view: InboxView
  state: InboxState
  /** Of this team alone. */
  teamId?: string | undefined
  /** What this member has. */
  memberId?: string | undefined
  /** Where this was said; then the rest does not matter. */
  search?: string | undefined
}

const pageOf =
  ({ teamId, view, state, memberId }: InboxFilter) =>
  (page: { limit: number; after?: string }) =>
    teamId === undefined
      ? client.inbox.list({ view, state, memberId, ...page })
      : client.teams.conversations(teamId, { view, state, memberId, ...page })

/** Everything of the inbox has a key that begins with `inbox`, so that an event can refresh all of it. */
export const inboxList = (filter: InboxFilter): Resource<Page<InboxConversation>> => ({
  key: `inbox-list/${filter.view}/${filter.state}/${filter.teamId ?? ''}/${filter.memberId ?? ''}`,
  load: (previous) => loadPages(pageOf(filter), previous),
})
export const moreOfInbox = (filter: InboxFilter, held: Page<InboxConversation>) =>
  loadMore(pageOf(filter), held)

const foundPage = (search: string) => (page: { limit: number; after?: string }) =>
  client.conversations.search({ query: search, whose: 'inbox', ...page })
export const inboxFound = (search: string): Resource<Page<ConversationHit>> => ({
  key: `inbox-found/${search}`,
  load: (previous) => loadPages(foundPage(search), previous),
})
export const moreFound = (search: string, held: Page<ConversationHit>) => loadMore(foundPage(search), held)

export const inboxCounts = (state: InboxState): Resource<InboxCounts> => ({
  key: `inbox-counts/${state}`,
  load: () => client.inbox.counts({ state }),
})
/** Who may answer people, and whether they are there. */
export const inboxMembers: Resource<{ items: InboxMember[] }> = {
  key: 'inbox-members',
  load: () => client.inbox.members(),
}
export const inboxConversation = (conversationId: string): Resource<InboxConversation> => ({
  key: `inbox/${conversationId}`,
  load: () => client.inbox.read(conversationId),
})
/** Where it goes on outside, and how far the newest answers came there. */
export const answerStates = (conversationId: string): Resource<AnswerStates> => ({
  key: `inbox/${conversationId}/answer-states`,
  load: () => client.inbox.answerStates(conversationId),
})
/** Notes, late drafts and who had it when, the newest first, as far back as messages may be unrolled. */
export const inboxEntries = (conversationId: string): Resource<Page<InboxEntry>> => ({
  key: `inbox/${conversationId}/entries`,
  load: (previous) => loadPages((page) => client.inbox.entries(conversationId, page), previous),
})
/** What its owner said of a conversation, and that they were asked. */
export const inboxCsatRatings = (conversationId: string): Resource<{ items: CsatRating[] }> => ({
  key: `inbox/${conversationId}/csat-ratings`,
  load: () => client.csat.list(conversationId),
})
