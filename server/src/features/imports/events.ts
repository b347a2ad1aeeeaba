import type { Actor } from '#kernel/scope.ts'

export const audience = {
  'import.ended': (actor: Actor, { payload }: { payload: { ownerId: string } }): boolean =>
    actor.id === payload.ownerId,
} as const
