import type { EventPayload } from '#contract/events.ts'
import type { Actor } from '#kernel/scope.ts'

/** Whoever may see the memories: the person, and operators where the person is a visitor. */
const whoSeesThem = (actor: Actor, { payload }: { payload: EventPayload<'memory.changed'> }): boolean =>
  actor.id === payload.personId ||
  (payload.personKind === 'visitor' && actor.permissions.has('conversation:read-inbox'))

export const audience = { 'memory.changed': whoSeesThem } as const
