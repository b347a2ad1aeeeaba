import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { Typing } from '#contract/shapes/typing.ts'
import { applyReplyPart } from '#client/apply-reply-part.ts'
import { pause } from '#client/pause.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Api } from './open-api.ts'

/** Follows what happens and what is being answered. */
export interface Following {
  /** Follows from now on, until the signal; a second call changes nothing. */
  begin(signal: AbortSignal): void
  /** Fetches what there is. One fetch at a time: who asks during one waits for the next. */
  refresh(): Promise<void>
  /** Follows the answers among these that have not ended. */
  followReplies(messages: readonly Message[]): void
  end(): void
}

interface Hearing {
  api: Api
  load(signal: AbortSignal): Promise<void>
  onGrowth(messageId: string, parts: readonly MessagePart[]): void
  onTyping(typing: Typing): void
  onLine(isOpen: boolean): void
}

const AGAIN_MS = 2_000

export function openFollowing({ api, load, onGrowth, onTyping, onLine }: Hearing): Following {
  const followed = new Set<string>()
  let signal: AbortSignal | null = null

  const fetchAll = oneAtATime(() => (signal ? load(signal) : Promise.resolve()))
  // Where nobody is followed there is nothing to wait for, not even the fetch of whoever was before.
  const refresh = () => (signal ? fetchAll() : Promise.resolve())
  const refreshSoon = () => {
    const within = signal
    refresh().catch(async () => {
      if (!within || within.aborted) return
      await pause(AGAIN_MS, within).catch(() => {})
      if (within === signal) refreshSoon()
    })
  }
  const watch = async (within: AbortSignal) => {
    while (!within.aborted) {
      try {
        for await (const part of api.followEvents({ signal: within, onLine }))
          if (part.type === 'typing') onTyping(part.typing)
          else if (part.type !== 'event' || 'conversationId' in part.event.payload) refreshSoon()
      } catch {
        // Refused: whoever was known is not any more, or has to be known anew; that is told elsewhere.
        onLine(false)
      }
      await pause(AGAIN_MS, within).catch(() => {})
    }
  }
  const follow = async (message: Message, replyId: string, within: AbortSignal) => {
    let parts: readonly MessagePart[] = []
    try {
      for await (const piece of api.followReply(replyId, { signal: within })) {
        const grown = applyReplyPart(parts, piece)
        if (grown === parts) continue
        parts = grown
        onGrowth(message.id, parts)
      }
    } catch {
      // What it came to is fetched.
    }
    followed.delete(replyId)
    if (!within.aborted) refreshSoon()
  }

  return {
    begin(within) {
      if (signal === within) return
      signal = within
      refreshSoon()
      void watch(within)
    },
    refresh,
    followReplies(messages) {
      if (!signal) return
      for (const message of messages) {
        const { reply } = message
        if (!reply || reply.endedAt !== null || followed.has(reply.id)) continue
        followed.add(reply.id)
        void follow(message, reply.id, signal)
      }
    },
    end() {
      signal = null
      followed.clear()
    },
  }
}
