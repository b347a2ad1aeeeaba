import type { Reply } from '#contract/shapes/conversation.ts'
import type { ReplyView } from '../replies/draft.ts'
import type { Extent } from '../replies/seen.ts'
import type { Growth } from './growth.ts'

/** What a mirror says to the writer of a reply, where that hears that it should stop. */
export type ToWriter =
  | {
      readonly type: 'mirror-asks'
      readonly mirror: string
      /** By the clock of the mirror, which gets it back. */
      readonly askedAt: number
      readonly attempt: number
      readonly has: Extent
    }
  | { readonly type: 'mirror-quiet'; readonly mirror: string; readonly attempt: number }
  | { readonly type: 'mirror-leaves'; readonly mirror: string }

export type Waiting = ReplyView['waiting']

/** What the writer of a reply says to its mirrors, where followers hear of it. */
export type ToMirrors =
  | { readonly type: 'grown'; readonly attempt: number; readonly growth: Growth; readonly waiting: Waiting }
  | {
      readonly type: 'granted'
      readonly mirror: string
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
