import type { InboxFilter } from '../data/inbox-resources.ts'
import { useAddress } from '../routing/location.ts'
import { inboxFilterIn } from './inbox-filter.ts'

/** What the address asks for. */
export const useInboxFilter = (): InboxFilter => inboxFilterIn(useAddress())
