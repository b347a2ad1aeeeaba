import type { Reply } from '#contract/shapes/conversation.ts'
import type { ReplyView } from './draft.ts'
import type { Extent } from './extent.ts'
import type { Growth } from './growth.ts'

/** What a remote draft says to the writer of a reply, where that hears that it should stop. */
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

/** What the writer of a reply says to its remote drafts, where readers hear of it. */
export type MessageToRemoteDrafts =
  | { readonly type: 'grown'; readonly attempt: number; readonly growth: Growth; readonly waiting: Waiting }
  | {
      readonly type: 'granted'
      readonly remoteDraft: string
      readonly askedAt: number
      /** How long ago, by the clock of the writer, the database said that the reply is its own. */
      readonly ageMs: number
      readonly reply: Reply
      readonly growth: Growth
      readonly waiting: Waiting
    }
  | { readonly type: 'stopped'; readonly attempt: number }
  | { readonly type: 'changed'; readonly attempt: number }
  | { readonly type: 'ended' }
