import type { Page } from '#contract/page.ts'
import type { ConversationHit } from '#contract/shapes/conversation-search.ts'
import { client } from '../../data/console-client.ts'
import { createStore } from '../../data/store.ts'
import { type Pages, pagesOf } from '../../data/pages.ts'
import { factsOf } from '../../data/resource.ts'
import { addressEnd, type ListFilter } from './list-filter.ts'

/** The conversations on the list just now, in its order: where the next and the previous one are. */
export const listedIds = createStore<readonly string[]>([])

/** One page of the list: what passes the filter and, when something is looked for, where it was found. */
export async function pageOfList(
  { search, show, whose, projectId, agentId }: ListFilter,
  page: { limit: number; after?: string },
): Promise<Page<ConversationHit>> {
  const query = {
    ...page,
    whose: whose === 'own' ? ('personal' as const) : whose,
    starred: show === 'starred' ? ('only' as const) : undefined,
    archived: show === 'archived' ? ('only' as const) : undefined,
    projectId: projectId || undefined,
    agentId: agentId || undefined,
  }
  if (search !== '') return client.conversations.search({ ...query, query: search })
  const { items, nextCursor } = await client.conversations.list(query)
  const hits = items.map((conversation) => ({
    conversation,
    title: { text: conversation.title, ranges: [] },
    messages: [],
  }))
  return { items: hits, nextCursor }
}

export const conversationList = (filter: ListFilter): Pages<Page<ConversationHit>> =>
  pagesOf({ ...factsOf('conversations.list'), key: `conversations${addressEnd(filter)}` }, (page) =>
    pageOfList(filter, page),
  )
