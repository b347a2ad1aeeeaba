import type { EventPayload } from '#contract/events.ts'
import type { Actor } from '#kernel/scope.ts'

/** Whoever may see the facts: the person, and the desk where the person is a visitor. */
const whoSeesThem = (actor: Actor, { payload }: { payload: EventPayload<'memory.changed'> }): boolean =>
  actor.id === payload.personId ||
  (payload.personKind === 'visitor' && actor.permissions.has('conversation:read-desk'))

export const audience = { 'memory.changed': whoSeesThem } as const
