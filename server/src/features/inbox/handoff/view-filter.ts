import { sql } from 'kysely'
import type { InboxState, InboxView } from '#contract/shapes/inbox.ts'
import type { InboxFilter } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { isKept } from './inbox-state-store.ts'

/** Which conversations are in a view. What an agent answers need not have been in the inbox before; then it is open. */
export function viewFilter({ actor }: Scope, view: InboxView, state: InboxState | undefined): InboxFilter {
  const kept = isKept(state)
  switch (view) {
    case 'mine':
      return { assigneeKind: 'member', assigneeId: actor.id, passes: kept }
    case 'unassigned':
      return { assigneeKind: 'queue', passes: kept }
    case 'all':
      return { passes: kept }
    case 'agent':
      if (state === undefined) return { assigneeKind: 'agent' }
      return {
        assigneeKind: 'agent',
        passes: state === 'open' ? sql<boolean>`(${kept} OR NOT ${isKept(undefined)})` : kept,
      }
  }
}
