import { type EventStreamPart, FollowEvents, type StoredEvent } from '#contract/events.ts'
import { subscribeToTyping, mayReceiveTyping, type TypingNotice } from '#features/conversations/index.ts'
import { comeIn } from '#features/inbox/handoff/index.ts'
import { openWakeSignal } from '#kernel/wake-signal.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { mayReceive } from './audience.ts'
import { joinTail, PAGE } from './tail.ts'

const BACKLOG_MAX = 20_000
const INBOX_MAX = 1_000

/** What a reader of events receives; typing notices include the connection they came over. */
export type FeedPart = Exclude<EventStreamPart, { type: 'typing' }> | { type: 'typing'; typing: TypingNotice }

/** Follows the tenant's events that the caller may receive, from any number on, without a silent gap. */
export const followEvents = flow({
  name: 'event.follow',
  permission: 'event:follow',
  input: FollowEvents,
  run: ({ scope }, { after }) => follow(scope, after ?? null),
})

async function* follow(scope: Scope, after: number | null): AsyncGenerator<FeedPart> {
  const wakeSignal = openWakeSignal(scope.signal)
  let number = 0
  let inbox: StoredEvent[] = []
  let isBehind = false
  let isWaiting = false
  const tail = await joinTail(scope, (event) => {
    // Nobody is woken for an event that they may not receive.
    if (isWaiting && inbox.length === 0 && !mayReceive(scope.actor, event)) {
      number = Math.max(number, event.number)
      return
    }
    // Events that do not fit are read from the database later.
    if (inbox.length < INBOX_MAX) inbox.push(event)
    else isBehind = true
    wakeSignal.notify()
  })
  // Only the latest notice of each person is kept, so a slow reader gets no more than that.
  const typing = new Map<string, TypingNotice>()
  const leaveTyping = subscribeToTyping(scope, (one) => {
    if (!mayReceiveTyping(scope.actor, one)) return
    typing.set(`${one.conversationId}/${one.author.id}`, one)
    wakeSignal.notify()
  })
  const leave = comeIn(scope)
  const readMissed = async () => {
    inbox = []
    isBehind = false
    const events = await tail.missed(number)
    if (events.length === PAGE) isBehind = true
    return events
  }
  try {
    const last = tail.newest
    number = after ?? last
    if (number > last || last - number > BACKLOG_MAX) {
      yield { type: 'reset', number: last, reason: number > last ? 'unknown-number' : 'too-far-behind' }
      number = last
    }
    yield { type: 'ready', number }
    if (number < last) isBehind = true
    while (!scope.signal.aborted) {
      const isMissed = isBehind
      // Some of the missed events may no longer be stored; then the reader is told to reload everything.
      const isGone = (next: number) => isMissed && number < last && next > number + 1
      let gone = false
      for (const event of isMissed ? await readMissed() : inbox.splice(0)) {
        if (event.number <= number) continue
        gone = isGone(event.number)
        if (gone) break
        number = event.number
        if (mayReceive(scope.actor, event)) yield { type: 'event', event }
      }
      if (gone || (!isBehind && isGone(last + 1))) {
        yield { type: 'reset', number: last, reason: 'too-far-behind' }
        number = last
        isBehind = true
        continue
      }
      if (isBehind || inbox.length > 0) continue
      if (typing.size > 0) {
        const told = [...typing.values()]
        typing.clear()
        for (const one of told) yield { type: 'typing', typing: one }
        continue
      }
      isWaiting = true
      await wakeSignal.wait()
      isWaiting = false
    }
  } finally {
    tail.leave()
    leaveTyping()
    leave()
    wakeSignal.close()
    inbox = []
  }
}
