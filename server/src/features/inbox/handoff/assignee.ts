import type { AssigneeKind } from '#contract/shapes/conversation.ts'
import type { Assignee } from '#contract/shapes/inbox.ts'

/** An assignee with name; null if there is none. A deleted one has an empty name. */
export const toAssignee = (
  kind: string | null,
  memberId: string | null,
  names: ReadonlyMap<string, string>,
): Assignee | null =>
  kind === null
    ? null
    : {
        kind: kind as AssigneeKind,
        member: memberId === null ? null : { id: memberId, name: names.get(memberId) ?? '' },
      }

export const theQueue = { kind: 'queue', memberId: null } as const
export const theAgent = { kind: 'agent', memberId: null } as const
export const theMember = (memberId: string) => ({ kind: 'member', memberId }) as const
