import type { Page } from '#contract/page.ts'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import type { Pages } from '../../data/pages.ts'
import { pages } from '../../data/resource.ts'
import type { InboxFilter } from './inbox-filter.ts'

/** What stands in the inbox, or in that of one team. */
export const inboxList = ({ teamId, view, state, memberId }: InboxFilter): Pages<Page<InboxConversation>> =>
  teamId === undefined
    ? pages('inbox.list', { view, state, memberId })
    : pages('teams.conversations', teamId, { view, state, memberId })
