import type { InboxFilter } from './inbox-filter.ts'
import { useAddress } from '../../routing/location.ts'
import { inboxFilterIn } from './inbox-filter.ts'

/** What the address asks for. */
export const useInboxFilter = (): InboxFilter => inboxFilterIn(useAddress())
