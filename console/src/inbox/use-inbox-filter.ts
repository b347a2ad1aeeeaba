import type { DeskFilter } from '../data/desk-resources.ts'
import { useAddress } from '../routing/location.ts'
import { inboxFilterIn } from './inbox-filter.ts'

/** What the address asks for. */
export const useInboxFilter = (): DeskFilter => inboxFilterIn(useAddress())
