import type { InboxState, InboxView } from '#contract/shapes/inbox.ts'

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

export const views: readonly InboxView[] = ['mine', 'unassigned', 'all', 'agent']
export const states: readonly InboxState[] = ['open', 'pending', 'snoozed', 'resolved']

/** What stands in the list when the address names nothing else: all that is to be done. */
const usual: InboxFilter = { view: 'all', state: 'open' }

export const inboxFilterIn = ({ searchParams }: URL): InboxFilter => ({
  view: views.find((view) => view === searchParams.get('view')) ?? usual.view,
  state: states.find((state) => state === searchParams.get('state')) ?? usual.state,
  ...(searchParams.get('member') && { memberId: searchParams.get('member') ?? undefined }),
  ...(searchParams.get('search') && { search: searchParams.get('search') ?? undefined }),
  ...(searchParams.get('team') && { teamId: searchParams.get('team') ?? undefined }),
})

/** The filter as the end of an address, with what it is to say besides. */
export function inboxEnd(
  { view, state, teamId, memberId, search }: InboxFilter,
  more: Record<string, string> = {},
): string {
  const params = new URLSearchParams(more)
  if (view !== usual.view) params.set('view', view)
  if (state !== usual.state) params.set('state', state)
  if (teamId) params.set('team', teamId)
  if (memberId && view === 'all') params.set('member', memberId)
  if (search) params.set('search', search)
  return params.size > 0 ? `?${params}` : ''
}
