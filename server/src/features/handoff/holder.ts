import type { HeldBy } from '#contract/shapes/conversation.ts'
import type { Holder } from '#contract/shapes/desk.ts'

/** A holder by name; null where nobody is noted. Who is gone has an empty name. */
export const toHolder = (
  by: string | null,
  memberId: string | null,
  names: ReadonlyMap<string, string>,
): Holder | null =>
  by === null
    ? null
    : {
        by: by as HeldBy,
        member: memberId === null ? null : { id: memberId, name: names.get(memberId) ?? '' },
      }

export const theQueue = { by: 'queue', memberId: null } as const
export const theAgent = { by: 'agent', memberId: null } as const
export const heldByMember = (memberId: string) => ({ by: 'member', memberId }) as const
