import type { DeskState, DeskTab } from '#contract/shapes/desk.ts'
import type { DeskFilter } from '../data/desk-resources.ts'

export const tabs: readonly DeskTab[] = ['mine', 'unassigned', 'all', 'agent']
export const states: readonly DeskState[] = ['open', 'pending', 'snoozed', 'resolved']

/** What stands in the list when the address names nothing else: all that is to be done. */
const usual: DeskFilter = { tab: 'all', state: 'open' }

export const inboxFilterIn = ({ searchParams }: URL): DeskFilter => ({
  tab: tabs.find((tab) => tab === searchParams.get('tab')) ?? usual.tab,
  state: states.find((state) => state === searchParams.get('state')) ?? usual.state,
  ...(searchParams.get('member') && { memberId: searchParams.get('member') ?? undefined }),
  ...(searchParams.get('search') && { search: searchParams.get('search') ?? undefined }),
  ...(searchParams.get('team') && { teamId: searchParams.get('team') ?? undefined }),
})

/** The filter as the end of an address, with what it is to say besides. */
export function inboxEnd(
  { tab, state, teamId, memberId, search }: DeskFilter,
  more: Record<string, string> = {},
): string {
  const params = new URLSearchParams(more)
  if (tab !== usual.tab) params.set('tab', tab)
  if (state !== usual.state) params.set('state', state)
  if (teamId) params.set('team', teamId)
  if (memberId && tab === 'all') params.set('member', memberId)
  if (search) params.set('search', search)
  return params.size > 0 ? `?${params}` : ''
}
