import { randomUUID } from 'node:crypto'
import type { MessagePart } from '#contract/message-parts.ts'
import type { Reply } from '#contract/shapes/conversation.ts'
import {
  hasEnded,
  reachesFurther,
  replyTopic,
  messageToWriter,
  UNCONFIRMED_MS,
} from '#features/conversations/index.ts'
import type { Live } from '#platform/live/live.ts'
import type { ReplyView } from './draft.ts'
import { extentOf } from './extent.ts'
import { type Growth, grown } from './growth.ts'
import type { MessageToRemoteDrafts, MessageToWriter, Waiting } from './remote-draft-messages.ts'

/** A reply that another process writes, as it may be shown here. */
export interface RemoteDraft {
  /** What may be shown now; null if that is only what is stored. */
  view(): ReplyView | null
  /** Whether readers may see the content of the view, if it is of this attempt. */
  shows(attempt: number): boolean
  /** Takes what is stored, which may always be shown. */
  feed(stored: ReplyView): void
  leave(): void
}

/** How often the writer is asked, while it answers and while it does not. */
const ASK_EVERY_MS = 1_000
const ASK_AGAIN_MS = 250

/**
 * Opens it. It shows only content whose ownership the database confirmed to the writer no longer ago than a writer may
 * show anything itself, counted from before this process asked, by its own clock. So neither late messages nor a
 * process that was frozen can show anything after that time.
 */
export function openRemoteDraft(live: Live, replyId: string): RemoteDraft {
  const remoteDraft = randomUUID()
  const told = openTold()
  let askedAt = Number.NEGATIVE_INFINITY

  const say = (message: MessageToWriter) => live.publishElsewhere(...messageToWriter(replyId, message))
  const ask = () => {
    askedAt = performance.now()
    say({ type: 'remote-draft-requested', remoteDraft, askedAt, ...told.known() })
  }
  const askUnlessAsked = (everyMs: number) => {
    if (performance.now() - askedAt >= everyMs) ask()
  }
  const hear = (message: MessageToRemoteDrafts) => {
    switch (message.type) {
      case 'granted':
        if (message.remoteDraft === remoteDraft) told.grant(message)
        return
      case 'grown':
        if (!told.grow(message)) askUnlessAsked(ASK_AGAIN_MS)
        return
      case 'stopped':
        told.stop(message.attempt)
        return say({ type: 'remote-draft-stopped', remoteDraft, attempt: message.attempt })
      case 'changed':
        if (!told.mayShow() || message.attempt > told.known().attempt) ask()
        return
      case 'ended':
        told.stop(Number.POSITIVE_INFINITY)
    }
  }
  const leave = live.subscribe(replyTopic(replyId), (message) => hear(message as MessageToRemoteDrafts), ask)
  const asking = setInterval(() => {
    if (!told.isStopped()) askUnlessAsked(told.isUpToDate() ? ASK_EVERY_MS : ASK_AGAIN_MS)
  }, ASK_AGAIN_MS)
  asking.unref()
  return {
    shows: (wanted) => told.mayShow() && told.known().attempt === wanted,
    view: told.view,
    feed(stored) {
      told.feed(stored)
      if (askedAt === Number.NEGATIVE_INFINITY) ask()
    },
    leave() {
      clearInterval(asking)
      leave()
      say({ type: 'remote-draft-closed', remoteDraft })
    },
  }
}

type Told<T extends MessageToRemoteDrafts['type']> = Extract<MessageToRemoteDrafts, { type: T }>

/** The content received from the writer, and whether it may still be shown. */
function openTold() {
  let attempt = 0
  let reply: Reply | null = null
  let parts: readonly MessagePart[] = []
  let waiting: Waiting = null
  let sure = Number.NEGATIVE_INFINITY
  let stoppedAttempt = 0
  let isBehind = false

  const mayShow = () =>
    reply !== null && attempt > stoppedAttempt && performance.now() - sure < UNCONFIRMED_MS
  const begin = (next: number) => {
    if (next <= attempt) return
    attempt = next
    reply = null
    parts = []
    sure = Number.NEGATIVE_INFINITY
  }
  const take = (growth: Growth, now: Waiting) => {
    const all = grown(parts, extentOf(parts), growth)
    isBehind = all === null
    if (all === null) return
    parts = all
    waiting = now
  }
  return {
    mayShow,
    isUpToDate: () => mayShow() && !isBehind,
    isStopped: () => attempt < stoppedAttempt,
    known: () => ({ attempt, has: extentOf(parts) }),
    view: (): ReplyView | null => (reply && mayShow() ? { reply, parts, waiting } : null),
    grant(message: Told<'granted'>) {
      if (message.reply.attempt < attempt) return
      begin(message.reply.attempt)
      take(message.growth, message.waiting)
      if (isBehind) return
      reply = message.reply
      sure = Math.max(sure, message.askedAt - message.ageMs)
    },
    /** False if something is missing before it. */
    grow(message: Told<'grown'>): boolean {
      if (message.attempt === attempt && reply && !isBehind) take(message.growth, message.waiting)
      return !isBehind && message.attempt <= attempt
    },
    feed(stored: ReplyView) {
      if (hasEnded(stored.reply.state)) stoppedAttempt = Number.POSITIVE_INFINITY
      begin(stored.reply.attempt)
      if (stored.reply.attempt === attempt && reachesFurther(stored.parts, parts)) parts = stored.parts
    },
    stop: (stopped: number) => void (stoppedAttempt = Math.max(stoppedAttempt, stopped)),
  }
}
