import { sql } from 'kysely'
import type { DeskState, DeskTab } from '#contract/shapes/desk.ts'
import type { DeskFilter } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { isKept } from './desk-state-store.ts'

/** Which conversations stand in a tab. What an agent answers need not have been at the desk before; then it is open. */
export function tabOf({ actor }: Scope, tab: DeskTab, state: DeskState | undefined): DeskFilter {
  const kept = isKept(state)
  switch (tab) {
    case 'mine':
      return { heldBy: 'member', holderId: actor.id, passes: kept }
    case 'unassigned':
      return { heldBy: 'queue', passes: kept }
    case 'all':
      return { passes: kept }
    case 'agent':
      if (state === undefined) return { heldBy: 'agent' }
      return {
        heldBy: 'agent',
        passes: state === 'open' ? sql<boolean>`(${kept} OR NOT ${isKept(undefined)})` : kept,
      }
  }
}
