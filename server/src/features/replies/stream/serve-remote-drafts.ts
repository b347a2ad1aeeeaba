import { setTimeout as pause } from 'node:timers/promises'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'
import { replyTopic, UNCONFIRMED_MS } from '#features/conversations/index.ts'
import type { Live } from '#platform/live/live.ts'
import type { Extent } from './extent.ts'
import { growthSince } from './growth.ts'
import type { MessageToRemoteDrafts, MessageToWriter, Waiting } from './remote-draft-messages.ts'

/** What a writer shows now. */
export interface Showing {
  readonly reply: Reply
  readonly parts: readonly MessagePart[]
  readonly seen: Extent
  readonly waiting: Waiting
  /**
   * When the database last confirmed whose the reply is, from `performance.now()`; null while nothing more may be
   * shown.
   */
  readonly sureAt: number | null
}

/** Keeps the remote drafts of one reply up to date while it has any. */
export interface ServedRemoteDrafts {
  /** More may be seen by now. */
  grown(): void
  hear(message: MessageToWriter): void
  /** Whether any remote draft has asked yet: until then, no other process follows the reply. */
  wereAsked(): boolean
  /** Lets no remote draft show more from now on. */
  stop(): void
  /** Resolves when none shows anything more: each has confirmed it, or its time has run out. */
  quiet(): Promise<void>
}

/** Growth within this time is sent together. */
const TOGETHER_MS = 40
/** The clocks of two processes run alike, but not to the millisecond. */
const MARGIN_MS = 50
const LOOK_EVERY_MS = 10

/**
 * Lets other processes show what this one shows. None may do so for longer than this one could itself, so waiting until
 * the writer's own time has run out covers all of them.
 */
export function serveRemoteDrafts(
  live: Live,
  { id, attempt }: Reply,
  look: () => Showing,
): ServedRemoteDrafts {
  /** Until when each remote draft may show what it received. */
  const granted = new Map<string, number>()
  let told: Extent = { parts: 0, text: 0 }
  let toldAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null
  let isStopped = false
  let wereAsked = false
  const say = (message: MessageToRemoteDrafts) => live.publishElsewhere(replyTopic(id), message)
  const hasAny = () => {
    for (const [remoteDraft, until] of granted)
      if (performance.now() > until + MARGIN_MS) granted.delete(remoteDraft)
    return granted.size > 0
  }
  const tell = () => {
    timer = null
    if (isStopped || !hasAny()) return
    const { parts, seen, waiting } = look()
    say({ type: 'grown', attempt, growth: growthSince(parts, told, seen), waiting })
    told = seen
    toldAt = performance.now()
  }
  const grant = ({
    remoteDraft,
    askedAt,
    ...asked
  }: Extract<MessageToWriter, { type: 'remote-draft-requested' }>) => {
    wereAsked = true
    const { reply, parts, seen, waiting, sureAt } = look()
    if (isStopped) return say({ type: 'stopped', attempt })
    if (sureAt === null) return
    // Nothing was sent since the last reader left, and this one gets everything here.
    if (!hasAny()) told = seen
    granted.set(remoteDraft, sureAt + UNCONFIRMED_MS)
    const from = asked.attempt === attempt ? asked.has : { parts: 0, text: 0 }
    const ageMs = performance.now() - sureAt
    const growth = growthSince(parts, from, seen)
    say({ type: 'granted', remoteDraft, askedAt, ageMs, reply, growth, waiting })
  }
  return {
    grown() {
      if (timer || isStopped || !hasAny()) return
      const inMs = toldAt + TOGETHER_MS - performance.now()
      if (inMs <= 0) tell()
      else timer = setTimeout(tell, inMs)
    },
    hear(message) {
      if (message.type === 'remote-draft-requested') grant(message)
      else if (message.type === 'remote-draft-closed' || message.attempt === attempt)
        granted.delete(message.remoteDraft)
    },
    wereAsked: () => wereAsked,
    stop() {
      if (isStopped) return
      isStopped = true
      if (timer) clearTimeout(timer)
      if (hasAny()) say({ type: 'stopped', attempt })
    },
    async quiet() {
      while (hasAny()) await pause(LOOK_EVERY_MS)
    },
  }
}
