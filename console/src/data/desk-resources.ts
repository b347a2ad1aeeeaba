import type { Page } from '#contract/page.ts'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import type { AnswerStates } from '#contract/shapes/channel.ts'
import type {
  DeskConversation,
  DeskCounts,
  DeskEntry,
  DeskMember,
  DeskState,
  DeskTab,
} from '#contract/shapes/desk.ts'
import type { Rating } from '#contract/shapes/rating.ts'
import { client } from '../console-client.ts'
import type { Resource } from './cache.ts'
import { loadMore, loadPages } from './pages.ts'

export interface DeskFilter {
  tab: DeskTab
  state: DeskState
  /** Of this team alone. */
  teamId?: string | undefined
  /** What this member has. */
  memberId?: string | undefined
  /** Where this was said; then the rest does not matter. */
  search?: string | undefined
}

const pageOf =
  ({ teamId, tab, state, memberId }: DeskFilter) =>
  (page: { limit: number; after?: string }) =>
    teamId === undefined
      ? client.desk.list({ tab, state, memberId, ...page })
      : client.teams.conversations(teamId, { tab, state, memberId, ...page })

/** Everything of the desk has a key that begins with `desk`, so that an event can refresh all of it. */
export const deskList = (filter: DeskFilter): Resource<Page<DeskConversation>> => ({
  key: `desk-list/${filter.tab}/${filter.state}/${filter.teamId ?? ''}/${filter.memberId ?? ''}`,
  load: (previous) => loadPages(pageOf(filter), previous),
})
export const moreOfDesk = (filter: DeskFilter, held: Page<DeskConversation>) => loadMore(pageOf(filter), held)

const foundPage = (search: string) => (page: { limit: number; after?: string }) =>
  client.conversations.search({ query: search, whose: 'desk', ...page })
export const deskFound = (search: string): Resource<Page<ConversationHit>> => ({
  key: `desk-found/${search}`,
  load: (previous) => loadPages(foundPage(search), previous),
})
export const moreFound = (search: string, held: Page<ConversationHit>) => loadMore(foundPage(search), held)

export const deskCounts = (state: DeskState): Resource<DeskCounts> => ({
  key: `desk-counts/${state}`,
  load: () => client.desk.counts({ state }),
})
/** Who may answer people, and whether they are there. */
export const deskMembers: Resource<{ items: DeskMember[] }> = {
  key: 'desk-members',
  load: () => client.desk.members(),
}
export const deskConversation = (conversationId: string): Resource<DeskConversation> => ({
  key: `desk/${conversationId}`,
  load: () => client.desk.read(conversationId),
})
/** Where it goes on outside, and how far the newest answers came there. */
export const answerStates = (conversationId: string): Resource<AnswerStates> => ({
  key: `desk/${conversationId}/answer-states`,
  load: () => client.desk.answerStates(conversationId),
})
/** Notes, late drafts and who had it when, the newest first, as far back as messages may be unrolled. */
export const deskEntries = (conversationId: string): Resource<Page<DeskEntry>> => ({
  key: `desk/${conversationId}/entries`,
  load: (previous) => loadPages((page) => client.desk.entries(conversationId, page), previous),
})
/** What its owner said of a conversation, and that they were asked. */
export const deskRatings = (conversationId: string): Resource<{ items: Rating[] }> => ({
  key: `desk/${conversationId}/ratings`,
  load: () => client.ratings.list(conversationId),
})
