import type { MessagePart } from '#contract/message-parts.ts'
import type { Message } from '#contract/shapes/conversation.ts'
import type { Typing } from '#contract/shapes/typing.ts'
import { applyReplyPart } from '#client/apply-reply-part.ts'
import { pause } from '#client/pause.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Api } from './open-api.ts'

/** Follows events and answers in progress. */
export interface Following {
  /** Starts following, until aborted; a second call has no effect. */
  begin(signal: AbortSignal): void
  /** Fetches the current state. One fetch at a time: a call during a fetch waits for the next. */
  refresh(): Promise<void>
  /** Follows those of these answers that have not ended. */
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
  // When nobody is followed there is nothing to wait for, not even the fetch for a previous visitor.
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
        // Refused: the visitor has to be identified again; this is reported elsewhere.
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
      // The outcome is fetched.
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
