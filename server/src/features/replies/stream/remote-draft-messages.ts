import type { Reply } from '#contract/shapes/conversation.ts'
import type { ReplyView } from './draft.ts'
import type { Extent } from './extent.ts'
import type { Growth } from './growth.ts'

/**
 * A message from a remote draft to the writer of a reply, on the channel where the writer also hears that it should
 * stop.
 */
export type MessageToWriter =
  | {
      readonly type: 'remote-draft-requested'
      readonly remoteDraft: string
      /** By the clock of the remote draft, which gets it back. */
      readonly askedAt: number
      readonly attempt: number
      readonly has: Extent
    }
  | { readonly type: 'remote-draft-stopped'; readonly remoteDraft: string; readonly attempt: number }
  | { readonly type: 'remote-draft-closed'; readonly remoteDraft: string }

export type Waiting = ReplyView['waiting']

/** A message from the writer of a reply to its remote drafts, on the channel of the readers. */
export type MessageToRemoteDrafts =
  | { readonly type: 'grown'; readonly attempt: number; readonly growth: Growth; readonly waiting: Waiting }
  | {
      readonly type: 'granted'
      readonly remoteDraft: string
      readonly askedAt: number
      /** How long ago, by the writer's clock, the database confirmed that the reply is its own. */
      readonly ageMs: number
      readonly reply: Reply
      readonly growth: Growth
      readonly waiting: Waiting
    }
  | { readonly type: 'stopped'; readonly attempt: number }
  | { readonly type: 'changed'; readonly attempt: number }
  | { readonly type: 'ended' }
